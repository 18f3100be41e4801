import Engine

extension Value {
  public func map(_ transform: (Double) -> Double) -> Value {
    switch self {
    case .number(let number): .number(transform(number))
    case .matrix(let matrix): .matrix(matrix.map(transform))
    }
  }

  public var transposed: Value {
    if case .matrix(let matrix) = self { return .matrix(matrix.transposed) }
    return self
  }

  /// Entry by entry; a number goes with every entry, a row with every row.
  func combined(with other: Value, _ operation: (Double, Double) -> Double) -> Value {
    switch (self, other) {
    case (.number(let a), .number(let b)): return .number(operation(a, b))
    case (.number(let a), .matrix(let b)): return .matrix(b.map { operation(a, $0) })
    case (.matrix(let a), .number(let b)): return .matrix(a.map { operation($0, b) })
    case (.matrix(let a), .matrix(let b)):
      if a.shape == b.shape { return .matrix(a.combined(with: b, operation)) }
      let rows = max(a.rows, b.rows)
      return .matrix(a.repeated(rows).combined(with: b.repeated(rows), operation))
    }
  }
}

extension Matrix<Double> {
  /// One row repeated, or the matrix itself where it has as many rows already.
  public func repeated(_ count: Int) -> Matrix {
    rows == count ? self : rows(at: Array(repeating: 0, count: count))
  }
}
