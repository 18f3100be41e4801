import CommandKit
import Engine
import Explaining
import Interruption
import Language
import SessionCore
import Views

struct ExplainCommand: Command {
  static let name = "explain"
  static let abstract = "where a number comes from: explain dW[2][0, 1]"
  static let discussion = """
    Shows the formula, the formula with its indexes, with its numbers, the factors of the chain rule and each \
    contribution, the largest first. `deep` continues down to inputs, weights and targets. `update` after a \
    parameter shows how the next update will move it.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand("entry", .entry, "a quantity or an entry of it"),
    .named("deep", .flag, "down to inputs, weights and targets"),
    .named("update", .flag, "the next step of the optimiser, for a parameter"),
  ]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "backward", "explain dW[2][0, 1]",
      shows: "∂C/∂a · ∂a/∂z · ∂z/∂w", gives: -0.0408122)
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let expression = arguments.expression("entry") else { return .nothing }
    var evaluator = context.evaluator(arguments.code)
    guard let (quantity, entry) = try evaluator.entry(expression) else {
      throw Diagnostic(
        "explain takes a quantity or one entry of it", at: expression.span,
        hint: "explain dW[2][0, 1], explain delta[1]")
    }
    let network = try context.requireNetwork(at: arguments.commandSpan)
    if arguments.contains("update") { return try update(quantity, entry, arguments, in: context) }
    guard quantity.isComputed else {
      let parameter = quantity.remembered ?? quantity
      throw Diagnostic(
        "\(quantity.name) is not computed: it is \(Self.origin(of: quantity))", at: expression.span,
        hint: parameter.isParameter && parameter.gradient.map { context.session[$0] != nil } == true
          ? "explain \(parameter.name)[0, 0] update shows its next step" : nil)
    }
    let own = context.session.definitions[quantity]
    let ownNote = own.map { "your own formula is in force: \(quantity.name) = \($0.text)" }
    let notes = [evaluator.staleNote, ownNote].compactMap { $0 }
    let explainer = Explainer(session: context.session, network: network)
    let lines =
      entry.map { explainer.lines(of: $0, isDeep: arguments.contains("deep")) } ?? explainer.lines(of: quantity)
    let value: Value =
      if let entry { .number(entry.value(in: context.session) ?? .nan) } else {
        try evaluator.read(quantity, at: expression.span)
      }
    return derivation(
      of: name(quantity, entry), value, try steps(lines, context),
      note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  /// `dW[2]`, `dW[2][0,1]`.
  private static func name(_ quantity: Quantity, _ entry: Entry?) -> String {
    entry.map { $0.code.filter { $0 != " " } } ?? quantity.name
  }

  private static func derivation(
    of target: String, _ value: Value, _ steps: [EvaluatedStep], note: String?
  ) -> CommandResult {
    .shown(
      .derivation(Derivation(target: target, value: value.numeric, steps: steps.map(\.step), note: note)),
      subject: value)
  }

  /// How the next update will move a parameter, or one entry of it.
  private static func update(
    _ quantity: Quantity, _ entry: Entry?, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> CommandResult {
    guard let gradient = quantity.gradient, quantity.isParameter, let network = context.session.network else {
      throw arguments.failure(
        "update moves parameters, not \(quantity.name)", at: "entry", hint: "explain W[1][0, 0] update")
    }
    var evaluator = context.evaluator(arguments.code)
    _ = try evaluator.read(gradient, at: arguments.span("entry"))
    for part in [Part.optimizer, .learningRate] { context.reads.read(part) }
    let explainer = Explainer(session: context.session, network: network)
    var lines = entry.map { explainer.update(of: $0) } ?? explainer.update(of: quantity)
    if let own = context.session.definitions[quantity] {
      let part = entry.map { "(\(own.text))[\($0.row), \($0.column)]" } ?? own.text
      lines = [Explainer.Line(caption: "your formula", formula: "\(quantity.name) = \(own.text)", expression: part)]
    }
    let steps = try steps(lines, context)
    return derivation(
      of: "\(name(quantity, entry)) after the next update", steps.first?.value ?? .number(.nan), steps,
      note: evaluator.staleNote)
  }

  private static func origin(of quantity: Quantity) -> String {
    if quantity.isDrawn { return "drawn by forward" }
    if quantity.isParameter { return "a parameter" }
    if quantity.remembered != nil { return "what the optimiser remembers" }
    return quantity.isGiven || quantity == .activation(0) ? "given" : "moved by every pass in training mode"
  }

  private typealias EvaluatedStep = (step: Derivation.Step, value: Value)

  private static func steps(_ lines: [Explainer.Line], _ context: Context) throws(Diagnostic) -> [EvaluatedStep] {
    try Work.current.through(lines).map { line throws(Diagnostic) in
      var evaluator = context.evaluator(line.expression)
      let value = try evaluator.evaluate(ExpressionParser.parse(line.expression))
      let step = Derivation.Step(
        formula: line.formula, expression: line.expression, value: value.numeric, caption: line.caption)
      return (step, value)
    }
  }
}
