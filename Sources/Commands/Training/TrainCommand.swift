import CommandKit
import Engine
import Explaining
import Interruption
import Language
import SessionCore

struct TrainCommand: Command {
  static let name = "train"
  static let abstract = "mini-batch gradient descent on the data set, with any optimiser"
  static let discussion = """
    For each batch of a shuffled epoch: forward, backward, W ← W − η dW, b ← b − η db. The shuffles come from the \
    session's stream. Without a data set it trains on X and Y.

    validation 0.1 holds a tenth of the samples out and measures it after each epoch: the last ones if the data \
    set has its own test set, as the post's program does, otherwise ones drawn at random, because files may be \
    sorted. patience 10 stops after ten epochs without a better validation loss and keeps the weights of the best \
    (Prechelt 1998).

    Ctrl-C stops at once and keeps the weights; train again continues. stop 500 stops after that batch \
    in the same way, and a saved session has it for a run that Ctrl-C stopped. A loss that is not finite stops the \
    run with the last finite weights. A classifier that ends no better than chance is examined for saturated \
    outputs and dead units.

    The session's optimiser moves the parameters and continues with what it remembers; optimizer NAME chooses \
    another one, as the command does. clip bounds the length of the full gradient (Pascanu et al. 2013), clamp \
    each entry.

    schedule changes the rate batch by batch: step every 10 factor 0.1, exponential factor 0.95, cosine end 0 \
    (Loshchilov and Hutter 2017), each after warmup epochs in which it rises from near 0 (Goyal et al. 2017).

    Training draws dropout masks from its own stream, which follows from the session's, and normalises over each \
    batch, whatever `set mode` says; validation does neither. shift 2 moves each image of a batch at random, by up \
    to two pixels across and down, so that the network learns what does not depend on the place (Simard, \
    Steinkraus and Platt 2003); validation and evaluate take the images as they are.
    """
  static let topic = Topic.training
  static let parameters: [Parameter] =
    [
      .named("epochs", .integer(1...10_000_000), "passes over the samples", fallback: "10"),
      .named("batch", .integer(1...1_000_000), "samples in a mini-batch", fallback: "32"),
      .named("rate", .number(.positive), "learning rate η", fallback: "eta"),
      .named("validation", .number(.share), "share held out and measured after each epoch", fallback: "0"),
      .named(
        "precision", .choice([.init("double", "Float64"), .init("single", "Float32, faster")]), "numbers to train in",
        fallback: "double"),
    ] + tuning + [
      .named("stop", .integer(1...Int.max), "batches after which to stop, as Ctrl-C does")
    ]
  static let examples = [
    Example(
      "data xor", "network 2 4 1 hidden tanh", "seed 1", "init xavier", "train epochs 2000 batch 4 rate 1", "loss",
      shows: "XOR learnt", gives: 0.000376961),
    Example(
      "data digits", "split 0.2", "network 64 32 10 loss cross-entropy", "seed 1", "init kaiming",
      "train epochs 10 optimizer adam rate 0.003 schedule cosine warmup 1 clip 1 validation 0.2 patience 3",
      "evaluate test", shows: "every part at once", gives: .column("samples", [359])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    context.reads.goesOn = true
    let samples = try self.samples(arguments, in: context, network)
    if let rule = arguments.word("optimizer").flatMap(Optimizer.Rule.init), rule != context.session.optimizer.rule {
      context.session.choose(Optimizer(rule))
    }
    let settings = try settings(arguments, samples, in: context.session)
    let (rows, held) = try division(arguments, samples, in: &context.session)
    try requireSeveralSamples(arguments, network, rows?.count ?? samples.count, settings.batchSize)
    let started = context.host.seconds
    let monitor = ProgressMonitor(host: context.host, settings: settings, limit: arguments.integer("stop"))
    let data = TrainingData(samples, rows: rows, validation: held ?? [])
    let run = try train(network, on: data, settings: settings, monitor, arguments, in: &context)
    context.session.network = run.network.inMode(context.session.mode)
    context.session.optimizerState = settings.optimizer.rule.moments.isEmpty ? OptimizerState() : run.optimizerState
    context.session.touchParameters()
    if context.session.dataset != nil { context.session.trainedRows.formUnion(rows ?? Array(0..<samples.count)) }
    let seconds = context.host.seconds - started
    context.session.runs.append(
      RunRecord(
        settings: settings, seed: context.session.seed, dataName: context.session.dataset?.name ?? "X, Y",
        sizes: network.sizes, reports: run.reports, seconds: seconds, end: run.end))
    let standstill = Work().run {
      Diagnosis.standstill(of: run.network, on: samples, rows: rows, accuracy: run.reports.last?.trainingAccuracy)
    }
    let isStopped = if case .interrupted = run.end { true } else { false }
    return .shown(
      TrainingView.summary(of: run, seconds: seconds, standstill: standstill),
      keptSource: isStopped ? arguments.stopping(after: monitor.batches) : nil)
  }

  /// Trains with the built-in formulas or those of the user. Ctrl-C ends the run, not the cell: what was trained is kept.
  private static func train(
    _ network: Network<Double>, on data: TrainingData, settings: TrainingSettings, _ monitor: ProgressMonitor,
    _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> TrainingRun {
    if context.session.definitions.isEmpty {
      let run = HostMonitor(host: context.host, title: name).work.silent.run {
        Engine.train(
          network, on: data, settings: settings, state: context.session.optimizerState,
          generator: &context.session.generator
        ) { monitor.report($0) }
      }
      if case .interrupted = run.end, monitor.batches == 0 { throw .stopped(at: arguments.commandSpan) }
      return run
    }
    return try Work().run { () throws(Diagnostic) in
      var training = OwnFormulaTraining(
        samples: data.samples, settings: settings, rows: data.rows, validation: data.validation,
        span: arguments.commandSpan)
      let host = context.host
      return try training.run(on: &context.session, clock: { host.seconds }) { monitor.report($0) }
    }
  }

  /// The data set's samples, or X and Y without a data set.
  static func samples(
    _ arguments: Arguments, in context: Context, _ network: Network<Double>
  ) throws(Diagnostic) -> Samples {
    guard let samples = try context.trainingSamples(arguments) else { throw arguments.dataNeeded }
    try arguments.requireFit(samples, network)
    return samples
  }

  /// Refuses batches of one sample if layers take the statistics of a batch.
  static func requireSeveralSamples(
    _ arguments: Arguments, _ network: Network<Double>, _ count: Int, _ batchSize: Int
  ) throws(Diagnostic) {
    let size = min(batchSize, count)
    guard network.layers.contains(where: { $0.normalization != nil }), size == 1 || count % max(size, 1) == 1 else {
      return
    }
    throw arguments.failure(
      size == 1
        ? "batch normalisation needs two samples in a batch at least: with one, zhat is 0 whatever the weights"
        : "the last batch of an epoch would have one sample (\(count) = \(count / size) · \(size) + 1), and batch "
          + "normalisation needs two at least", at: arguments.contains("batch") ? "batch" : nil,
      hint: "batch \((size + 1..<max(count, size + 2)).first { count % $0 != 1 } ?? count)")
  }

  /// The rows to train on and those to measure after each epoch.
  private static func division(
    _ arguments: Arguments, _ samples: Samples, in session: inout Session
  ) throws(Diagnostic) -> (rows: [Int]?, held: [Int]?) {
    let available = session.split?.training
    guard let share = arguments.number("validation"), share > 0 else { return (available, nil) }
    let all = available ?? Array(0..<samples.count)
    let held = Int((Double(all.count) * share).rounded())
    guard held > 0, held < all.count else {
      throw arguments.failure(
        "a validation share of \(share) of \(Description.count(all.count, "sample")) leaves none on one side",
        at: "validation")
    }
    if session.dataset?.test != nil {
      session.validationRows = Array(all.suffix(held))
    } else if session.validationRows?.count != held || session.validationSource != all {
      let order = session.generator.permutation(all.count)
      session.validationRows = order[(all.count - held)...].map { all[$0] }
      session.validationSource = all
    }
    let rows = session.validationRows ?? []
    let isHeld = Set(rows)
    return (all.filter { !isHeld.contains($0) }, rows)
  }
}

extension Arguments {
  /// The cell with the batch at which it was stopped, so that it stops there again.
  func stopping(after batches: Int) -> String {
    guard contains("stop") else { return trimmed(code) + " stop \(batches)" }
    var bytes = Array(code.utf8)
    let span = span("stop")
    bytes.replaceSubrange(span.start..<span.end, with: "\(batches)".utf8)
    return trimmed(String(decoding: bytes, as: UTF8.self))
  }

  private func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
