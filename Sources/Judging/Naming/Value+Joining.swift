import Engine
import Language
import RealModule
import SessionCore

extension Value {
  func mapped(_ f: (Double) -> Double) -> Value {
    switch self {
    case .number(let x): .number(f(x))
    case .matrix(let matrix): .matrix(matrix.map(f))
    }
  }

  /// Rows as columns.
  var exchanged: Value {
    if case .matrix(let matrix) = self { return .matrix(matrix.transposed) }
    return self
  }

  /// Two values with a sign between them; `nil` if their shapes do not fit.
  func joined(with other: Value, by sign: Expression.Operator) -> Value? {
    switch sign {
    case .add: joined(with: other, +)
    case .subtract: joined(with: other, -)
    case .multiply: joined(with: other, *)
    case .divide: joined(with: other, /)
    case .power: joined(with: other) { $1 == 2 ? $0 * $0 : Self.power($0, $1) }
    case .equal: joined(with: other) { $0 == $1 ? 1 : 0 }
    case .notEqual: joined(with: other) { $0 != $1 ? 1 : 0 }
    case .less: joined(with: other) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: joined(with: other) { $0 <= $1 ? 1 : 0 }
    case .greater: joined(with: other) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: joined(with: other) { $0 >= $1 ? 1 : 0 }
    case .matrixProduct: product(with: other)
    }
  }

  private static func power(_ x: Double, _ n: Double) -> Double {
    n == n.rounded() && abs(n) < 1024 ? .pow(x, Int(n)) : .pow(x, n)
  }

  private func product(with other: Value) -> Value? {
    guard case .matrix(let a) = self, case .matrix(let b) = other, a.columns == b.rows else { return nil }
    return .matrix(a.multiplied(by: b))
  }

  /// Entry by entry, with a number, a row or a column spread over the other; `nil` if the shapes do not fit.
  func joined(with other: Value, _ f: (Double, Double) -> Double) -> Value? {
    switch (self, other) {
    case (.number(let a), .number(let b)): return .number(f(a, b))
    case (.number(let a), .matrix(let b)): return .matrix(b.map { f(a, $0) })
    case (.matrix(let a), .number(let b)): return .matrix(a.map { f($0, b) })
    case (.matrix(let a), .matrix(let b)):
      if a.shape == b.shape { return .matrix(a.combined(with: b, f)) }
      let shape = Shape(rows: max(a.rows, b.rows), columns: max(a.columns, b.columns))
      guard a.spreads(over: shape), b.spreads(over: shape), a.shape == shape || b.shape == shape else { return nil }
      return .matrix(a.spread(over: shape).combined(with: b.spread(over: shape), f))
    }
  }
}

extension Matrix<Double> {
  fileprivate func spreads(over shape: Shape) -> Bool {
    (rows == shape.rows || rows == 1) && (columns == shape.columns || columns == 1)
  }

  fileprivate func spread(over shape: Shape) -> Matrix {
    if self.shape == shape { return self }
    var result = Matrix(rows: shape.rows, columns: shape.columns)
    for i in 0..<shape.rows {
      for j in 0..<shape.columns { result[i, j] = self[rows == 1 ? 0 : i, columns == 1 ? 0 : j] }
    }
    return result
  }

  /// The part that numbers and full slices select.
  func selection(_ list: [Expression.Subscript]) -> Value? {
    guard list.count <= 2, let rows = list[0].places(of: rows),
      let columns = list.count < 2 ? Array(0..<columns) : list[1].places(of: columns)
    else { return nil }
    if list.count == 2, list.allSatisfy(\.isOne) { return .number(self[rows[0], columns[0]]) }
    return .matrix(
      Matrix(
        rows: rows.count, columns: columns.count, elements: rows.flatMap { i in columns.map { j in self[i, j] } }))
  }
}

extension Expression.Subscript {
  /// Whether it is a number or takes all.
  var isPlain: Bool {
    switch self {
    case .at(.number), .at(.negation(.number, _)): true
    case .at: false
    case .slice(let slice): slice.isFull
    }
  }

  fileprivate var isOne: Bool { if case .at = self { true } else { false } }

  fileprivate func places(of count: Int) -> [Int]? {
    switch self {
    case .at(.number(let x, _)): Int(exactly: x).flatMap { 0..<count ~= $0 ? [$0] : nil }
    case .at(.negation(.number(let x, _), _)): Int(exactly: x).flatMap { 1...count ~= $0 ? [count - $0] : nil }
    case .at: nil
    case .slice(let slice): slice.isFull ? Array(0..<count) : nil
    }
  }
}
