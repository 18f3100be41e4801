import Engine
import Language
import Views

/// Puts the person's own formula into the backward pass.
struct DefineCommand: Command {
  static let name = "define"
  static let abstract = "your own formula for a step of the backward pass: define dW[2] = delta[2].T @ a[1]"
  static let discussion = """
    backward, step, gradcheck and train then run your derivation, and gradcheck says which of your formulas is wrong. \
    define alone lists your formulas, undefine returns to the built-in ones.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand(
      "formula", .rest, "a gradient, as da[l], delta[l], dW[l] or db[l], = expression", required: false,
      offers: .expression)
  ]
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]",
      "define dW[2] = 2 * delta[2].T @ a[1]", "gradcheck", shows: "dW[2] is found to be twice the gradient")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    guard arguments.contains("formula") else { return list(context.session) }
    _ = try context.requireLayers(at: arguments.commandSpan)
    var parser = ExpressionParser(arguments.code, from: arguments.span("formula").start)
    let target = try parser.expression()
    guard parser.skip(.assign) else {
      throw Diagnostic("a definition has a formula", at: target.span, hint: "define dW[2] = delta[2].T @ a[1]")
    }
    let start = parser.next.span.start
    let expression = try parser.expression()
    try parser.expectEnd()
    let text = String(decoding: Array(arguments.code.utf8)[start..<parser.end], as: UTF8.self)
    var evaluator = context.evaluator(arguments.code)
    guard let quantity = try evaluator.quantity(of: target), quantity.isGradient, quantity.layer != 0 else {
      throw Diagnostic(
        "only steps of the backward pass can be defined", at: target.span,
        hint: "da[l], delta[l], dW[l], db[l], and those of batch normalisation: dzbn[l], dgamma[l], …")
    }
    try refuseItself(quantity, expression, evaluator)
    let definition = Definition(expression: expression, source: arguments.code, text: text)
    context.session.definitions[quantity] = definition
    context.session.trace[quantity] = nil
    try tryOut(quantity, definition, arguments, in: context)
    return .text(StyledText("\(quantity.name) = \(definition.text)", .code))
  }

  /// A formula of itself has no value.
  private static func refuseItself(
    _ quantity: Quantity, _ expression: Expression, _ evaluator: Evaluator
  ) throws(Diagnostic) {
    if evaluator.text(expression).split(separator: " ").joined().contains(quantity.name) {
      throw Diagnostic(
        "\(quantity.name) cannot be defined by itself", at: expression.span,
        hint: "it is made of the steps before it: help step")
    }
  }

  /// With a batch at hand, a formula whose shape is wrong is refused at once.
  private static func tryOut(
    _ quantity: Quantity, _ definition: Definition, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) {
    guard context.session[.input] != nil, context.session[.target] != nil else { return }
    var copy = context
    copy.reads = ReadLog()
    guard (try? copy.bringForwardUpToDate(at: arguments.commandSpan)) != nil, let network = copy.session.network else {
      return
    }
    for step in network.backwardOrder {
      if step == quantity {
        try copy.session.compute(step, by: definition, at: arguments.span("formula"))
        return
      }
      guard (try? copy.session.computeBuiltIn(step)) != nil else { return }
    }
  }

  private static func list(_ session: Session) -> View {
    if session.definitions.isEmpty { return .text("no formulas of your own: the built-in ones are used") }
    let rows = session.definitions.sorted { $0.key.name < $1.key.name }.map { quantity, definition in
      [Table.Cell.text(quantity.name, .name), .text(definition.text, .code)]
    }
    return .table(Table(columns: ["quantity", "your formula"], rows: rows))
  }
}
