import Engine
import Language
import Views

/// Loss and accuracy on a set.
struct EvaluateCommand: Command {
  static let name = "evaluate"
  static let abstract = "loss and accuracy on training, validation or test samples, or the batch"
  static let topic = Topic.training
  static let parameters: [Parameter] = [
    .operand(
      "set",
      .choice([
        .init("training", "what train uses"), .init("validation", "what the last train held out"),
        .init("test", "what split held out, or the data set's own"), .init("batch", "X and Y"),
      ]), "which", required: false, fallback: "all there are")
  ]
  static let examples = [
    Example("data xor", "network 2 4 1", "seed 1", "init kaiming", "evaluate", shows: "before training")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    let sets = try self.sets(arguments, in: context)
    guard let wanted = arguments.word("set") else {
      return .table(try table(sets, network, arguments))
    }
    let chosen = sets.filter { $0.name == wanted }
    if chosen.isEmpty { throw missing(wanted, arguments) }
    return .table(try table(chosen, network, arguments))
  }

  private typealias NamedSet = (name: String, samples: Samples, rows: [Int]?)

  private static func sets(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> [NamedSet] {
    let session = context.session
    var result: [NamedSet] = []
    if let dataset = session.dataset {
      let held = Set(session.validationRows ?? [])
      let training = (session.split?.training ?? Array(0..<dataset.training.count)).filter { !held.contains($0) }
      result.append(("training", dataset.training, training))
      if !held.isEmpty { result.append(("validation", dataset.training, session.validationRows)) }
      if let split = session.split { result.append(("test", dataset.training, split.test)) }
      if let test = dataset.test { result.append(("test", test, nil)) }
    }
    if arguments.word("set") == "batch" || session.dataset == nil {
      try context.requireBatch(at: arguments.commandSpan)
      guard let x = session[.input], let y = session[.target] else { throw arguments.dataNeeded }
      let samples = Samples(
        count: x.rows, features: x.columns, inputs: .numbers(x.elements),
        targets: .numbers(y.elements, width: y.columns))
      result.append(("batch", samples, nil))
    }
    return result
  }

  private static func table(
    _ sets: [NamedSet], _ network: Network<Double>, _ arguments: Arguments
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

  private static func missing(_ set: String, _ arguments: Arguments) -> Diagnostic {
    switch set {
    case "test":
      arguments.failure("no samples are held out for testing", at: "set", hint: "split 0.2 holds a fifth out")
    case "validation":
      arguments.failure("no samples were held out", at: "set", hint: "train validation 0.2 holds a fifth out")
    default: arguments.dataNeeded
    }
  }
}
