import Calculus
import CommandKit
import Engine
import Language
import SessionCore
import Views

struct DeriveCommand: Command {
  static let name = "derive"
  static let abstract = "the derivation of a gradient or of a derivative, a line a step: derive dW[1]"
  static let discussion = """
    Each line is equal to the one before by the rule beside it, and typed back it has the same value. A gradient of \
    the network is derived from the loss to the matrix formula that `backward` computes, first with indices: s counts \
    the samples, i and j the units, and what is summed over has a letter of its own. In the shell Σ_k is `sum_k(…)`, and \
    δ_ki, which is 1 for k = i and else 0, is `(k == i)`.

    `full` shows every single step, `entry [0, 1]` one entry with the numbers of the batch. A function is derived by \
    its variable: `derive f'(x)`, `derive df/dy(x, y)`, and any formula with `by`: `derive x^2 * sin(x) by x`.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand("what", .expression, "a gradient, dW[1], or the derivative of a function, f'(x)"),
    .named("by", .expression, "the variable of a formula"),
    .named("entry", .expression, "one entry of the gradient, [0, 1]"),
    .named("full", .flag, "every single step"),
  ]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "backward", "derive dW[2]",
      shows: "the chain rule, from C to δ[2]ᵀ a[1]", gives: .matrix([[-0.0408122, -0.0408122]])),
    Example("derive sigmoid'(z)", shows: "σ′(z) by the rules"),
    Example("derive x^2 * sin(x) by x", shows: "the product rule"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let what = arguments.expression("what") else { return .nothing }
    let detail: DerivationDetail = arguments.contains("full") ? .full : .short
    if let variable = arguments.expression("by") {
      let text = try FormulaDerivation(what, by: variable, in: context.session).text(detail)
      return try shown(text, value(of: text, in: context), note: nil, in: context)
    }
    if case .call(let call) = what, call.order > 0 || call.partial != nil {
      let text = try FormulaDerivation(call, in: context.session).text(detail)
      return try shown(text, value(of: text, in: context), note: nil, in: context)
    }
    return try gradient(what, detail, arguments, in: context)
  }

  // MARK: Gradients

  private static func gradient(
    _ what: Expression, _ detail: DerivationDetail, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> CommandResult {
    var evaluator = context.evaluator(arguments.code)
    guard let (gradient, ownEntry) = try evaluator.entry(what) else {
      throw Diagnostic(
        "derive takes a gradient, or the derivative of a function", at: what.span,
        hint: "derive dW[1], derive f'(x), derive x^2 by x")
    }
    _ = try context.requireNetwork(at: arguments.commandSpan)
    guard gradient.differentiated != nil else {
      let name = gradient.gradient?.name ?? "dW[1]"
      throw Diagnostic("\(gradient.name) is not a gradient", at: what.span, hint: "derive \(name)")
    }
    guard let session = Optional(context.session), let system = session.equations,
      let derivation = session.derivation(of: gradient, detail)
    else { return .nothing }
    let entry =
      try arguments.expression("entry").map { expression throws(Diagnostic) in
        try place(expression, of: gradient, &evaluator)
      } ?? ownEntry
    let own = session.definitions[gradient].map { "your own formula is in force: \(gradient.name) = \($0.text)" }
    guard let entry else {
      let text = DerivationText(derivation, of: gradient, in: system)
      let value = session[gradient].map { Value($0, of: gradient) }
      return try shown(text, value, note: own, in: context)
    }
    guard let text = session.entryText(of: gradient, derivation, row: entry.row, column: entry.column) else {
      return .nothing
    }
    return try shown(text, entry.value(in: session).map(Value.number), note: own, in: context)
  }

  /// `[0, 1]` as an entry of a quantity.
  private static func place(
    _ expression: Expression, of quantity: Quantity, _ evaluator: inout Evaluator
  ) throws(Diagnostic) -> Entry {
    guard case .matrix(let rows, let span) = expression, rows.count == 1, (1...2).contains(rows[0].count) else {
      throw Diagnostic("an entry is a row and a column", at: expression.span, hint: "entry [0, 1]")
    }
    let subscripts = (rows[0].count == 1 ? [.number(0, span)] + rows[0] : rows[0]).map(Expression.Subscript.at)
    let name =
      quantity.layer.map { layer in
        Expression.index(.name(quantity.symbol, span), [.at(.number(Double(layer), span))], span)
      } ?? .name(quantity.symbol, span)
    guard let entry = try evaluator.entry(.index(name, subscripts, span))?.entry else {
      throw Diagnostic("an entry is a row and a column", at: span, hint: "entry [0, 1]")
    }
    return entry
  }

  /// The value of the last line; `nil` if its variables have none.
  private static func value(of text: DerivationText, in context: Context) -> Value? {
    guard let expression = text.lines.last?.expression else { return nil }
    var evaluator = context.evaluator(expression)
    return try? evaluator.evaluate(ExpressionParser.parse(expression))
  }

  private static func shown(
    _ text: DerivationText, _ value: Value?, note: String?, in context: Context
  ) throws(Diagnostic) -> CommandResult {
    let steps = text.lines.map { line in
      Derivation.Step(
        formula: line.formula, expression: line.expression ?? "",
        value: line.expression.flatMap { expression in
          var evaluator = context.evaluator(expression)
          return try? evaluator.evaluate(ExpressionParser.parse(expression)).numeric
        }, caption: line.rule)
    }
    let derivation = Derivation(target: text.target, value: value?.numeric, steps: steps, note: note, isChain: true)
    return .shown(.derivation(derivation), subject: value)
  }
}
