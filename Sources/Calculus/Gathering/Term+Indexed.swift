extension Term {
  /// The functions whose value at an entry depends on the row of the entry.
  static let rowFunctions: Set<String> = ["softmax"]

  /// From matrix form to index form: the entry of the value at `row` and `column`.
  ///
  ///     (A @ B)_ij = Σ_k A_ik B_kj      (Aᵀ)_ij = A_ji      sum(A, axis 0)_j = Σ_k A_kj
  ///     softmax(z)_si = exp(z_si) / Σ_k exp(z_sk)
  ///
  /// An axis with one place takes no index, so a row spreads over rows, and a column over columns.
  /// - Precondition: `shape` is not `nil`, and each axis of it with several places has an index.
  public func indexed(row: Index?, column: Index?) -> Term {
    let scope = letters.union([row?.letter, column?.letter].compactMap { $0 })
    return indexed(row: row, column: column, scope: scope)
  }

  private func indexed(row: Index?, column: Index?, scope: Set<String>) -> Term {
    switch self {
    case .number, .size, .entry, .kronecker: return self
    case .symbol(let symbol):
      if symbol.shape.isNumber { return self }
      return .entry(symbol, row: symbol.shape.rows?.place(row), column: symbol.shape.columns?.place(column))
    case .filled(let value, _, _): return .number(value)
    case .identity(let extent): return .kronecker(extent.place(row), extent.place(column))
    case .transpose(let a): return a.indexed(row: column, column: row, scope: scope)
    case .matrixProduct(let a, let b): return Self.indexedProduct(a, b, row: row, column: column, scope: scope)
    case .reduction(let folding, let axis, let a):
      return a.indexedFolding(folding, axis: axis, row: row, column: column, scope: scope)
    case .apply(let head, let arguments) where head.order == 0 && Self.rowFunctions.contains(head.name):
      return arguments.first.map { $0.indexedSoftmax(row: row, column: column, scope: scope) } ?? self
    case .negation, .sum, .product, .quotient, .power, .apply, .comparison, .choice, .over, .derivative:
      return mapChildren { $0.indexed(row: row, column: column, scope: scope) }
    }
  }

  private static func indexedProduct(_ a: Term, _ b: Term, row: Index?, column: Index?, scope: Set<String>) -> Term {
    let inner = Extent.larger(a.shape?.columns, b.shape?.rows)
    let letter = inner.map { $0.freshIndex(avoiding: scope) }
    let inside = scope.union([letter?.letter].compactMap { $0 })
    let factors = [
      a.indexed(row: row, column: letter, scope: inside), b.indexed(row: letter, column: column, scope: inside),
    ]
    let product = Term.multiplied(factors)
    return letter.map { .over($0, .sum, product) } ?? product
  }

  private func indexedFolding(
    _ folding: Folding, axis: Int?, row: Index?, column: Index?, scope: Set<String>
  ) -> Term {
    let shape = self.shape ?? .number
    var (row, column, scope, bound) = (row, column, scope, [Index]())
    func letter(_ extent: Extent?) -> Index? {
      guard let index = extent?.freshIndex(avoiding: scope) else { return nil }
      scope.formUnion([index.letter].compactMap { $0 })
      bound.append(index)
      return index
    }
    if axis != 1 { row = letter(shape.rows) }
    if axis != 0 { column = letter(shape.columns) }
    let body = indexed(row: row, column: column, scope: scope)
    return bound.reversed().reduce(body) { .over($1, folding, $0) }
  }

  /// exp(z_si) / Σ_k exp(z_sk)
  private func indexedSoftmax(row: Index?, column: Index?, scope: Set<String>) -> Term {
    let exponential = Term.call("exp", self)
    let sum = exponential.indexedFolding(.sum, axis: 1, row: row, column: nil, scope: scope)
    return exponential.indexed(row: row, column: column, scope: scope) / sum
  }
}

extension Extent {
  /// A letter that runs over this extent: s for samples, k for units.
  func freshIndex(avoiding used: Set<String>) -> Index {
    let samples = ["s", "t", "u"]
    let letters = ["k", "m", "n", "p", "q", "r"]
    return .letter(Term.freshLetter(avoiding: used, from: symbol == "B" ? samples + letters : letters), self)
  }

  /// The place on this axis for an index of the value: the index, or the only place of an axis that spreads.
  func place(_ index: Index?) -> Index {
    guard let index else {
      precondition(count == 1, "an axis with several places needs an index")
      return .at(0)
    }
    return count == 1 && index.extent != self ? .at(0) : index
  }
}

extension Term {
  /// The product of the factors, without products inside it and without factors 1.
  package static func multiplied(_ factors: [Term]) -> Term {
    var flat: [Term] = []
    for factor in factors where factor != .one {
      if case .product(let inside) = factor { flat += inside } else { flat.append(factor) }
    }
    if flat.isEmpty { return .one }
    return flat.count == 1 ? flat[0] : .product(flat)
  }
}
