import CommandKit
import Language
import SessionCore
import Views

struct ShowCommand: Command {
  static let name = "show"
  static let abstract = "what the session holds: show, show variables, or one quantity: show W[1]"
  static let discussion = """
    The overview names network, data, batch, the next step of the pass, settings, variables and your functions; show variables \
    lists your variables with their sizes. A quantity that is out of date is shown with what changed after it was computed.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("what", .expression, "a name or an expression", required: false, fallback: "an overview")
  ]
  static let examples = [
    Example(
      "network 2 3 1", "x = 5", "show", shows: "network, batch and variables",
      gives: .column("what", ["network", "data", "batch", "pass", "settings", "x"])),
    Example(
      "x = 5", "y = [[1, 2], [3, 4]]", "show variables", shows: "their sizes",
      gives: .column("shape", ["a number", "2×2"])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let expression = arguments.expression("what") else { return .shown(overview(context.session)) }
    if case .name(let name, _) = expression, let function = context.session.functions[name] {
      context.reads.read(.function(name))
      let word = context.session.activations[name] == nil ? "" : "activation "
      return .shown(.text(StyledText(word + function.text, .code)))
    }
    if case .name("variables", _) = expression, context.session.variables["variables"] == nil {
      return .shown(variables(of: context))
    }
    var evaluator = context.evaluator(arguments.code)
    let value = try evaluator.evaluate(expression)
    return .shown(value, label: evaluator.text(expression), note: evaluator.staleNote)
  }

  private static func variables(of context: Context) -> View {
    let variables = context.session.variables.sorted { $0.key < $1.key }
    for (name, _) in variables { context.reads.read(.variable(name)) }
    if variables.isEmpty { return .text("no variables yet: x = 3 makes one") }
    return .table(
      Table(
        columns: ["variable", "shape", "entries", "value"],
        rows: variables.map { name, value in
          [.text(name, .name), .text("\(value.shape)")] + sizeAndValue(value)
        }, note: "delete NAME removes one"))
  }

  /// The number of entries, and of a number its value, of a matrix the range.
  private static func sizeAndValue(_ value: Value) -> [Table.Cell] {
    switch value {
    case .number(let number): return [.integer(1), .number(number)]
    case .matrix(let matrix):
      let range = matrix.elements.min().flatMap { low in matrix.elements.max().map { (low, $0) } }
      return [.integer(matrix.count), .text(range.map { "\($0.formatted) to \($1.formatted)" } ?? "")]
    }
  }

  private static func overview(_ session: Session) -> View {
    var rows: [[Table.Cell]] = []
    func add(_ name: String, _ text: String) { rows.append([.text(name, .name), .text(text)]) }
    add("network", session.network.map(Description.of) ?? "none yet: network 2 3 1")
    add(
      "data",
      session.dataset.map { "\($0.name), \(Description.count($0.training.count, "sample"))" } ?? "none yet: data digits"
    )
    add("batch", session.samples == 0 ? "none yet" : Description.count(session.samples, "sample"))
    add(
      "pass",
      session.network == nil
        ? "none yet" : session.nextOperation.map { "next step: \($0.name)" } ?? "complete: next step is the update")
    add(
      "settings",
      "rate \(session.learningRate.formatted), seed \(session.seed), digits \(session.digits)"
        + (session.network?.hasModes == true ? ", \(session.mode.rawValue) mode" : ""))
    if let derivation = session.derivation, !derivation.isFinished {
      add("derivation by hand", "\(derivation.target), \(Description.count(derivation.lines.count, "line")) so far")
    }
    for loss in session.losses.values.sorted(by: { $0.name < $1.name }) { add("loss \(loss.name)", loss.text) }
    for (name, value) in session.variables.sorted(by: { $0.key < $1.key }) { add(name, "\(value.shape)") }
    for function in session.functions.values.sorted(by: { $0.name < $1.name }) {
      add((session.activations[function.name] == nil ? "" : "activation ") + function.head, function.formula)
    }
    return .table(Table(columns: ["what", "is"], rows: rows))
  }
}
