import Views
import Engine

/// Several runs of training in one chart, and in a table of what they differ in.
struct RunComparison {
  typealias Entry = (number: Int, record: RunRecord)

  let runs: [Entry]

  init(_ runs: [Entry]) { self.runs = runs }

  /// A curve for each run: of the validation set where all runs have one, else of the training set; `nil` where no run
  /// has what is asked for.
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

  /// What the runs differ in, and what came of them.
  var table: Table {
    let settings = Self.settings.filter { _, cell in Set(runs.map { "\(cell($0.record))" }).count > 1 }
    let results = Self.results.filter { _, value in runs.contains { value($0.record) != nil } }
    return Table(
      columns: ["run"] + settings.map(\.name) + results.map(\.name) + ["best epoch"],
      rows: runs.map { number, record in
        [.integer(number)] + settings.map { $0.cell(record) }
          + results.map { $0.cell(record).map { .number($0) } ?? .text("") } + [Self.best(of: record)]
      },
      note: "loss and accuracy of the last epoch; best epoch: least validation loss, else least loss")
  }

  private static let settings: [(name: String, cell: @Sendable (RunRecord) -> Table.Cell)] = [
    ("data", { .text($0.dataName) }),
    ("sizes", { .text($0.sizes.map(String.init).joined(separator: "-")) }),
    ("epochs", { .integer($0.reports.count) }),
    ("batch", { .integer($0.settings.batchSize) }),
    ("rate", { .number($0.settings.rate) }),
    ("with", { .text(Description.extras(of: $0.settings).joined(separator: ", ")) }),
    ("precision", { .text($0.settings.precision.rawValue) }),
    ("seed", { .integer(Int($0.seed)) }),
  ]

  private static let results: [(name: String, cell: @Sendable (RunRecord) -> Double?)] = [
    ("loss", { $0.reports.last?.trainingLoss }), ("accuracy", { $0.reports.last?.trainingAccuracy }),
    ("valid. loss", { $0.reports.last?.validationLoss }),
    ("valid. accuracy", { $0.reports.last?.validationAccuracy }),
  ]

  private static func best(of run: RunRecord) -> Table.Cell {
    let losses = run.reports.map { (epoch: $0.epoch, loss: $0.validationLoss ?? $0.trainingLoss) }
    return losses.min { $0.loss < $1.loss }.map { .integer($0.epoch) } ?? .text("")
  }
}
