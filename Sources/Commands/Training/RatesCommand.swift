import CommandKit
import Engine
import Interruption
import Language
import SessionCore
import Views

struct RatesCommand: Command {
  static let name = "rates"
  static let abstract = "learning-rate range test: the loss while the rate grows, and a rate to train with"
  static let discussion = """
    Trains a copy of the network with the session's optimiser, as train would, on batches whose rate grows by one \
    factor each from the first to the last, and draws the loss over the rate: rates at which it falls are useful, \
    those at which it shoots up too large. The network, the order of the samples and the random stream do not \
    change.

    The loss is smoothed by an exponential mean (0.9 stays), and the test is over when that is 4 times its least. \
    The proposed rate is a tenth of the one with the least smoothed loss. Source: L. N. Smith, Cyclical learning \
    rates (2017).
    """
  static let topic = Topic.training
  static let parameters: [Parameter] = [
    .named("from", .number(.positive), "the first rate", fallback: "0.00001"),
    .named("to", .number(.positive), "the last rate", fallback: "10"),
    .named("batches", .integer(10...1_000_000), "how many rates, one a batch", fallback: "100"),
    .named("batch", .integer(1...1_000_000), "samples in a mini-batch", fallback: "32"),
  ]
  static let examples = [
    Example(
      "data digits", "network 64 32 10 loss cross-entropy", "seed 1", "init kaiming", "rates",
      shows: "where the loss falls, and where it shoots up", gives: "a tenth of that: train rate 0.11")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    for part in [Part.randomStream, .data, .split, .optimizer] { context.reads.read(part) }
    let samples = try TrainCommand.samples(arguments, in: context, network)
    let rates = (from: arguments.number("from") ?? 1e-5, to: arguments.number("to") ?? 10)
    guard rates.from < rates.to else {
      throw arguments.failure(
        "the rate grows: from \(rates.from) to \(rates.to) is not upward", at: arguments.contains("to") ? "to" : "from")
    }
    guard context.session.definitions.isEmpty else {
      throw arguments.failure(
        "rates trains with the built-in formulas, and there are others", hint: "undefine puts the built-in ones back")
    }
    let free = context.session.trainingRows(of: samples)
    let rows = free.isEmpty ? context.session.split?.training ?? Array(0..<samples.count) : free
    var settings = TrainingSettings(batchSize: min(arguments.integer("batch") ?? 32, rows.count))
    settings.optimizer = context.session.optimizer
    try TrainCommand.requireSeveralSamples(arguments, network, rows.count, settings.batchSize)
    let batches = arguments.integer("batches") ?? 100
    var done = 0
    let test = RangeTest(
      of: network, on: TrainingData(samples, rows: rows), settings: settings, state: context.session.optimizerState,
      rates: rates.from...rates.to, batches: batches, generator: context.session.generator
    ) { _ in
      done += 1
      Work.current.report(Double(done) / Double(batches))
      return !Work.current.isStopped
    }
    try Work.current.check(at: arguments.commandSpan)
    return .shown(view(of: test))
  }

  private static func view(of test: RangeTest) -> View {
    let loss = test.points.map { Chart.Point($0.rate, $0.loss) }
    let smoothed = test.points.map { Chart.Point($0.rate, $0.smoothed) }
    // What shoots up would press the rest of the curve flat.
    let limit = (test.points.first?.smoothed ?? 1) * 1.5
    let chart = Chart(
      title: "range test", x: Chart.Axis("rate", scale: .log), y: Chart.Axis("loss"),
      series: [
        Chart.Series("batch", loss.filter { $0.y <= limit }, mark: .points),
        Chart.Series("smoothed", smoothed.filter { $0.y <= limit }),
      ])
    return .stack([.chart(chart)] + verdict(on: test).map { .text($0) })
  }

  private static func verdict(on test: RangeTest) -> [StyledText] {
    guard let least = test.least, let last = test.points.last else {
      return [StyledText("no batch was finished", .warning)]
    }
    guard let rate = test.suggestion else {
      return [
        StyledText(
          test.startedTooHigh
            ? "the loss never fell: no rate is proposed; from starts lower"
            : "no rate lowers the loss: the network may be at its best already", .warning)
      ]
    }
    let format = NumberFormat(digits: 2)
    let end =
      test.diverged
      ? "; at \(format.text(last.rate)) it is out of hand"
      : least.rate == last.rate ? "; it still falls at the last rate: to goes further" : ""
    return [
      StyledText("the smoothed loss is least at rate \(format.text(least.rate))\(end)"),
      StyledText("a tenth of that: ") + StyledText("train rate \(format.text(rate))", .name),
    ]
  }
}
