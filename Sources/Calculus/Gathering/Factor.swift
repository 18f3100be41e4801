/// A matrix whose axes have letters: the matrix form of a term with at most two free letters.
struct Factor {
  var term: Term
  /// The letter along the rows; `nil` if the matrix has one row.
  var row: Index?
  /// The letter along the columns; `nil` if the matrix has one column.
  var column: Index?
  /// Whether the product is divided by it.
  var divides = false
  /// Its place in the product, so that a formula keeps the order of its factors.
  var position = 0

  var letters: [Index] { [row, column].compactMap { $0 } }

  func has(_ letter: Index) -> Bool { row == letter || column == letter }

  /// The letter that is not this one.
  func other(than letter: Index) -> Index? { row == letter ? column : row }

  var transposed: Factor {
    var copy = self
    (copy.term, copy.row, copy.column) = (term.transposed, column, row)
    return copy
  }

  /// The matrix with `row` along its rows and `column` along its columns, or spreading there.
  func oriented(row: Index?, column: Index?) -> Term {
    (self.row == nil || self.row == row) && (self.column == nil || self.column == column) ? term : term.transposed
  }

  /// The factor or its transpose, whichever is shorter.
  var shortest: Factor {
    let other = transposed
    return other.term.length < term.length ? other : self
  }
}

extension Factor {
  /// Σ_k, or the largest over k, of a matrix with the letter k.
  func folded(_ folding: Term.Folding, over letter: Index) -> Factor {
    guard let other = other(than: letter) else {
      return Factor(term: .reduction(folding, axis: nil, term.foldedWhole(folding)), position: position)
    }
    let matrix = shortest
    let axis = matrix.row == letter ? 0 : 1
    return Factor(
      term: .reduction(folding, axis: axis, matrix.term), row: axis == 1 ? other : nil, column: axis == 0 ? other : nil,
      position: position)
  }

  /// Σ_k A_ik B_kj as a matrix product, with the fewest transposes.
  static func product(_ a: Factor, _ b: Factor, over letter: Index) -> Factor {
    let (x, y) = (a.other(than: letter), b.other(than: letter))
    let straight = Term.matrixProduct(a.oriented(row: x, column: letter), b.oriented(row: letter, column: y))
    let swapped = Term.matrixProduct(b.oriented(row: y, column: letter), a.oriented(row: letter, column: x))
    let position = min(a.position, b.position)
    return swapped.length < straight.length
      ? Factor(term: swapped, row: y, column: x, position: position)
      : Factor(term: straight, row: x, column: y, position: position)
  }

  /// The product, entry by entry, of factors with at most two letters among them.
  static func entrywise(_ factors: [Factor]) -> Factor {
    let ordered = factors.sorted { $0.position < $1.position }
    let widest = ordered.max { $0.letters.count < $1.letters.count }
    var (row, column) = (widest?.row, widest?.column)
    for letter in ordered.flatMap(\.letters) where letter != row && letter != column {
      if row == nil { row = letter } else { column = letter }
    }
    func term(_ row: Index?, _ column: Index?) -> Term {
      let terms = ordered.map { ($0.divides, $0.oriented(row: row, column: column)) }
      return .divided(.multiplied(terms.filter { !$0.0 }.map(\.1)), by: .multiplied(terms.filter(\.0).map(\.1)))
    }
    let (straight, swapped) = (term(row, column), term(column, row))
    let position = ordered.first?.position ?? 0
    return swapped.length < straight.length
      ? Factor(term: swapped, row: column, column: row, position: position)
      : Factor(term: straight, row: row, column: column, position: position)
  }
}

extension Term {
  /// a / b, or a if b is 1.
  static func divided(_ a: Term, by b: Term) -> Term { b == .one ? a : a / b }

  /// What is folded over all entries in place of this row or column: the sum of the sums of the rows is the sum.
  fileprivate func foldedWhole(_ folding: Folding) -> Term {
    switch self {
    case .transpose(let a): a.foldedWhole(folding)
    case .reduction(folding, axis: .some, let a): a
    default: self
    }
  }
}
