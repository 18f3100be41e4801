/// How a matrix differs from another of its shape, bit for bit: a NaN equals itself, 0 and −0 differ.
public struct MatrixChange: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    public var row: Int
    public var column: Int
    public var before: Double
    public var after: Double

    /// |after − before|; what leads to or from NaN counts as infinite.
    public var size: Double {
      let size = abs(after - before)
      return size.isNaN ? .infinity : size
    }
  }

  /// The number of entries that differ.
  public var count: Int
  /// The entries that differ most, the largest change first.
  public var largest: [Entry]
}

extension Matrix where Element == Double {
  /// Whether both have one shape and the same bits.
  public func hasSameBits(as other: Self) -> Bool {
    shape == other.shape && (isSharing(other) || firstDifference(from: other) == nil)
  }

  /// What becomes of this matrix in `other`, with at most `limit` entries named; `nil` where nothing differs.
  /// - Precondition: both have one shape.
  public func change(to other: Self, naming limit: Int = 3) -> MatrixChange? {
    precondition(shape == other.shape && limit > 0)
    guard !isSharing(other), let first = firstDifference(from: other) else { return nil }
    var change = MatrixChange(count: 0, largest: [])
    for index in first..<count where elements[index].bitPattern != other.elements[index].bitPattern {
      change.count += 1
      let entry = MatrixChange.Entry(
        row: index / columns, column: index % columns, before: elements[index], after: other.elements[index])
      guard change.largest.count < limit || entry.size > change.largest[limit - 1].size else { continue }
      let place = change.largest.firstIndex { entry.size > $0.size } ?? change.largest.count
      change.largest.insert(entry, at: place)
      if change.largest.count > limit { change.largest.removeLast() }
    }
    return change
  }

  /// Where the numbers lie in memory: copies of a matrix share the place until one of them changes.
  public var address: UInt { elements.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }

  private func isSharing(_ other: Self) -> Bool { address == other.address }

  private func firstDifference(from other: Self) -> Int? {
    elements.indices.first { elements[$0].bitPattern != other.elements[$0].bitPattern }
  }
}
