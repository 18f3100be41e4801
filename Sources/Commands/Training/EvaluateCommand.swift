import CommandKit
import Engine
import Language
import Views

struct EvaluateCommand: Command {
  static let name = "evaluate"
  static let abstract = "loss and accuracy, or RMSE and R², on training, validation or test samples, or the batch"
  static let discussion = """
    loss is the mean over the samples, without the penalty of l2. accuracy is the share of samples whose largest \
    output is that of their class; a single output counts as class 1 above ½.

    A regression has RMSE, the root of the mean squared error over samples and outputs, in the unit of the \
    targets, and R², the share of the targets' variance that the outputs explain: 1 − Σ(a − y)²/Σ(y − mean y)², 0 \
    for the targets' means.

    The network does not change.
    """
  static let topic = Topic.training
  static let parameters = [SampleSet.parameter(fallback: "all there are")]
  static let examples = [
    Example(
      "data xor", "network 2 4 1", "seed 1", "init kaiming", "evaluate", shows: "before training",
      gives: .column("loss", [0.1456999])),
    Example(
      "seed 1", "data lines", "network 1 1", "train epochs 20 rate 0.1;", "evaluate", shows: "how well a line fits",
      gives: .column("RMSE", [0.0946434])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    return .shown(.table(try table(SampleSet.chosen(arguments, in: context), network, arguments)))
  }

  private static func table(
    _ sets: [SampleSet], _ network: Network<Double>, _ arguments: Arguments
  ) throws(Diagnostic) -> Table {
    let results = try sets.map { set throws(Diagnostic) in
      try arguments.requireFit(set.samples, network)
      return (name: set.name, evaluation: Engine.evaluate(network, on: set.samples, rows: set.rows))
    }
    let isRegression = results.contains { $0.evaluation.fit != nil }
    return Table(
      columns: ["set", "samples", "loss"] + (isRegression ? ["RMSE", "R²"] : ["accuracy"]),
      rows: results.map { name, result in
        [.text(name), .integer(result.samples), .number(result.loss)]
          + (isRegression ? fit(result.fit) : [result.accuracy.map { .percent($0) } ?? .text("")])
      })
  }

  private static func fit(_ fit: Fit?) -> [Table.Cell] {
    [fit?.rootMeanSquare, fit?.explained].map { $0.map { .number($0) } ?? .text("none", .faint) }
  }
}
