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

    `derive f'(x) by hand` leaves the lines to you, as does `derive x^2 by x by hand`. Type the next line after a `=`, \
    as `= 2 * x`: it is judged as a step, by which rule it follows or what was forgotten. A derivative that is left for \
    later is `(x^2)'`, `d(x^2)/dx` or `dC/dz[2][s, k]`. hint and skip help, derive shows where you are, derive stop \
    ends it.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand(
      "what", .expression, "a gradient, dW[1], or the derivative of a function, f'(x)", required: false,
      fallback: "where your derivation is"),
    .named("by", .expression, "the variable of a formula; by hand leaves the lines to you", repeats: true),
    .named("entry", .expression, "one entry of the gradient, [0, 1]"),
    .named("full", .flag, "every single step"),
  ]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "backward", "derive dW[2]",
      shows: "the chain rule, from C to δ[2]ᵀ a[1]", gives: .matrix([[-0.0408122, -0.0408122]])),
    Example("derive sigmoid'(z)", shows: "σ′(z) by the rules", gives: .derivation("exp(−z) / (1 + exp(−z))²")),
    Example("derive x^2 * sin(x) by x", shows: "the product rule", gives: .derivation("2 x sin(x) + x² cos(x)")),
    Example(
      "derive sin(x^2) by x by hand", "= cos(x^2) * (x^2)'", shows: "a derivation by hand, and what a line of it is",
      gives: .verdict(.agrees, correction: nil)),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let what = arguments.expression("what") else {
      return .shown(.derivation(try context.openDerivation(at: arguments.commandSpan).view))
    }
    if let result = try byHand(what, arguments, in: &context) { return result }
    let detail: DerivationDetail = arguments.contains("full") ? .full : .short
    let shown = try text(of: what, by: arguments.expression("by"), detail, arguments, in: &context)
    let steps = shown.text.lines.map { line in
      Derivation.Step(
        formula: line.formula, expression: line.expression ?? "",
        value: line.expression.flatMap { value(of: $0, in: context)?.numeric }, caption: line.rule)
    }
    let derivation = Derivation(
      target: shown.text.target, value: shown.value?.numeric, steps: steps, note: shown.note, isChain: true)
    return .shown(.derivation(derivation), subject: shown.value)
  }

  /// A derivation before it is shown.
  struct Shown {
    var text: DerivationText
    /// `nil` if the variables have no values.
    var value: Value?
    var note: String?
  }

  /// The derivation of a gradient, of the derivative of a function, or of a formula by a variable.
  static func text(
    of what: Expression, by variable: Expression?, _ detail: DerivationDetail, _ arguments: Arguments,
    in context: inout Context
  ) throws(Diagnostic) -> Shown {
    if let variable {
      return formula(try FormulaDerivation(what, by: variable, in: context.session).text(detail), in: context)
    }
    if case .call(let call) = what, call.order > 0 || call.partial != nil {
      return formula(try FormulaDerivation(call, in: context.session).text(detail), in: context)
    }
    return try gradient(what, detail, arguments, in: context)
  }

  private static func formula(_ text: DerivationText, in context: Context) -> Shown {
    Shown(text: text, value: text.lines.last?.expression.flatMap { value(of: $0, in: context) })
  }

  /// The value of a line; `nil` if its variables have none.
  private static func value(of expression: String, in context: Context) -> Value? {
    var evaluator = context.evaluator(expression)
    return try? evaluator.evaluate(ExpressionParser.parse(expression))
  }

  // MARK: Gradients

  private static func gradient(
    _ what: Expression, _ detail: DerivationDetail, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> Shown {
    let (gradient, ownEntry) = try gradient(what, arguments, in: context)
    var evaluator = context.evaluator(arguments.code)
    let session = context.session
    guard let system = session.equations, let derivation = session.derivation(of: gradient, detail) else {
      throw context.evaluator(arguments.code).missing(gradient, at: what.span)
    }
    let note = session.definitions[gradient].map { "your own formula is in force: \(gradient.name) = \($0.text)" }
    var entry = ownEntry
    if let place = arguments.expression("entry") { entry = try self.entry(place, of: gradient, &evaluator) }
    guard let entry, let text = session.entryText(of: gradient, derivation, row: entry.row, column: entry.column) else {
      let value = session[gradient].map { Value($0, of: gradient) }
      return Shown(text: DerivationText(derivation, of: gradient, in: system), value: value, note: note)
    }
    return Shown(text: text, value: entry.value(in: session).map(Value.number), note: note)
  }

  /// The gradient that an expression names, and the entry if it names one.
  static func gradient(
    _ what: Expression, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> (gradient: Quantity, entry: Entry?) {
    var evaluator = context.evaluator(arguments.code)
    guard let (gradient, entry) = try evaluator.entry(what) else {
      throw Diagnostic(
        "derive takes a gradient, or the derivative of a function", at: what.span,
        hint: "derive dW[1], derive f'(x), derive x^2 by x")
    }
    _ = try context.requireNetwork(at: arguments.commandSpan)
    guard gradient.differentiated != nil else {
      throw Diagnostic(
        "\(gradient.name) is not a gradient", at: what.span, hint: "derive \(gradient.gradient?.name ?? "dW[1]")")
    }
    return (gradient, entry)
  }

  /// `[0, 1]` as an entry of a quantity.
  private static func entry(
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
}
