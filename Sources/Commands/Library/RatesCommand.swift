import Engine
import Language
import Views

/// Looks for a learning rate.
struct RatesCommand: Command {
  static let name = "rates"
  static let abstract = "learning-rate range test: the loss over a rate that grows from batch to batch"
  static let discussion = """
    Trains a copy of the session, whose rate grows from batch to batch by the same factor, and draws the loss of each \
    batch before its update with a running mean, β 0.9. It ends early where the mean is four times its \
    least; losses above twice the first are not drawn. A tenth of \
    the rate of the least mean is a rate to begin with: large enough to learn fast, far from where the loss bursts. \
    Optimiser, split and formulas are those of the session, and the session stays as it is. Smith 2017.
    """
  static let topic = Topic.training
  static let parameters: [Parameter] = [
    .named("from", .number(.positive), "the first rate", fallback: "1e-5"),
    .named("to", .number(.positive), "the last rate", fallback: "10"),
    .named("batches", .integer(10...1_000_000), "batches in all", fallback: "100"),
    .named("batch", .integer(1...1_000_000), "samples in a mini-batch", fallback: "32"),
    .named(
      "precision", .choice([.init("double", "Float64"), .init("single", "Float32, faster")]), "numbers to train in",
      fallback: "double"),
  ]
  static let examples = [
    Example(
      "data digits", "network 64 32 10 loss cross-entropy", "seed 1", "init kaiming", "rates",
      shows: "the loss over rates from 1e-5 to 10, and a rate to begin with"),
    Example(
      "data digits", "network 64 32 10 loss cross-entropy", "seed 1", "init kaiming", "optimizer adam",
      "rates from 1e-6 to 1", shows: "smaller rates for adam"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    for part in [Part.data, .split, .optimizer, .randomStream] { context.reads.read(part) }
    let samples = try TrainCommand.samples(arguments, in: context, network)
    let rows = context.session.split?.training
    let (first, last) = (arguments.number("from") ?? 1e-5, arguments.number("to") ?? 10)
    guard first < last else {
      throw arguments.failure("the last rate is above the first", at: "to", hint: "rates from \(last) to \(first)")
    }
    let count = rows?.count ?? samples.count
    var settings = TrainingSettings(
      batchSize: min(arguments.integer("batch") ?? 32, count), rate: first,
      precision: arguments.word("precision").flatMap(Precision.init) ?? .double)
    try TrainCommand.requireSeveralSamples(arguments, network, count, settings.batchSize)
    let batches = arguments.integer("batches") ?? 100
    let perEpoch = (count + settings.batchSize - 1) / settings.batchSize
    settings.epochs = (batches + perEpoch - 1) / perEpoch
    settings.optimizer = context.session.optimizer
    settings.schedule = Schedule(.growth(end: last, batches: batches))
    let range = try measure(samples, rows, settings, batches, arguments, in: context)
    guard range.points.count > 1 else {
      throw arguments.failure("the loss is not finite from the first batch on", at: "from", hint: "forward shows it")
    }
    return .stack([.text(advice(range, to: last)), .chart(chart(range, settings))])
  }

  /// Trains a copy of the session.
  private static func measure(
    _ samples: Samples, _ rows: [Int]?, _ settings: TrainingSettings, _ batches: Int, _ arguments: Arguments,
    in context: Context
  ) throws(Diagnostic) -> RateRange {
    var range = RateRange()
    var session = context.session
    let host = context.host
    func add(_ progress: TrainingProgress) -> Bool {
      let batch = range.points.count
      range.add(
        rate: settings.schedule.rate(
          settings.rate, batch: batch, perEpoch: progress.batches, epochs: progress.epochs),
        loss: progress.latestLoss)
      return range.points.count < batches && !range.hasBurst && !host.isInterrupted
    }
    if let network = session.network, session.definitions.isEmpty {
      _ = Engine.train(
        network, on: samples, rows: rows, settings: settings, state: session.optimizerState,
        generator: &session.generator, progress: add)
    } else {
      var training = OwnFormulaTraining(
        samples: samples, settings: settings, rows: rows, validation: nil, span: arguments.commandSpan)
      _ = try training.run(on: &session, host: host, progress: add)
    }
    return range
  }

  private static func advice(_ range: RateRange, to last: Double) -> StyledText {
    let format = NumberFormat(digits: 2)
    guard let rate = range.suggestion else {
      return StyledText(
        range.isOpen && range.points.count > 1
          ? "the loss hardly falls up to rate \(last.formatted): rates to \((10 * last).formatted) goes on"
          : "the loss does not fall at any rate: look at the network, or begin with a smaller one", .warning)
    }
    let least = format.text(range.points[range.least].rate)
    let open = range.isOpen ? ", the last one: it may fall further" : ""
    return StyledText("begin with rate ") + StyledText(format.text(rate), .number)
      + StyledText(": a tenth of \(least), where the loss is least\(open); the session is as it was")
  }

  private static func chart(_ range: RateRange, _ settings: TrainingSettings) -> Chart {
    // Where the loss bursts, it would leave no room for where it falls.
    let shown = range.points.filter { $0.loss <= 2 * range.points[0].loss }
    let rule = settings.optimizer == Optimizer() ? "" : ", \(Description.of(settings.optimizer))"
    return Chart(
      title: "loss over the rate, batch \(settings.batchSize)\(rule)", x: Chart.Axis("rate", scale: .log),
      y: Chart.Axis("loss"),
      series: [
        Chart.Series("batch", shown.map { Chart.Point($0.rate, $0.loss) }, mark: .points),
        Chart.Series("running mean", shown.map { Chart.Point($0.rate, $0.mean) }),
      ])
  }
}
