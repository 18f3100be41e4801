import Calculus
import CommandKit
import Engine
import Explaining
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
    Example("derive sigmoid'(z)", shows: "σ′(z) by the rules", gives: .derivation("σ(z) σ(−z)")),
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
    let shown = try text(of: what, by: arguments.expression("by"), detail, arguments, in: context)
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
    in context: Context
  ) throws(Diagnostic) -> Shown {
    if let variable {
      if let gradient = try gradientOfLoss(what, by: variable, arguments, in: context) {
        return try self.gradient(gradient, detail, arguments, in: context)
      }
      let text = try FormulaDerivation(what, by: variable, in: context.session).text(detail)
      return formula(text, in: context)
    }
    if case .call(let call) = what, call.order > 0 || call.partial != nil {
      return formula(try FormulaDerivation(call, in: context.session).text(detail), in: context)
    }
    return try gradient(what, detail, arguments, in: context)
  }

  /// `derive C by W[1]` is `derive dW[1]`.
  private static func gradientOfLoss(
    _ what: Expression, by variable: Expression, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> Expression? {
    var evaluator = context.evaluator(arguments.code)
    guard case .name("C", let span) = what, let quantity = try evaluator.quantity(of: variable),
      let gradient = quantity.gradient
    else { return nil }
    let name = Expression.name(gradient.symbol, span)
    return gradient.layer.map { .index(name, [.at(.number(Double($0), span))], span) } ?? name
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
    let (gradient, subscripts) = try gradientNamed(what, arguments, in: context)
    let session = context.session
    guard let system = session.equations, let derivation = session.derivation(of: gradient, detail) else {
      throw context.evaluator(arguments.code).noNetwork(at: what.span)
    }
    let note = session.definitions[gradient].map { "your own formula is in force: \(gradient.name) = \($0.text)" }
    let entry = try entry(of: gradient, subscripts, arguments, in: context)
    guard let entry, let text = session.entryText(of: gradient, derivation, row: entry.row, column: entry.column) else {
      let value = session[gradient].map { Value($0, of: gradient) }
      return Shown(text: DerivationText(derivation, of: gradient, in: system), value: value, note: note)
    }
    return Shown(text: text, value: entry.value(in: session).map(Value.number), note: note)
  }

  /// A gradient that the network has, and the subscripts of an entry of it.
  static func gradientNamed(
    _ what: Expression, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> (gradient: Quantity, subscripts: [Expression.Subscript]?) {
    let (gradient, subscripts) = try named(what, arguments, in: context)
    let network = try context.requireNetwork(at: arguments.commandSpan)
    guard gradient.differentiated != nil else {
      throw Diagnostic(
        "\(gradient.name) is not a gradient", at: what.span, hint: "derive \(gradient.gradient?.name ?? "dW[1]")")
    }
    guard network.operationOrder.contains(gradient) || gradient == .activationGradient(0) else {
      throw context.evaluator(arguments.code).missing(gradient, at: what.span)
    }
    return (gradient, subscripts)
  }

  /// The gradient that an expression names, which need not be computed, and the subscripts of an entry of it.
  private static func named(
    _ what: Expression, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> (Quantity, [Expression.Subscript]?) {
    var evaluator = context.evaluator(arguments.code)
    if let quantity = try evaluator.quantity(of: what) { return (quantity, nil) }
    if case .index(let base, let subscripts, _) = what, let quantity = try evaluator.quantity(of: base) {
      return (quantity, subscripts)
    }
    if case .name(let name, _) = what, let function = context.session.functions[name] {
      let parameters = function.parameters.joined(separator: ", ")
      let hint =
        function.parameters.count == 1
        ? "\(name)'(\(parameters))" : "d\(name)/d\(function.parameters[0])(\(parameters))"
      throw Diagnostic("\(name) is a function", at: what.span, hint: "derive \(hint)")
    }
    // A name of a gradient that this network or session does not have is said to be missing.
    if case .name(let name, let span) = what, Names.family(name) != nil {
      throw Diagnostic("\(name) needs a layer", at: span, hint: "derive \(name)[1]")
    }
    let variable = what.names.first { context.session.symbol(named: $0, layer: nil) == nil }
    throw Diagnostic(
      "derive takes a gradient, the derivative of a function, or a formula with its variable", at: what.span,
      hint: variable.map { "derive \(evaluator.text(what)) by \($0)" } ?? "derive dW[1], derive f'(x), derive x^2 by x")
  }

  /// The entry that subscripts or the argument `entry` name.
  private static func entry(
    of gradient: Quantity, _ subscripts: [Expression.Subscript]?, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> Entry? {
    guard let shape = context.session.shape(of: gradient) else { return nil }
    var evaluator = context.evaluator(arguments.code)
    var places = subscripts
    var span = arguments.span("what")
    var base = arguments.expression("what") ?? .name(gradient.name, span)
    if subscripts != nil, case .index(let inner, _, _) = base { base = inner }
    if let expression = arguments.expression("entry") {
      guard case .matrix(let rows, _) = expression, rows.count == 1, (1...2).contains(rows[0].count) else {
        throw Diagnostic("an entry is a row and a column", at: expression.span, hint: "entry [0, 1]")
      }
      places = (rows[0].count == 1 ? [.number(0, expression.span)] + rows[0] : rows[0]).map(Expression.Subscript.at)
      span = expression.span
    }
    guard let places else { return nil }
    let selection = try evaluator.selection(places, of: shape, in: base)
    guard selection.isEntry else {
      throw Diagnostic("an entry is a row and a column", at: span, hint: "derive \(gradient.name) entry [0, 1]")
    }
    return Entry(gradient, selection.rows[0], selection.columns[0])
  }
}
