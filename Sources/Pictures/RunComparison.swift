import Engine
import SessionCore
import Views

/// Several runs of training in one chart, and in a table of what they differ in.
struct RunComparison {
  let runs: [(number: Int, record: RunRecord)]

  /// A curve for each run: of the validation set if all runs have one, else of the training set; `nil` if no run has
  /// the quantity.
  func chart(_ measure: EpochMeasure, _ scale: Chart.Scale) -> Chart? {
    let isValidated = runs.allSatisfy { run in run.record.reports.contains { measure.validation($0) != nil } }
    let value = isValidated ? measure.validation : measure.training
    let kind = isValidated ? "validation" : "training"
    return measure.chart(
      "\(kind) \(measure.name) of \(Description.count(runs.count, "run"))", scale,
      runs.map { ("run \($0.number)", $0.record.reports, value) })
  }

  /// The settings in which the runs differ, and their results.
  var table: Table {
    let settings = RunColumn.settings.filter { column in Set(runs.map { "\(column.cell($0.record))" }).count > 1 }
    let results = RunColumn.results.filter { column in runs.contains { column.cell($0.record) != .text("") } }
    let best = RunColumn(name: "best epoch") { run in
      let losses = run.reports.map { (epoch: $0.epoch, loss: $0.validationLoss ?? $0.trainingLoss) }
      return losses.min { $0.loss < $1.loss }.map { .integer($0.epoch) } ?? .text("")
    }
    return RunColumn.table(
      of: runs, settings + results + [best],
      note: "loss and accuracy of the last epoch; best epoch: least validation loss, else least loss")
  }
}

/// What is drawn over the epochs of a run.
struct EpochMeasure {
  typealias Value = (EpochReport) -> Double?

  let name: String
  let training: Value
  let validation: Value

  static var loss: EpochMeasure { EpochMeasure(name: "loss", training: \.trainingLoss, validation: \.validationLoss) }
  static var accuracy: EpochMeasure {
    EpochMeasure(name: "accuracy", training: \.trainingAccuracy, validation: \.validationAccuracy)
  }

  /// The curves that have points; `nil` if none has.
  func chart(
    _ title: String, _ scale: Chart.Scale, _ curves: [(name: String, reports: [EpochReport], value: Value)]
  ) -> Chart? {
    let series = curves.map { name, reports, value in
      Chart.Series(name, reports.compactMap { report in value(report).map { Chart.Point(Double(report.epoch), $0) } })
    }.filter { !$0.points.isEmpty }
    if series.isEmpty { return nil }
    return Chart(title: title, x: Chart.Axis("epoch"), y: Chart.Axis(name, scale: scale), series: series)
  }
}
