import Engine
import SessionCore
import Views

/// Several runs of training in one chart, and in a table of what they differ in.
struct RunComparison {
  typealias Entry = (number: Int, record: RunRecord)

  let runs: [Entry]

  /// A curve for each run: of the validation set if all runs have one, else of the training set; `nil` if no run has
  /// the quantity.
  func chart(
    _ quantity: String, _ scale: Chart.Scale, training: (EpochReport) -> Double?, validation: (EpochReport) -> Double?
  ) -> Chart? {
    let isValidated = runs.allSatisfy { run in run.record.reports.contains { validation($0) != nil } }
    let value = isValidated ? validation : training
    let series = runs.map { run in
      Chart.Series(
        "run \(run.number)",
        run.record.reports.compactMap { report in value(report).map { Chart.Point(Double(report.epoch), $0) } })
    }
    let drawn = series.filter { !$0.points.isEmpty }
    guard !drawn.isEmpty else { return nil }
    return Chart(
      title: "\(isValidated ? "validation" : "training") \(quantity) of \(Description.count(runs.count, "run"))",
      x: Chart.Axis("epoch"), y: Chart.Axis(quantity, scale: scale), series: drawn)
  }

  /// The settings in which the runs differ, and their results.
  var table: Table {
    let settings = RunColumn.settings.filter { column in Set(runs.map { "\(column.cell($0.record))" }).count > 1 }
    let results = RunColumn.results.filter { column in runs.contains { column.cell($0.record) != .text("") } }
    return Table(
      columns: ["run"] + (settings + results).map(\.name) + ["best epoch"],
      rows: runs.map { number, record in
        [.integer(number)] + (settings + results).map { $0.cell(record) } + [Self.best(of: record)]
      },
      note: "loss and accuracy of the last epoch; best epoch: least validation loss, else least loss")
  }

  private static func best(of run: RunRecord) -> Table.Cell {
    let losses = run.reports.map { (epoch: $0.epoch, loss: $0.validationLoss ?? $0.trainingLoss) }
    return losses.min { $0.loss < $1.loss }.map { .integer($0.epoch) } ?? .text("")
  }
}
