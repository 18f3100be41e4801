import Interruption

extension Matrix {
  /// Each entry transformed.
  /// - Shapes: the result as self.
  public func map<Other: Field>(_ transform: (Element) -> Other) -> Matrix<Other> {
    Matrix<Other>(
      rows: rows, columns: columns, elements: WorkBlocks.map(count, rest: .zero) { elements[$0].map(transform) })
  }

  /// The entrywise combination of two matrices of one shape.
  /// - Shapes: other and the result as self.
  public func combined(with other: Matrix, _ operation: (Element, Element) -> Element) -> Matrix {
    precondition(shape == other.shape)
    let entries = WorkBlocks.map(count, rest: .zero) { block in
      zip(elements[block], other.elements[block]).map { operation($0, $1) }
    }
    return Matrix(rows: rows, columns: columns, elements: entries)
  }

  /// - Shapes: both and the result alike.
  public static func + (left: Matrix, right: Matrix) -> Matrix { left.combined(with: right, +) }
  /// - Shapes: both and the result alike.
  public static func - (left: Matrix, right: Matrix) -> Matrix { left.combined(with: right, -) }
  /// - Shapes: the result as the matrix.
  public static func * (scalar: Element, matrix: Matrix) -> Matrix { matrix.map { scalar * $0 } }

  /// The entrywise (Hadamard) product A ⊙ B.
  /// - Shapes: other and the result as self.
  package func hadamard(_ other: Matrix) -> Matrix { combined(with: other, *) }

  /// Adds one row to every row: a bias to a batch.
  /// - Shapes: self and the result B×n, row 1×n.
  package func addingToRows(_ row: Matrix) -> Matrix { combiningRows(with: row, +) }

  /// Subtracts one row from every row.
  /// - Shapes: self and the result B×n, row 1×n.
  package func subtractingFromRows(_ row: Matrix) -> Matrix { combiningRows(with: row, -) }

  /// Multiplies every row by one row, entry by entry.
  /// - Shapes: self and the result B×n, factors 1×n.
  package func scalingColumns(_ factors: Matrix) -> Matrix { combiningRows(with: factors, *) }

  private func combiningRows(with row: Matrix, _ operation: (Element, Element) -> Element) -> Matrix {
    precondition(row.rows == 1 && row.columns == columns)
    var result = self
    for i in WorkBlocks(rows: rows, columns: columns).joined() {
      for j in 0..<columns {
        result.elements[i * columns + j] = operation(result.elements[i * columns + j], row.elements[j])
      }
    }
    return result
  }

  /// The means of the columns, as one row.
  var columnMeans: Matrix { Element(1 / Double(rows)) * columnSums }

  /// - Shapes: columns×rows.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in WorkBlocks(rows: rows, columns: columns).joined() {
      for j in 0..<columns { result.elements[j * rows + i] = elements[i * columns + j] }
    }
    return result
  }

  /// The sums of the columns, as one row.
  public var columnSums: Matrix {
    var result = Matrix(rows: 1, columns: columns)
    for i in WorkBlocks(rows: rows, columns: columns).joined() {
      for j in 0..<columns { result.elements[j] += elements[i * columns + j] }
    }
    return result
  }

  /// The sums of the rows, as one column.
  public var rowSums: Matrix {
    Matrix(rows: rows, columns: 1, elements: (0..<rows).map { row($0).reduce(.zero, +) })
  }

  public var sum: Element { elements.reduce(.zero, +) }

  /// - Shapes: indexes×columns.
  public func rows(at indexes: [Int]) -> Matrix {
    var gathered: [Element] = []
    gathered.reserveCapacity(indexes.count * columns)
    for block in WorkBlocks(rows: indexes.count, columns: columns) {
      for index in indexes[block] { gathered.append(contentsOf: row(index)) }
    }
    WorkBlocks.fill(&gathered, to: indexes.count * columns, with: .zero)
    return Matrix(rows: indexes.count, columns: columns, elements: gathered)
  }

  /// The matrix product op(A) op(B).
  ///
  /// A large one is made block by block, and stops with the work.
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
          for rows in ProductBlocks.rows(m, n, k, cost: Element.productCost) {
            Element.multiply(
              rows.count, n, k, 1, a + rows.lowerBound * (orientation == .asIs ? columns : 1), columns,
              transposed: orientation == .transposed,
              b, other.columns, transposed: otherOrientation == .transposed, .zero, c + rows.lowerBound * n, n)
          }
        }
      }
    }
    return result
  }
}

/// How a factor enters a matrix product.
public enum Orientation: Sendable {
  case asIs
  case transposed
}

/// The blocks of rows in which a product is made. Each takes some milliseconds; none follows once the work is stopped.
enum ProductBlocks {
  /// The multiplications of a block, a few milliseconds on one core. A block of fewer than 64 rows is slow, since each
  /// call lays out the other factor anew; it is made only if 64 rows would take many milliseconds.
  static let usual = 20_000_000
  private static let most = 250_000_000
  private static let unnoticed = 100_000

  /// - Parameter cost: of a multiplication, in those of real numbers.
  /// - Shapes: m×k by k×n.
  static func rows(_ m: Int, _ n: Int, _ k: Int, cost: Int) -> WorkBlocks {
    let perRow = Swift.max(n * k * cost, 1)
    return WorkBlocks(
      m, of: Swift.max(usual / perRow, Swift.min(64, most / perRow)), isLong: perRow > unnoticed / Swift.max(m, 1))
  }
}
