import Calculus
import Engine
import SessionCore
import Views

extension Session {
  /// The equations of the forward pass; `nil` without a network.
  public var equations: EquationSystem? {
    networkEquations?.system(library: functionLibrary)
  }

  private var networkEquations: NetworkEquations? {
    network.map { NetworkEquations($0, samples: max(samples, 1), avoiding: Set(variables.keys)) }
  }

  /// The derivation of ∂C/∂(a quantity), as far as the matrix form.
  ///
  /// - Parameter gradient: a gradient that this network has, as dW[1] or delta[2].
  /// - Returns: `nil` without a network.
  public func derivation(of gradient: Quantity, _ detail: DerivationDetail = .short) -> TermDerivation? {
    guard let equations = networkEquations, let system = self.equations, let quantity = gradient.differentiated else {
      return nil
    }
    // da[0] is the gradient by X, which the equations call a[0].
    let variable: Quantity = quantity == .input ? .activation(0) : quantity
    let (row, column) = equations.letters(variable)
    var derivation = system.gradient(of: equations.symbol(variable), row: row, column: column, detail)
    guard let matrix = derivation.result.gathered(row: row, column: column)?.simplified else { return derivation }
    derivation.append(matrix, [.matrixForm], remark: derivation.result.reasonForMatrixForm)
    return derivation
  }

  /// The derivation with the letters of one entry replaced by its place, its sums written out, and the batch's numbers.
  public func entryText(of gradient: Quantity, _ derivation: TermDerivation, row: Int, column: Int) -> DerivationText? {
    guard let equations = networkEquations, let system = self.equations, let quantity = gradient.differentiated else {
      return nil
    }
    let letters = equations.letters(quantity == .input ? .activation(0) : quantity)
    func placed(_ term: Term) -> Term {
      var result = term
      if let letter = letters.row?.letter { result = result.replacing(letter, by: .at(row)) }
      if let letter = letters.column?.letter { result = result.replacing(letter, by: .at(column)) }
      return result
    }
    var entry = TermDerivation(placed(derivation.subject))
    for line in derivation.lines where line.rules != [.matrixForm] {
      entry.append(placed(line.term), line.rules, remark: line.remark)
    }
    var text = DerivationText(
      entry, named: Entry(gradient, row, column).mathematics, library: system.library, valued: system.valued)
    guard let written = entry.result.writtenOut(atMost: Explainer.shownTerms) else { return text }
    let sum = written.simplified
    if sum != entry.result { text.append(sum, exactly: sum, "the sum written out") }
    guard let exact = numbers(in: sum, rounded: false), let rounded = numbers(in: sum, rounded: true) else {
      return text
    }
    text.append(rounded, exactly: exact, "with the numbers of the batch")
    return text
  }

  /// The term with numbers for its entries; `nil` if one has no value.
  private func numbers(in term: Term, rounded: Bool) -> Term? {
    var isComplete = true
    func replaced(_ term: Term) -> Term {
      let place: (Int, Int)
      switch term {
      case .entry(_, let row, let column):
        guard let r = row.map(\.place) ?? 0, let c = column.map(\.place) ?? 0 else { return term }
        place = (r, c)
      case .symbol: place = (0, 0)
      default: return term.mapChildren(replaced)
      }
      guard let symbol = term.symbols.first, symbol != .pi else { return term }
      guard let value = value(of: symbol, at: place) else {
        isComplete = false
        return term
      }
      return .number(rounded ? Double(NumberFormat(digits: digits).text(value)) ?? value : value)
    }
    let result = replaced(term)
    return isComplete ? result : nil
  }

  private func value(of symbol: Symbol, at place: (row: Int, column: Int)) -> Double? {
    switch symbol.name {
    case "l1" where symbol.layer == nil: return objective.l1
    case "l2" where symbol.layer == nil: return objective.l2
    default: break
    }
    guard let quantity = quantity(of: symbol), let matrix = self[quantity], place.row < matrix.rows,
      place.column < matrix.columns
    else { return nil }
    return matrix[place.row, place.column]
  }

  private func quantity(of symbol: Symbol) -> Quantity? {
    guard let layer = symbol.layer else { return Names.single(symbol.name, in: self) }
    return Names.family(symbol.name, in: self)?.quantity(layer)
  }
}

extension Index {
  /// The number of a place; `nil` for a letter.
  fileprivate var place: Int? { if case .at(let place) = self { place } else { nil } }
}

extension Term {
  /// The term with each sum written out; `nil` if one has more terms than `limit`.
  fileprivate func writtenOut(atMost limit: Int) -> Term? {
    var isShort = true
    func written(_ term: Term) -> Term {
      guard case .over(let index, .sum, let body) = term, case .letter(let letter, let extent) = index else {
        return term.mapChildren(written)
      }
      guard extent.count <= limit else {
        isShort = false
        return term
      }
      return .sum((0..<extent.count).map { written(body.replacing(letter, by: .at($0))) })
    }
    let result = written(self)
    return isShort ? result : nil
  }

  /// Which factor of a matrix product is transposed, and why: the product sums over the columns of its left factor and
  /// the rows of its right one.
  fileprivate var reasonForMatrixForm: String? {
    var reason: String?
    visit { term in
      guard reason == nil, case .over(let index, .sum, let body) = term, let letter = index.letter else { return }
      let matrices = body.factors.compactMap { factor -> (Symbol, isRow: Bool)? in
        guard case .entry(let symbol, let row, let column) = factor, row == index || column == index else { return nil }
        return (symbol, row == index)
      }
      guard matrices.count == 2, body.factors.count == 2 else {
        if matrices.count == 1, body.factors.count == 1, matrices[0].isRow {
          reason = "\(letter) counts the rows of \(matrices[0].0.code): the sums of its columns"
        }
        return
      }
      let (first, second) = (matrices[0], matrices[1])
      switch (first.isRow, second.isRow) {
      case (true, true): reason = "\(letter) counts rows of both factors, so the left one is transposed"
      case (false, false): reason = "\(letter) counts columns of both factors, so the right one is transposed"
      case (false, true), (true, false):
        let (left, right) = first.isRow ? (second.0, first.0) : (first.0, second.0)
        reason = "\(letter) counts columns of \(left.code) and rows of \(right.code), so nothing is transposed"
      }
    }
    return reason
  }
}
