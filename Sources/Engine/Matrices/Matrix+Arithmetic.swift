import Interruption

extension Matrix {
  /// Each entry transformed.
  /// - Shapes: the result as self.
  public func map<Other: Field>(_ transform: (Element) -> Other) -> Matrix<Other> {
    Matrix<Other>(rows: rows, columns: columns, elements: EntryBlocks.map(count) { elements[$0].map(transform) })
  }

  /// The entrywise combination of two matrices of one shape.
  /// - Shapes: other and the result as self.
  public func combined(with other: Matrix, _ operation: (Element, Element) -> Element) -> Matrix {
    precondition(shape == other.shape)
    let entries = EntryBlocks.map(count) { block in
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
    for i in 0..<rows {
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
    for i in 0..<rows {
      for j in 0..<columns { result.elements[j * rows + i] = elements[i * columns + j] }
    }
    return result
  }

  /// The sums of the columns, as one row.
  public var columnSums: Matrix {
    var result = Matrix(rows: 1, columns: columns)
    for i in 0..<rows {
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
    for index in indexes { gathered.append(contentsOf: row(index)) }
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
          for rows in ProductBlocks(m, n, k) {
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

/// The blocks of entries in which a large matrix is worked off; none follows once the work is stopped.
enum EntryBlocks {
  /// Some milliseconds each.
  private static let size = 200_000

  /// The entries that `body` makes of each block; zeros for blocks that the work was stopped before.
  static func map<Entry: Field>(_ count: Int, _ body: (Range<Int>) -> [Entry]) -> [Entry] {
    if count <= size { return body(0..<count) }
    var result: [Entry] = []
    result.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: size) where !Work.current.isStopped {
      result += body(start..<Swift.min(start + size, count))
    }
    result.append(contentsOf: repeatElement(.zero, count: count - result.count))
    return result
  }
}

/// The blocks of rows in which a product is made. Each takes some milliseconds; none follows once the work is stopped.
struct ProductBlocks: Sequence, IteratorProtocol {
  private let rows: Int
  private let size: Int
  /// `nil` for a product that takes no time.
  private let work: Work?
  private var start = 0

  /// The multiplications of a block, a few milliseconds on one core. A block of fewer than 64 rows is slow, since each
  /// call lays out the other factor anew; it is made only if 64 rows would take a tenth of a second.
  private static let (usual, most) = (20_000_000, 500_000_000)
  private static let unnoticed = 100_000

  /// - Shapes: m×k by k×n.
  init(_ m: Int, _ n: Int, _ k: Int) {
    let perRow = Swift.max(n * k, 1)
    rows = m
    size = Swift.max(Self.usual / perRow, Swift.min(64, Self.most / perRow), 1)
    work = perRow > Self.unnoticed / Swift.max(m, 1) ? Work.current : nil
  }

  mutating func next() -> Range<Int>? {
    guard start < rows, work?.isStopped != true else { return nil }
    let end = Swift.min(start + size, rows)
    defer { start = end }
    return start..<end
  }
}
