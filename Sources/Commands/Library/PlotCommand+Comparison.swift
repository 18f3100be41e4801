import Engine
import Language
import Views

/// Several runs in one chart.
extension PlotCommand {
  /// - Parameter text: `1 2 3`, or `all`.
  static func comparison(_ text: String, _ arguments: Arguments, _ runs: [RunRecord]) throws(Diagnostic) -> Chart {
    let numbers = try numbers(text, arguments, runs).filter { !runs[$0 - 1].reports.isEmpty }
    guard !numbers.isEmpty else {
      throw arguments.failure("no run has come to the end of an epoch", at: "runs", hint: "runs lists them")
    }
    let isAccuracy = arguments.word("curve") == "accuracy"
    let held = numbers.allSatisfy { runs[$0 - 1].reports.allSatisfy { $0.validationLoss != nil } }
    func value(_ report: EpochReport) -> Double? {
      switch (isAccuracy, held) {
      case (false, false): report.trainingLoss
      case (false, true): report.validationLoss
      case (true, false): report.trainingAccuracy
      case (true, true): report.validationAccuracy
      }
    }
    let series = numbers.map { number in
      Chart.Series(
        name(of: runs[number - 1], number),
        runs[number - 1].reports.compactMap { report in
          value(report).map { Chart.Point(Double(report.epoch), $0) }
        })
    }
    guard series.contains(where: { !$0.points.isEmpty }) else {
      throw arguments.failure("these runs have no accuracy: their targets are not classes", at: "curve")
    }
    let curve = isAccuracy ? "accuracy" : "loss"
    return Chart(
      title: "\(held ? "validation " : "training ")\(curve) of \(Description.count(series.count, "run"))",
      x: Chart.Axis("epoch"),
      y: Chart.Axis(curve, scale: arguments.contains("log") && !isAccuracy ? .log : .linear), series: series)
  }

  private static func numbers(
    _ text: String, _ arguments: Arguments, _ runs: [RunRecord]
  ) throws(Diagnostic) -> [Int] {
    guard !runs.isEmpty else {
      throw arguments.failure("nothing has been trained yet", hint: "train epochs 20 makes a run with its curves")
    }
    if text == "all" { return Array(1...runs.count) }
    var result: [Int] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }) {
      guard let number = Int(word), runs.indices.contains(number - 1) else {
        throw arguments.failure("there is no run \(word)", at: "runs", hint: "runs lists them: 1 to \(runs.count)")
      }
      if !result.contains(number) { result.append(number) }
    }
    return result
  }

  /// `2: rate 0.05, adam`.
  private static func name(of run: RunRecord, _ number: Int) -> String {
    (["\(number): rate \(run.settings.rate.formatted)"] + Description.extras(of: run.settings)).joined(separator: ", ")
  }
}
