import Engine
import Language
import Views

/// Loss and accuracy on a set.
struct EvaluateCommand: Command {
  static let name = "evaluate"
  static let abstract = "loss and accuracy on training, validation or test samples, or the batch"
  static let discussion = """
    loss is the mean over the samples, without the penalty of l2. accuracy is the share whose largest output is that of \
    their class, with one output whether it is above ½ where the target is 1; a regression has none. The network does \
    not change.
    """
  static let topic = Topic.training
  static let parameters = [SampleSet.parameter(fallback: "all there are")]
  static let examples = [
    Example("data xor", "network 2 4 1", "seed 1", "init kaiming", "evaluate", shows: "before training")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let sets = try SampleSet.all(arguments, in: context)
    guard let wanted = arguments.word("set") else {
      return .table(try table(sets, network, arguments))
    }
    let chosen = sets.filter { $0.name == wanted }
    if chosen.isEmpty { throw SampleSet.missing(wanted, arguments) }
    return .table(try table(chosen, network, arguments))
  }

  private static func table(
    _ sets: [SampleSet], _ network: Network<Double>, _ arguments: Arguments
  ) throws(Diagnostic) -> Table {
    var rows: [[Table.Cell]] = []
    for set in sets {
      try arguments.requireFit(set.samples, network)
      let result = Engine.evaluate(network, on: set.samples, rows: set.rows)
      rows.append([
        .text(set.name), .integer(set.rows?.count ?? set.samples.count), .number(result.loss),
        result.accuracy.map { .percent($0) } ?? .text(""),
      ])
    }
    return Table(columns: ["set", "samples", "loss", "accuracy"], rows: rows)
  }
}
