import RealModule

/// How a factor enters a matrix product.
public enum Orientation: Sendable {
  case asIs
  case transposed
}

extension Matrix {
  /// The matrix product op(A) op(B).
  /// - Shapes: op(A) m×k, op(B) k×n, result m×n.
  public func multiplied(
    _ orientation: Orientation = .asIs, by other: Matrix, _ otherOrientation: Orientation = .asIs
  ) -> Matrix {
    let (m, k) = orientation == .asIs ? (rows, columns) : (columns, rows)
    let (otherK, n) = otherOrientation == .asIs ? (other.rows, other.columns) : (other.columns, other.rows)
    precondition(k == otherK, "the inner dimensions of a product agree")
    var result = Matrix(rows: m, columns: n)
    guard m > 0, n > 0, k > 0 else { return result }
    elements.withUnsafeBufferPointer { a in
      other.elements.withUnsafeBufferPointer { b in
        result.withUnsafeMutableElements { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          Element.multiply(
            m, n, k, 1, a, columns, transposed: orientation == .transposed,
            b, other.columns, transposed: otherOrientation == .transposed, .zero, c, n)
        }
      }
    }
    return result
  }
}
