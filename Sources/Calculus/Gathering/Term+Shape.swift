extension TermShape {
  /// The shape of two values combined entry by entry; `nil` if they do not fit. Along each axis the extents are equal,
  /// or one has a single place and spreads.
  public func joined(_ other: TermShape) -> TermShape? {
    guard Extent.fit(rows, other.rows), Extent.fit(columns, other.columns) else { return nil }
    return TermShape(rows: Extent.larger(rows, other.rows), columns: Extent.larger(columns, other.columns))
  }

  /// The shape of a matrix product: (r × k) @ (k × c) is r × c; `nil` if the inner extents differ.
  public func multiplied(_ other: TermShape) -> TermShape? {
    guard (columns?.count ?? 1) == (other.rows?.count ?? 1) else { return nil }
    return TermShape(rows: rows, columns: other.columns)
  }

  /// The shape after folding all entries into one, the rows (axis 0), or the columns (axis 1).
  public func folded(axis: Int?) -> TermShape {
    switch axis {
    case 0: TermShape(rows: nil, columns: columns)
    case 1: TermShape(rows: rows, columns: nil)
    default: .number
    }
  }
}

extension Extent {
  /// Whether two axes combine entry by entry.
  static func fit(_ a: Extent?, _ b: Extent?) -> Bool {
    guard let a, let b else { return true }
    return a == b || a.count == 1 || b.count == 1
  }

  /// The axis with more places; of two equal ones the one that has a name.
  static func larger(_ a: Extent?, _ b: Extent?) -> Extent? {
    guard let a, let b else { return a ?? b }
    if a.count == b.count { return a.symbol == nil ? b : a }
    return a.count > b.count ? a : b
  }
}

extension Term {
  /// The shape of the value of a term in matrix form; `nil` if shapes inside do not fit. A term in index form is a
  /// number.
  public var shape: TermShape? {
    switch self {
    case .number, .size, .entry, .kronecker: return .number
    case .symbol(let symbol): return symbol.shape
    case .filled(_, let rows, let columns): return TermShape(rows: rows, columns: columns)
    case .identity(let extent): return TermShape(rows: extent, columns: extent)
    case .negation, .sum, .product, .quotient, .power, .apply, .comparison, .choice, .over: return joinedShape
    case .transpose(let a): return a.shape?.transposed
    case .reduction(_, let axis, let a): return a.shape?.folded(axis: axis)
    case .matrixProduct(let a, let b):
      guard let left = a.shape, let right = b.shape else { return nil }
      return left.multiplied(right)
    case .derivative(let a, by: let b):
      guard let value = a.shape, let variable = b.shape, value.isNumber || variable.isNumber else { return nil }
      return value.joined(variable)
    }
  }

  private var joinedShape: TermShape? {
    var joined = TermShape.number
    for child in children {
      guard let shape = child.shape, let next = joined.joined(shape) else { return nil }
      joined = next
    }
    return joined
  }
}
