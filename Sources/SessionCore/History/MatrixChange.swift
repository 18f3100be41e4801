import Engine

/// How a matrix differs from another of its shape, bit for bit: a NaN equals itself, 0 and −0 differ.
struct MatrixChange: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var row: Int
    var column: Int
    var before: Double
    var after: Double

    /// |after − before|; what leads to or from NaN counts as infinite.
    var size: Double {
      let size = abs(after - before)
      return size.isNaN ? .infinity : size
    }
  }

  /// The number of entries that differ.
  var count: Int
  /// The entries that differ most, the largest change first.
  var largest: [Entry]
}

extension Matrix where Element == Double {
  /// How `other` differs from this matrix, with at most `limit` entries named; `nil` if it does not.
  /// - Shapes: other as self.
  func change(to other: Self, naming limit: Int = 3) -> MatrixChange? {
    precondition(shape == other.shape && limit > 0)
    if hasSameBits(as: other) { return nil }
    let (before, after) = (elements, other.elements)
    var change = MatrixChange(count: 0, largest: [])
    for index in before.indices where before[index].bitPattern != after[index].bitPattern {
      change.count += 1
      let entry = MatrixChange.Entry(
        row: index / columns, column: index % columns, before: before[index], after: after[index])
      guard change.largest.count < limit || entry.size > change.largest[limit - 1].size else { continue }
      let place = change.largest.firstIndex { entry.size > $0.size } ?? change.largest.count
      change.largest.insert(entry, at: place)
      if change.largest.count > limit { change.largest.removeLast() }
    }
    return change
  }
}
