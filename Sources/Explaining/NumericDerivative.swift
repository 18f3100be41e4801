import Engine
import Interruption
import Language
import SessionCore

/// The numeric derivative of any expression by a number of the session: the number is moved, what is computed from it
/// is computed again, and the expression evaluated.
public struct NumericDerivative {
  /// What is moved.
  public enum Variable: Equatable, Sendable {
    case quantity(Entry)
    /// A variable that is a number, or an entry of one that is a matrix.
    case variable(String, row: Int?, column: Int?)
    /// The argument of the call that the expression is, or one of its entries.
    case argument(row: Int?, column: Int?)
  }

  let expression: Expression
  let source: String
  /// The session, with everything computed and up to date.
  let session: Session
  private let outputs: Outputs
  /// Whether the expression reads gradients, which are then computed again too.
  private let readsGradients: Bool

  public init(of expression: Expression, source: String, in session: Session, outputs: Outputs) {
    (self.expression, self.source, self.session, self.outputs) = (expression, source, session, outputs)
    readsGradients = session.readsGradients(expression)
  }

  /// The value of the expression after a variable has moved.
  public func value(moving variable: Variable, by shift: Double) throws(Diagnostic) -> Value {
    var moved = session
    var expression = expression
    switch variable {
    case .quantity(let entry): try move(entry, by: shift, in: &moved)
    case .variable(let name, let row, let column):
      moved.variables[name] = moved.variables[name].map { $0.shifted(row, column, by: shift) }
      try recomputeGradients(in: &moved)
    case .argument(let row, let column):
      guard case .call(var call) = expression else { break }
      var evaluator = evaluator(session)
      call.arguments[0] = try evaluator.evaluate(call.arguments[0]).shifted(row, column, by: shift).literal(
        at: call.span)
      expression = .call(call)
    }
    var evaluator = evaluator(moved)
    return try evaluator.evaluate(expression)
  }

  private func evaluator(_ session: Session) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: source)
  }

  private func move(_ entry: Entry, by shift: Double, in session: inout Session) throws(Diagnostic) {
    guard var matrix = session[entry.quantity], let network = session.network else { return }
    matrix[entry.row, entry.column] += shift
    if network[entry.quantity] != nil {
      session.network?[entry.quantity] = matrix
    } else {
      session.trace[entry.quantity] = matrix
    }
    session.recompute(after: entry.quantity)
    try recomputeGradients(in: &session)
  }

  /// Runs the backward pass with the user's formulas, if the expression needs it.
  private func recomputeGradients(in session: inout Session) throws(Diagnostic) {
    guard readsGradients, let network = session.network else { return }
    for quantity in network.backwardOrder {
      try Work.current.check(at: expression.span)
      if let own = session.definitions[quantity] {
        try session.compute(quantity, by: own, at: expression.span)
      } else {
        session.trace[quantity] = try? network.value(of: quantity, from: session.trace)
      }
    }
  }
}

extension Session {
  /// Computes again what the forward pass computes from a quantity; masks stay.
  fileprivate mutating func recompute(after moved: Quantity) {
    guard let network else { return }
    var changed: Set = [moved]
    for quantity in network.forwardOrder
    where !Work.current.isStopped && quantity != moved && !quantity.isDrawn
      && !changed.isDisjoint(with: network.operands(of: quantity))
    {
      trace[quantity] = try? network.value(of: quantity, from: trace)
      changed.insert(quantity)
    }
  }

  /// Whether an expression, or a function that it calls, reads a gradient.
  public func readsGradients(_ expression: Expression) -> Bool {
    valuesRead(by: expression).contains { name in
      variables[name] == nil && Names.family(name)?.quantity(1).isGradient == true
    }
  }
}

extension Value {
  /// The value with one entry moved; a number has no row and column.
  fileprivate func shifted(_ row: Int?, _ column: Int?, by shift: Double) -> Value {
    switch self {
    case .number(let number): return .number(number + shift)
    case .matrix(var matrix):
      matrix[row ?? 0, column ?? 0] += shift
      return .matrix(matrix)
    }
  }

  /// The value as an expression.
  fileprivate func literal(at span: SourceSpan) -> Expression {
    switch self {
    case .number(let number): .number(number, span)
    case .matrix(let matrix): .matrix(matrix.rowArrays.map { $0.map { .number($0, span) } }, span)
    }
  }
}

// MARK: Quotients

extension NumericDerivative {
  /// The values on either side of a number.
  public struct Quotient: Equatable, Sendable {
    public var plus: Double
    public var minus: Double
    public var step: Double

    public var value: Double { (plus - minus) / (2 * step) }
  }

  /// (E(w + h) − E(w − h)) / 2h.
  /// - Throws: if the expression is not a number, or cannot be evaluated.
  public func quotient(_ variable: Variable, step: Double) throws(Diagnostic) -> Quotient {
    Quotient(plus: try number(variable, step), minus: try number(variable, -step), step: step)
  }

  func number(_ variable: Variable, _ shift: Double) throws(Diagnostic) -> Double {
    let value = try value(moving: variable, by: shift)
    if case .number(let number) = value { return number }
    throw Diagnostic("the expression is \(value.shape), not a number", at: expression.span)
  }

  /// The quotients of a number by each entry of a matrix, or of each entry of a matrix by a number.
  /// - Parameter variables: one, or row by row those of a matrix.
  public func quotients(
    _ variables: [Variable], shape: Shape, step: Double
  ) throws(Diagnostic) -> Matrix<Double> {
    if variables.count == 1 {
      let (plus, minus) = (try value(moving: variables[0], by: step), try value(moving: variables[0], by: -step))
      return plus.combined(with: minus) { ($0 - $1) / (2 * step) }.asMatrix
    }
    var elements: [Double] = []
    for variable in Work.current.through(variables) {
      elements.append(try quotient(variable, step: step).value)
    }
    try Work.current.check(at: expression.span)
    return Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
  }

  /// Whether the slopes to the left and to the right differ, as at the kink of relu.
  func slopes(_ variable: Variable, step: Double) throws(Diagnostic) -> (left: Double, right: Double)? {
    let quotient = try quotient(variable, step: step)
    let middle = try number(variable, 0)
    let (left, right) = ((middle - quotient.minus) / step, (quotient.plus - middle) / step)
    // Of a smooth function they differ by h E″, and by what rounding does.
    let rounding = 1e-15 * max(abs(middle), abs(quotient.plus)) / step
    return abs(left - right) > 0.01 * max(abs(left), abs(right)) + 10 * rounding ? (left, right) : nil
  }
}
