import Calculus
import Engine
import Interruption
import Language
import SessionCore

/// Evaluates expressions on a pass, with bounds on the errors of the results.
struct BoundedEvaluator {
  let pass: BoundedPass
  /// Finds the shapes, and what names mean.
  private var evaluator: Evaluator
  /// The arguments of the user's functions that are being evaluated, by the names of their parameters.
  private var frames: [[String: BoundedValue]] = []

  init(_ pass: BoundedPass, source: String, outputs: Outputs = Outputs()) {
    self.pass = pass
    evaluator = Evaluator(session: pass.session, outputs: outputs, source: source)
  }

  /// - Throws: a diagnostic if the expression has no value on this pass.
  mutating func evaluate(_ expression: Expression) throws(Diagnostic) -> BoundedValue {
    frames = []
    if let formula = try evaluator.indexedFormula(of: expression) { return try value(of: formula, at: expression.span) }
    _ = try evaluator.shape(of: expression)
    return try value(of: expression)
  }

  private mutating func value(
    of formula: Evaluator.IndexedFormula, at span: SourceSpan
  ) throws(Diagnostic) -> BoundedValue {
    var copy = self
    let numbers = try evaluator.numbers(of: formula, at: span) { _, symbol throws(Diagnostic) in
      try copy.value(of: symbol.expression(at: span)).matrix.elements
    }
    return BoundedValue(
      Matrix(rows: formula.shape.rows, columns: formula.shape.columns, elements: numbers), isNumber: formula.isNumber)
  }

  // MARK: Values; shapes are known to fit

  mutating func value(of expression: Expression) throws(Diagnostic) -> BoundedValue {
    try Work.current.check(at: expression.span)
    switch expression {
    case .number(let number, _): return BoundedValue(Bounded(number))
    case .name(let name, let span): return try value(named: name, at: span)
    case .negation(let operand, _): return try value(of: operand).map { -$0 }
    case .transpose(let operand, _):
      let value = try value(of: operand)
      return BoundedValue(value.matrix.transposed, isNumber: value.isNumber)
    case .binary:
      let (first, links) = expression.chain
      var result = try value(of: first)
      for link in links { result = Self.combined(result, link.sign, try value(of: link.right)) }
      return result
    case .call(let call): return try value(of: call)
    case .index(let base, let subscripts, let span):
      if let known = try quantity(expression, at: span) { return known }
      if let output = try evaluator.output(of: expression) { return BoundedValue(output) }
      let whole = try value(of: base)
      let selected = whole.selected(try evaluator.selection(subscripts, of: whole.shape, in: base))
      return try isOpen(subscripts) ? selected.map { Bounded($0.value, error: .infinity) } : selected
    case .matrix(let rows, _):
      var elements: [Bounded] = []
      for entry in rows.joined() { elements.append(try value(of: entry).number) }
      return BoundedValue(Matrix(rows: rows.count, columns: rows[0].count, elements: elements))
    }
  }

  /// Whether rounding may decide which entries a condition selects.
  private mutating func isOpen(_ subscripts: [Expression.Subscript]) throws(Diagnostic) -> Bool {
    for case .at(let expression) in subscripts where evaluator.isCondition(expression) {
      if try value(of: expression).matrix.elements.contains(where: { $0.error >= 0.5 }) { return true }
    }
    return false
  }

  private mutating func quantity(_ expression: Expression, at span: SourceSpan) throws(Diagnostic) -> BoundedValue? {
    if case .index(.name(let name, _), _, _) = expression, frames.last?[name] != nil { return nil }
    guard let quantity = try evaluator.quantity(of: expression) else { return nil }
    guard let value = pass[quantity] else { throw evaluator.missing(quantity, at: span) }
    return BoundedValue(value, isNumber: quantity == .loss)
  }

  private mutating func value(named name: String, at span: SourceSpan) throws(Diagnostic) -> BoundedValue {
    let expression = Expression.name(name, span)
    if let parameter = frames.last?[name] { return parameter }
    if let known = try quantity(expression, at: span) { return known }
    if let constant = evaluator.constant(name) { return BoundedValue(Bounded(constant)) }
    return BoundedValue(try evaluator.evaluate(expression))
  }

  static func combined(_ a: BoundedValue, _ sign: Expression.Operator, _ b: BoundedValue) -> BoundedValue {
    if sign == .matrixProduct, !a.isNumber, !b.isNumber { return BoundedValue(a.matrix.multiplied(by: b.matrix)) }
    let operation = Evaluator.operation(sign)
    return switch sign {
    case .add: a.combined(with: b, +)
    case .subtract: a.combined(with: b, -)
    case .multiply, .matrixProduct: a.combined(with: b, *)
    case .divide: a.combined(with: b, /)
    case .power: a.combined(with: b) { $0.through($1, operation) }
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      a.combined(with: b) { a, b in
        let noise = a.error + b.error
        let isOpen = noise > 0 && (a.value - b.value).magnitude <= noise
        return Bounded(operation(a.value, b.value), error: isOpen ? 1 : 0)
      }
    }
  }

  // MARK: Calls

  private mutating func value(of call: Expression.Call) throws(Diagnostic) -> BoundedValue {
    if let quotient = try evaluator.quotient(call) { return try value(of: quotient) }
    var arguments: [BoundedValue] = []
    for argument in call.arguments { arguments.append(try value(of: argument)) }
    if let function = pass.session.functions[call.function] {
      guard call.order == 0, call.partial == nil else { return try moved(call, arguments) }
      frames.append(Dictionary(zip(function.parameters, arguments), uniquingKeysWith: { first, _ in first }))
      defer { frames.removeLast() }
      return try value(of: function.body)
    }
    let function = try evaluator.function(of: call)
    if let value = try function.bounded(arguments, axis: evaluator.axis(of: call), for: call) { return value }
    return try moved(call, arguments)
  }

  /// A call whose computation is not looked into: its value, and how far it moves with its arguments.
  private func moved(_ call: Expression.Call, _ arguments: [BoundedValue]) throws(Diagnostic) -> BoundedValue {
    var names = call
    names.arguments = call.arguments.indices.map { .name("\u{1}\($0)", call.span) }
    func value(by shift: Double) throws(Diagnostic) -> Value {
      var session = pass.session
      for (place, argument) in arguments.enumerated() {
        let moved = argument.matrix.map { $0.value + shift * $0.error }
        session.variables["\u{1}\(place)"] = argument.isNumber ? .number(moved.elements[0]) : .matrix(moved)
      }
      var evaluator = Evaluator(session: session, source: "")
      return try evaluator.evaluate(.call(names))
    }
    let (here, above, below) = (try value(by: 0), try value(by: 1), try value(by: -1))
    let size = here.asMatrix.elements.map(\.magnitude).max() ?? 0
    let changes = zip(above.asMatrix.elements, below.asMatrix.elements).map { ($0 - $1).magnitude }
    let elements = zip(here.asMatrix.elements, changes).map {
      Bounded($0, error: $1 + 16 * Bounded.functionRounding * size)
    }
    let matrix = here.asMatrix
    return BoundedValue(
      Matrix(rows: matrix.rows, columns: matrix.columns, elements: elements), isNumber: here.shape == .number)
  }
}
