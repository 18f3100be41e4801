import CommandKit
import Engine
import Language
import SessionCore
import Views

struct PlotCommand: Command {
  static let name = "plot"
  static let abstract = "loss and accuracy of the last run over its epochs: plot loss"
  static let discussion = """
    The training curve is the mean over each epoch's batches, each taken before its update; the validation curve \
    is measured after the epoch. log draws the loss on a logarithmic axis.

    runs compares: the validation curves if all runs have them, else the training curves. save plot to FILE.svg \
    keeps the picture.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand(
      "curve", .choice([.init("loss", "mean loss per sample"), .init("accuracy", "share classified right")]),
      "which curve", required: false, fallback: "both"),
    .named("run", .integer(1...Int.max), "a run of the list that runs shows", fallback: "the last", offers: .runs),
    .named("runs", .flag, "several runs in one chart, with a table of what they differ in: plot loss runs 1 3"),
    .operand(
      "number", .integer(1...Int.max), "the runs to compare", required: false, repeats: true, fallback: "all",
      offers: .runs),
    .named("log", .flag, "a logarithmic axis for the loss"),
  ]
  static let examples = [
    Example(
      "data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier", "train epochs 200 batch 4 rate 1", "plot loss",
      shows: "the loss over 200 epochs", gives: .chart(["training": 200]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    context.reads.read(.runs)
    let runs = context.session.runs
    if runs.isEmpty {
      throw arguments.failure("nothing has been trained yet", hint: "train epochs 20 makes a run with its curves")
    }
    if arguments.contains("runs") { return .shown(try compare(arguments, runs)) }
    if arguments.contains("number") {
      throw arguments.failure("one run is run 2, several are runs 1 2", at: "number")
    }
    let number = arguments.integer("run") ?? runs.count
    guard runs.indices.contains(number - 1) else {
      throw arguments.failure("there is no run \(number)", at: "run", hint: "runs lists them: 1 to \(runs.count)")
    }
    let record = runs[number - 1]
    guard !record.reports.isEmpty else {
      throw arguments.failure(
        "run \(number) ended before its first epoch did", hint: "a run without an epoch has no curve")
    }
    let title = "run \(number): \(record.dataName), \(record.sizes.map(String.init).joined(separator: "-"))"
    let charts = try charts(arguments, "run \(number) has no accuracy: its targets are not classes") { measure, scale in
      measure.chart(
        "\(measure.name), \(title)", scale,
        [("training", record.reports, measure.training), ("validation", record.reports, measure.validation)])
    }
    return .shown(charts.count == 1 ? charts[0] : .stack(charts))
  }

  /// The charts that are wanted, of those that there are.
  private static func charts(
    _ arguments: Arguments, _ reason: String, _ chart: (EpochMeasure, Chart.Scale) -> Chart?
  ) throws(Diagnostic) -> [View] {
    let curve = arguments.word("curve")
    let loss = curve == "accuracy" ? nil : chart(.loss, arguments.contains("log") ? .log : .linear)
    let accuracy = curve == "loss" ? nil : chart(.accuracy, .linear)
    if curve == "accuracy", accuracy == nil { throw arguments.failure(reason, at: "curve") }
    return [loss, accuracy].compactMap { $0.map(View.chart) }
  }

  /// Several runs in one chart, and a table.
  private static func compare(_ arguments: Arguments, _ runs: [RunRecord]) throws(Diagnostic) -> View {
    if arguments.contains("run") { throw arguments.failure("run and runs exclude each other", at: "run") }
    var numbers: [Int] = []
    for number in arguments.integers("number") where !numbers.contains(number) { numbers.append(number) }
    if let missing = numbers.first(where: { !runs.indices.contains($0 - 1) }) {
      throw arguments.failure("there is no run \(missing)", at: "number", hint: "runs lists them: 1 to \(runs.count)")
    }
    let comparison = RunComparison(
      runs: (numbers.isEmpty ? Array(1...runs.count) : numbers).map { ($0, runs[$0 - 1]) })
    let charts = try charts(arguments, "the runs have no accuracy: their targets are not classes", comparison.chart)
    return .stack(charts + [.table(comparison.table)])
  }
}
