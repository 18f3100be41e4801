import Calculus
import Engine
import Interruption
import Language

/// A derivative of a formula by its parameters: of numbers, entry by entry, or the gradient of a number by a matrix.
struct FunctionDerivative {
  let formula: FunctionFormula
  /// By each parameter.
  let orders: [Int]
  /// As it was typed, `f''`, for messages.
  let name: String

  /// - Parameter shape: that of the value of the function.
  func value(at arguments: [Value], shape: ValueShape) throws(Diagnostic) -> Value {
    if formula.isOfNumbers { return try entries(at: arguments, shape: shape) }
    guard let k = orders.firstIndex(where: { $0 > 0 }) else { return arguments[0] }
    let variable = formula.parameters[k]
    if variable.shape.isNumber { return try byNumber(variable, order: orders[k], at: arguments, shape: shape) }
    guard formula.shape.isNumber else {
      throw refusal("the function gives \(shape), and has a derivative by a matrix only if it gives a number")
    }
    guard orders[k] == 1 else { throw refusal("the second derivative by a matrix is not a matrix") }
    return try gradient(by: variable, at: arguments, shape: arguments[k].shape)
  }

  private func refusal(_ message: String) -> Diagnostic {
    Diagnostic(
      message, at: SourceSpan(0, 0), hint: "\(name) is known for numbers, entry by entry, and of a sum of entries")
  }

  /// The derivative of a formula of numbers, for each entry.
  private func entries(at arguments: [Value], shape: ValueShape) throws(Diagnostic) -> Value {
    var term = formula.term.indexed(row: nil, column: nil)
    for (symbol, order) in zip(formula.parameters, orders) {
      for _ in 0..<order { term = term.derivative(by: .symbol(symbol), library: formula.library) }
    }
    guard case .matrix(let shape) = shape else {
      return .number(try numbers(term, arguments.map { $0.asMatrix.elements }, nil, nil)[0])
    }
    let matrices = arguments.map { $0.spread(to: shape) }
    let resolved = term.resolved(formula.library)
    var elements: [Double] = []
    for place in 0..<shape.count {
      if place % 1_000 == 0 { try Work.current.check(at: SourceSpan(0, 0)) }
      elements += try numbers(resolved, matrices.map { [$0.elements[place]] }, nil, nil)
    }
    return .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: elements))
  }

  /// The derivative of every entry of the result by a number.
  private func byNumber(
    _ variable: Symbol, order: Int, at arguments: [Value], shape: ValueShape
  ) throws(Diagnostic) -> Value {
    let (i, j) = Self.indices(of: formula.shape, avoiding: formula.term.letters)
    var term = formula.term.indexed(row: i, column: j)
    for _ in 0..<order { term = term.derivative(by: .symbol(variable), library: formula.library) }
    return Self.value(try numbers(term, arguments.map { $0.asMatrix.elements }, i, j), shape: shape)
  }

  /// The derivatives of a number by every entry of a matrix.
  private func gradient(by variable: Symbol, at arguments: [Value], shape: ValueShape) throws(Diagnostic) -> Value {
    let term = formula.term.indexed(row: nil, column: nil)
    let (i, j) = Self.indices(of: variable.shape, avoiding: term.letters)
    let derivative = term.derivative(by: .entry(variable, row: i, column: j), library: formula.library)
    return Self.value(try numbers(derivative, arguments.map { $0.asMatrix.elements }, i, j), shape: shape)
  }

  /// The derivatives of every entry of a row by every entry of a row.
  /// - Parameter shape: of the value.
  func jacobian(at argument: Value, shape: ValueShape) throws(Diagnostic) -> Value {
    let count = argument.asMatrix.count
    if formula.isOfNumbers {
      let slopes = try entries(at: [argument], shape: argument.shape).asMatrix.elements
      var result = Matrix<Double>(rows: count, columns: count)
      for (place, slope) in slopes.enumerated() { result[place, place] = slope }
      return .matrix(result)
    }
    guard formula.shape.rows == nil || formula.shape.columns == nil else {
      throw refusal("the function gives \(shape), and not a row")
    }
    let variable = formula.parameters[0]
    let letter = Term.freshLetter(avoiding: formula.term.letters, from: ["i", "s"])
    let place = (formula.shape.rows ?? formula.shape.columns).map { Index.letter(letter, $0) }
    let isColumn = formula.shape.rows != nil
    let term = formula.term.indexed(row: isColumn ? place : nil, column: isColumn ? nil : place)
    let (i, j) = Self.indices(of: variable.shape, avoiding: term.letters.union([letter]))
    let derivative = term.derivative(by: .entry(variable, row: i, column: j), library: formula.library)
    let elements = try numbers(derivative, [argument.asMatrix.elements], place, i ?? j)
    return .matrix(Matrix(rows: elements.count / count, columns: count, elements: elements))
  }

  /// Letters for the axes that have several places.
  private static func indices(of shape: TermShape, avoiding used: Set<String>) -> (Index?, Index?) {
    let row = Term.freshLetter(avoiding: used, from: ["i", "s"])
    let column = Term.freshLetter(avoiding: used.union([row]), from: ["j", "t"])
    return (shape.rows.map { .letter(row, $0) }, shape.columns.map { .letter(column, $0) })
  }

  private static func value(_ numbers: [Double], shape: ValueShape) -> Value {
    switch shape {
    case .number: .number(numbers[0])
    case .matrix(let shape): .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: numbers))
    }
  }

  private func numbers(
    _ term: Term, _ arguments: [[Double]], _ rows: Index?, _ columns: Index?
  ) throws(Diagnostic) -> [Double] {
    let values = Dictionary(zip(formula.parameters, arguments), uniquingKeysWith: { first, _ in first })
    let evaluation = TermEvaluation<Double>(library: formula.library) { symbol in
      values[symbol] ?? formula.constants[symbol]?.elements
    }
    do throws(EvaluationFailure) {
      return try evaluation.matrix(term, rows: rows, columns: columns)
    } catch {
      switch error {
      case .tooLarge: throw Diagnostic("its derivative is too large", at: SourceSpan(0, 0))
      case .missing, .unknown, .unfinished:
        throw Diagnostic("its derivative is not known by rules", at: SourceSpan(0, 0))
      }
    }
  }
}
