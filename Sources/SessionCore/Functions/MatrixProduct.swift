import Calculus
import Engine
import Interruption
import Language

/// What multiplies entries of matrices and adds products.
public enum MatrixProduct: Sendable {
  case outer, kron, dot, trace

  package func shape(of arguments: KnownArguments) throws(Diagnostic) -> ValueShape {
    let shapes = arguments.shapes.indices.map { arguments.shape($0) }
    switch self {
    case .outer: return .matrix(try arguments.limited(Shape(rows: shapes[0].count, columns: shapes[1].count)))
    case .kron:
      let (rows, isTooTall) = shapes[0].rows.multipliedReportingOverflow(by: shapes[1].rows)
      let (columns, isTooWide) = shapes[0].columns.multipliedReportingOverflow(by: shapes[1].columns)
      if isTooTall || isTooWide { throw Diagnostic("kron would give too many entries", at: arguments.call.span) }
      return .matrix(try arguments.limited(Shape(rows: rows, columns: columns)))
    case .trace:
      try arguments.requireSquare()
      return .number
    case .dot: return try Self.dotShape(arguments)
    }
  }

  /// Of two rows or columns a number, else the matrix product, as NumPy's.
  private static func dotShape(_ arguments: KnownArguments) throws(Diagnostic) -> ValueShape {
    if arguments.shapes[0] == .number { return arguments.shapes[1] }
    if arguments.shapes[1] == .number { return arguments.shapes[0] }
    let (a, b, call) = (arguments.shape(0), arguments.shape(1), arguments.call)
    if a.columns == b.rows {
      return a.rows == 1 && b.columns == 1 ? .number : .matrix(Shape(rows: a.rows, columns: b.columns))
    }
    if isVector(a), isVector(b) {
      if a.count == b.count { return .number }
      throw Diagnostic("dot needs two of one length: \(a.count) ≠ \(b.count)", at: call.span)
    }
    let (left, right) = (call.arguments[0].code, call.arguments[1].code)
    throw Diagnostic(
      "cannot multiply \(left) (\(a)) by \(right) (\(b)): \(a.columns) ≠ \(b.rows)", at: call.span,
      hint: a.columns == b.columns ? "dot(\(left), \(call.arguments[1].operandCode).T) would fit" : nil)
  }

  private static func isVector(_ shape: Shape) -> Bool { shape.rows == 1 || shape.columns == 1 }

  /// The entries of the result; one of a number.
  package func entries<N: Field>(of arguments: [Matrix<N>]) -> Matrix<N> {
    let a = arguments[0]
    switch self {
    case .outer:
      return Matrix(rows: a.count, columns: 1, elements: a.elements)
        .multiplied(by: Matrix(rows: 1, columns: arguments[1].count, elements: arguments[1].elements))
    case .kron: return Self.kron(a, arguments[1])
    case .trace: return Matrix(scalar: (0..<a.rows).reduce(N.zero) { $0 + a[$1, $1] })
    case .dot:
      let b = arguments[1]
      if a.columns == b.rows { return a.multiplied(by: b) }
      if a.count == 1 { return b.map { a.elements[0] * $0 } }
      if b.count == 1 { return a.map { $0 * b.elements[0] } }
      return Matrix(rows: 1, columns: a.count, elements: a.elements)
        .multiplied(by: Matrix(rows: b.count, columns: 1, elements: b.elements))
    }
  }

  /// The blocks a_ij B.
  private static func kron<N: Field>(_ a: Matrix<N>, _ b: Matrix<N>) -> Matrix<N> {
    var elements: [N] = []
    elements.reserveCapacity(a.count * b.count)
    for i in 0..<a.rows {
      for k in 0..<b.rows {
        for j in 0..<a.columns { for l in 0..<b.columns { elements.append(a[i, j] * b[k, l]) } }
      }
    }
    return Matrix(rows: a.rows * b.rows, columns: a.columns * b.columns, elements: elements)
  }
}

/// What solves equations.
public enum MatrixSolving: Sendable {
  case inverse, determinant

  func shape(of arguments: KnownArguments) throws(Diagnostic) -> ValueShape {
    try arguments.requireSquare()
    let shape = arguments.shape(0)
    guard shape.rows <= Self.largest else {
      throw Diagnostic(
        "\(arguments.call.name) takes matrices up to \(Self.largest)×\(Self.largest), not \(shape)",
        at: arguments.call.arguments[0].span)
    }
    switch self {
    case .inverse: return arguments.shapes[0]
    case .determinant: return .number
    }
  }

  private static let largest = 2_000

  func value(of matrix: Matrix<Double>, for call: Expression.Call) throws(Diagnostic) -> Matrix<Double> {
    switch self {
    case .determinant: return Matrix(scalar: matrix.determinant)
    case .inverse:
      if let inverse = matrix.inverse { return inverse }
      throw Diagnostic(
        "\(call.arguments[0].code) has no inverse: its rows depend on each other", at: call.arguments[0].span,
        hint: "its determinant is 0, as far as rounding shows: det(\(call.arguments[0].code))")
    }
  }
}

extension KnownArguments {
  fileprivate func requireSquare() throws(Diagnostic) {
    let shape = shape(0)
    if shape.rows == shape.columns { return }
    throw Diagnostic("\(call.name) takes a square matrix, not \(shape)", at: call.arguments[0].span)
  }
}

/// How random numbers are distributed.
public enum Distribution: Sendable {
  /// 0 ≤ u < 1.
  case uniform
  /// With mean 0 and variance 1.
  case normal

  func draw(_ shape: Shape, from generator: inout NumPyGenerator) -> Matrix<Double> {
    let elements = WorkBlocks.map(shape.count, rest: 0) { block in
      block.map { _ in
        switch self {
        case .uniform: generator.uniform()
        case .normal: generator.normal()
        }
      }
    }
    return Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
  }
}
