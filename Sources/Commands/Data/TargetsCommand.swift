import CommandKit
import Datasets
import Engine
import Language
import SessionCore
import Views

struct TargetsCommand: Command {
  static let name = "targets"
  static let abstract = "what the network is to say: the data set's own targets, or its inputs again (autoencoder)"
  static let discussion = """
    After targets inputs every target row is the input row: a network 64 32 2 32 64 then learns to reproduce its \
    input through a layer of two units. Its loss is mean-squared-error unless network names another; \
    binary-cross-entropy needs inputs from 0 to 1, which normalize unit makes of pixels.

    The labels stay known: code plots by class. targets own puts the targets back. Splits stay; the batch has the \
    new targets.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [
    .operand(
      "targets",
      .choice([.init("inputs", "the input row again"), .init("own", "what the data set came with")]),
      "the targets", required: false, fallback: "says which they are")
  ]
  static let examples = [
    Example(
      "data digits", "targets inputs", "network 64 16 2 16 64 hidden tanh", "seed 1", "init xavier",
      "train epochs 2 rate 0.5;", "evaluate", shows: "an autoencoder with two numbers in the middle",
      gives: .column("RMSE", [0.542591]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard var dataset = context.session.dataset else { throw arguments.dataNeeded }
    context.reads.read(.data)
    guard let word = arguments.word("targets") else { return .shown(describe(dataset)) }
    let change: (Samples) -> Samples = word == "inputs" ? \.withInputsAsTargets : \.withOwnTargets
    dataset.training = change(dataset.training)
    dataset.test = dataset.test.map(change)
    context.session.replaceSamples(with: dataset)
    return .shown(describe(dataset))
  }

  private static func describe(_ dataset: Dataset) -> View {
    let samples = dataset.training
    if case .inputs = samples.targets {
      return .text(
        "targets: the inputs again, \(Description.count(samples.features, "number")); network \(samples.features) … 2 … "
          + "\(samples.features) makes an autoencoder")
    }
    let kind =
      samples.classReading != nil
      ? Description.count(samples.outputs, "class", "classes")
      : Description.count(samples.outputs, "number") + " a sample"
    return .text("targets: those of \(dataset.name), \(kind)")
  }
}

extension Session {
  /// Puts the same samples in place with other targets or on another scale: splits stay, and the batch keeps its rows.
  mutating func replaceSamples(with dataset: Dataset) {
    let rows = batchRows
    self.dataset = dataset
    if let rows { takeBatch(rows) }
  }
}
