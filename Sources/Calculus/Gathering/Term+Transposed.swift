extension Term {
  /// The transpose of a term in matrix form, in the shorter of its two spellings: (Aᵀ)ᵀ is A, (A @ Bᵀ)ᵀ is B @ Aᵀ.
  var transposed: Term {
    switch self {
    case .transpose(let a): return a
    case .number, .size, .identity, .reduction(_, axis: nil, _): return self
    case .symbol(let symbol): return symbol.shape.isNumber ? self : .transpose(self)
    case .filled(let value, let rows, let columns): return .filled(value, rows: columns, columns: rows)
    case .matrixProduct(let a, let b):
      if shape?.isNumber == true { return self }
      let swapped = Term.matrixProduct(b.transposed, a.transposed)
      return Term.transpose(self).length < swapped.length ? .transpose(self) : swapped
    case .reduction(let folding, let axis?, let a):
      if shape?.isNumber == true { return self }
      return Self.shorter(.transpose(self), .reduction(folding, axis: 1 - axis, a.transposed))
    case .negation, .sum, .product, .quotient, .power, .comparison, .choice, .apply:
      return transposedEntrywise
    case .entry, .kronecker, .over, .derivative: return shape?.isNumber == true ? self : .transpose(self)
    }
  }

  private var transposedEntrywise: Term {
    if case .apply(let head, _) = self, Self.rowFunctions.contains(head.name) { return .transpose(self) }
    return Self.shorter(.transpose(self), mapChildren(\.transposed))
  }

  /// The first unless the second is shorter.
  static func shorter(_ a: Term, _ b: Term) -> Term { b.length < a.length ? b : a }

  /// How long the term is when written: a measure for choosing among spellings of one value.
  var length: Int {
    let inside = children.reduce(0) { $0 + $1.length }
    switch self {
    case .number, .size, .symbol: return 2
    case .identity: return 3
    case .entry, .kronecker, .filled: return 4
    case .transpose(let a): return inside + 1 + (a.isCompound ? 1 : 0)
    case .matrixProduct(let a, let b):
      let left = if case .matrixProduct = a { 0 } else { a.isCompound ? 1 : 0 }
      return inside + 1 + left + (b.isCompound ? 1 : 0)
    case .reduction(_, let axis, _): return inside + (axis == nil ? 2 : 3)
    case .product(let factors): return inside + factors.count - 1 + factors.count { $0.isCompound }
    case .sum(let terms): return inside + terms.count - 1
    case .quotient(let a, let b): return inside + 1 + (a.isCompound ? 1 : 0) + (b.isCompound ? 1 : 0)
    case .negation, .power, .comparison: return inside + 1
    case .apply, .choice, .over, .derivative: return inside + 2
    }
  }

  /// Whether the term is written in parentheses as an operand.
  private var isCompound: Bool {
    switch self {
    case .negation, .sum, .product, .quotient, .matrixProduct, .comparison: true
    case .number, .size, .symbol, .entry, .kronecker, .power, .apply, .choice, .over, .derivative, .transpose,
      .reduction, .filled, .identity:
      false
    }
  }
}
