import CommandKit
import Engine
import Explaining
import Judging
import Language
import SessionCore
import Views

/// `numeric EXPRESSION by X` and `numeric f(2)`: the numeric derivative of any expression.
struct NumericExpression {
  private let expression: Expression
  /// What is moved: one number, or row by row those of a matrix.
  private let variables: [NumericDerivative.Variable]
  /// The name of what is moved, as it was typed.
  private let name: String
  /// Of what is moved; `nil` for one number.
  private let shape: Shape?

  /// A matrix with more entries would take too long.
  private static let mostEntries = 5_000

  /// - Returns: `nil` if what is wanted is the derivative of C by an entry.
  init?(_ arguments: Arguments, in context: Context) throws(Diagnostic) {
    guard let expression = arguments.expression("entry") else { return nil }
    self.expression = expression
    if let by = arguments.expression("by") {
      let target = try Target(by, arguments, in: context)
      (variables, name, shape) = (target.variables, arguments.text("by"), target.shape)
    } else if case .call(let call) = expression {
      (variables, shape) = try Self.argument(of: call, arguments, in: context)
      name = context.evaluator(arguments.code).text(call.arguments[0])
    } else if Claim.root(of: expression) != nil {
      return nil
    } else {
      throw arguments.failure(
        "by what is it differentiated?", at: "entry",
        hint: "numeric \(arguments.text("entry")) by W[1][0, 0], or by a variable")
    }
  }

  /// The argument of a function of one.
  private static func argument(
    of call: Expression.Call, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> ([NumericDerivative.Variable], Shape?) {
    guard call.arguments.count == 1 else {
      throw Diagnostic(
        "\(call.name) has \(call.arguments.count) arguments: by which is the derivative?", at: call.span,
        hint: "numeric \(arguments.text("entry")) by NAME, a variable in it")
    }
    var evaluator = context.evaluator(arguments.code)
    guard case .matrix(let matrix) = try evaluator.evaluate(call.arguments[0]) else {
      return ([.argument(row: nil, column: nil)], nil)
    }
    return (places(of: matrix.shape).map { .argument(row: $0, column: $1) }, matrix.shape)
  }

  fileprivate static func places(of shape: Shape) -> [(Int, Int)] {
    (0..<shape.rows).flatMap { row in (0..<shape.columns).map { (row, $0) } }
  }

  // MARK: Running

  func run(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> CommandResult {
    let step = arguments.number("h") ?? 1e-5
    let derivative = NumericDerivative(
      of: expression, source: arguments.code, in: try sessionUpToDate(arguments, context), outputs: context.outputs)
    let value = try derivative.value(moving: variables[0], by: 0)
    // What is read is noted.
    var evaluator = context.evaluator(arguments.code)
    _ = try? evaluator.evaluate(expression)
    if shape == nil, value.shape == .number {
      let (view, number) = try derivative.view(
        variables[0], named: name, step: step, ruled: ruled(arguments, in: context))
      return .shown(view, value: .number(number))
    }
    if shape != nil, value.shape != .number {
      throw Diagnostic(
        "\(arguments.text("entry")) is \(value.shape) and \(name) has several entries too", at: expression.span,
        hint: "the derivative of one entry, of a sum, or by one entry of \(name)")
    }
    if variables.count > Self.mostEntries {
      throw arguments.failure(
        "\(name) has \(Description.grouped(variables.count)) entries", at: "by",
        hint: "take one entry; gradcheck takes all")
    }
    let matrix = try derivative.quotients(variables, shape: shape ?? Shape(rows: 1, columns: 1), step: step)
    let h = NumberFormat(digits: 6).text(step)
    return .shown(
      .matrix(matrix), label: derivative.label(by: name, variables[0]),
      note: "central differences with h = \(h)")
  }

  /// The session after the pass, as far as there is one.
  private func sessionUpToDate(_ arguments: Arguments, _ context: Context) throws(Diagnostic) -> Session {
    var pass = context
    let movesQuantity = if case .quantity = variables[0] { true } else { false }
    guard movesQuantity || pass.session.network != nil && pass.session[.input] != nil else { return pass.session }
    if context.session.readsGradients(expression) {
      try pass.runBackward(at: arguments.commandSpan)
    } else {
      try pass.bringForwardUpToDate(at: arguments.commandSpan)
    }
    return pass.session
  }

  /// The derivative of the function by rules, if the expression is a call and it has one.
  private func ruled(_ arguments: Arguments, in context: Context) -> (name: String, value: Double)? {
    guard case .argument = variables[0], case .call(var call) = expression else { return nil }
    call.order += 1
    var evaluator = context.evaluator(arguments.code)
    guard case .number(let value)? = try? evaluator.evaluate(.call(call)) else { return nil }
    return ("\(call.name)(\(name))", value)
  }
}

/// What `by` names.
private struct Target {
  let variables: [NumericDerivative.Variable]
  let shape: Shape?

  init(_ expression: Expression, _ arguments: Arguments, in context: Context) throws(Diagnostic) {
    var evaluator = context.evaluator(arguments.code)
    if let quantity = try evaluator.quantity(of: expression) {
      let (quantity, shape) = try Self.movable(quantity, at: expression.span, in: context)
      self.shape = shape
      variables = NumericExpression.places(of: shape).map { .quantity(Entry(quantity, $0, $1)) }
      return
    }
    if case .name(let name, _) = expression, let value = context.session.variables[name] {
      guard case .matrix(let matrix) = value else {
        (variables, shape) = ([.variable(name, row: nil, column: nil)], nil)
        return
      }
      shape = matrix.shape
      variables = NumericExpression.places(of: matrix.shape).map { .variable(name, row: $0, column: $1) }
      return
    }
    guard case .index(let base, let subscripts, _) = expression else { throw Self.refusal(expression, evaluator) }
    try evaluator.checkShapes(in: subscripts)
    (variables, shape) = ([try Self.entry(of: base, subscripts, expression, &evaluator, in: context)], nil)
  }

  private static func entry(
    of base: Expression, _ subscripts: [Expression.Subscript], _ expression: Expression, _ evaluator: inout Evaluator,
    in context: Context
  ) throws(Diagnostic) -> NumericDerivative.Variable {
    if let quantity = try evaluator.quantity(of: base) {
      let (quantity, shape) = try movable(quantity, at: base.span, in: context)
      let selection = try evaluator.selection(subscripts, of: shape, in: base)
      try requireEntry(selection, expression, evaluator)
      return .quantity(Entry(quantity, selection.rows[0], selection.columns[0]))
    }
    guard case .name(let name, _) = base, case .matrix(let matrix)? = context.session.variables[name] else {
      throw refusal(expression, evaluator)
    }
    let selection = try evaluator.selection(subscripts, of: matrix.shape, in: base)
    try requireEntry(selection, expression, evaluator)
    return .variable(name, row: selection.rows[0], column: selection.columns[0])
  }

  private static func requireEntry(
    _ selection: Selection, _ expression: Expression, _ evaluator: Evaluator
  ) throws(Diagnostic) {
    if selection.isEntry { return }
    throw Diagnostic(
      "\(evaluator.text(expression)) is \(selection.shape): by takes one entry, or all of a matrix", at: expression.span
    )
  }

  /// A quantity that the forward pass starts from or computes, with its shape.
  private static func movable(
    _ quantity: Quantity, at span: SourceSpan, in context: Context
  ) throws(Diagnostic) -> (Quantity, Shape) {
    let network = try context.requireNetwork(at: span)
    let moved = quantity == .activation(0) ? .input : quantity
    let isMovable =
      moved == .input || moved == .target || network.parameters.contains(moved)
      || network.forwardOrder.contains(moved) && moved != .loss && !moved.isDrawn
    guard isMovable else {
      throw Diagnostic(
        "\(quantity.name) cannot be moved", at: span,
        hint: "parameters, X, Y, quantities of the forward pass and variables can")
    }
    guard let shape = context.session.shape(of: moved), shape.count > 0 else {
      throw context.evaluator("").missing(moved, at: span)
    }
    return (moved, shape)
  }

  private static func refusal(_ expression: Expression, _ evaluator: Evaluator) -> Diagnostic {
    Diagnostic(
      "\(evaluator.text(expression)) cannot be moved", at: expression.span,
      hint: "by takes an entry W[1][0, 0], a quantity W[1], or a variable")
  }
}
