import Interruption

/// A dense matrix of numbers, stored row by row.
public struct Matrix<Element: Field>: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// The entries, row by row: entry (i, j) is `elements[i * columns + j]`.
  public internal(set) var elements: [Element]

  public init(rows: Int, columns: Int, elements: [Element]) {
    precondition(rows >= 0 && columns >= 0 && elements.count == rows * columns)
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  public init(rows: Int, columns: Int, repeating value: Element = .zero) {
    self.init(rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
  }

  /// - Precondition: all rows have the same length.
  public init(_ rows: [[Element]]) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0, elements: rows.flatMap { $0 })
  }

  /// A 1×1 matrix.
  public init(scalar: Element) { self.init(rows: 1, columns: 1, elements: [scalar]) }

  public var shape: Shape { Shape(rows: rows, columns: columns) }
  public var count: Int { elements.count }

  public subscript(row: Int, column: Int) -> Element {
    get {
      precondition(0..<rows ~= row && 0..<columns ~= column)
      return elements[row * columns + column]
    }
    set {
      precondition(0..<rows ~= row && 0..<columns ~= column)
      elements[row * columns + column] = newValue
    }
  }

  public func row(_ index: Int) -> ArraySlice<Element> {
    precondition(0..<rows ~= index)
    return elements[index * columns..<(index + 1) * columns]
  }

  public var rowArrays: [[Element]] { (0..<rows).map { Array(row($0)) } }

  /// Runs `body` on the entries in memory.
  /// - Shapes: `count` entries, row by row.
  mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeMutableBufferPointer { try body($0) }
  }

  /// Runs `body` on every row together with the same row of another matrix, and the number of their entries.
  /// - Shapes: other as self.
  mutating func withRows(
    of other: Matrix, _ body: (UnsafeMutablePointer<Element>, UnsafePointer<Element>, Int) -> Void
  ) {
    precondition(shape == other.shape)
    let (rows, columns) = (rows, columns)
    elements.withUnsafeMutableBufferPointer { own in
      other.elements.withUnsafeBufferPointer { other in
        guard let own = own.baseAddress, let other = other.baseAddress, columns > 0 else { return }
        for i in WorkBlocks(rows: rows, columns: columns).joined() {
          body(own + i * columns, other + i * columns, columns)
        }
      }
    }
  }
}

extension Matrix where Element == Double {
  /// Whether both have one shape and the same bits: a NaN equals itself, 0 and −0 differ.
  public func hasSameBits(as other: Self) -> Bool {
    shape == other.shape
      && (address == other.address
        || elements.indices.allSatisfy { elements[$0].bitPattern == other.elements[$0].bitPattern })
  }

  /// Where the numbers lie in memory: copies of a matrix share the place until one of them changes.
  public var address: UInt { elements.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}

/// The numbers of rows and columns of a matrix.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) { (self.rows, self.columns) = (rows, columns) }

  public var count: Int { rows * columns }
  public var description: String { "\(rows)×\(columns)" }
}
