/// A formula as a value: a tree over named quantities.
///
/// There are two kinds of terms, and one type for both. In **index form** every quantity is taken at an entry and every
/// term is a number for each choice of its free indices: z_si = Σ_j a_sj W_ij + b_i. In **matrix form** quantities are
/// whole, as in the shell: a @ W.T + b. `indexed(row:column:)` leads from matrix form to index form, `gathered` back.
public indirect enum Term: Hashable, Sendable {
  case number(Double)
  /// The number of places of an extent: B.
  case size(Extent)
  /// A quantity as a whole: a number, or in matrix form a matrix.
  case symbol(Symbol)
  /// W[1]_ij; `nil` is the only place of an axis: b[1]_i is `row: nil, column: i`.
  case entry(Symbol, row: Index?, column: Index?)
  /// δ_ij: 1 if both indices are equal, else 0.
  case kronecker(Index, Index)
  case negation(Term)
  case sum([Term])
  /// Entry by entry in matrix form.
  case product([Term])
  case quotient(Term, Term)
  case power(Term, Term)
  /// h(z), h′(z), maximum(u, v), or a function of the user; entry by entry, but for functions of a row.
  case apply(Head, [Term])
  /// 1 if it holds, else 0.
  case comparison(Comparison, Term, Term)
  /// The second if the first is not 0, else the third: `where(c, a, b)`.
  case choice(Term, Term, Term)
  /// Σ_k, or the largest over k.
  case over(Index, Folding, Term)
  /// A derivative that has not been worked out: ∂(…)/∂x.
  case derivative(Term, by: Term)

  // MARK: In matrix form only

  case matrixProduct(Term, Term)
  case transpose(Term)
  /// Over all entries, or along an axis: 0 folds the rows into one, 1 the columns.
  case reduction(Folding, axis: Int?, Term)
  /// A matrix of one number.
  case filled(Double, rows: Extent?, columns: Extent?)
  case identity(Extent)

  /// A function with the orders of its derivatives: f, f′, ∂f/∂y.
  public struct Head: Hashable, Sendable {
    public var name: String
    /// The order of the derivative by each argument; empty for the function itself.
    public var orders: [Int]

    public init(_ name: String, orders: [Int] = []) {
      self.name = name
      self.orders = orders.allSatisfy { $0 == 0 } ? [] : orders
    }

    /// Σ of the orders: 0 for f, 1 for f′.
    public var order: Int { orders.reduce(0, +) }
  }

  public enum Comparison: String, CaseIterable, Sendable {
    case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  }

  public enum Folding: String, CaseIterable, Sendable {
    case sum, max, min
  }
}

// MARK: Short forms

extension Term: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  public static let zero = Term.number(0)
  public static let one = Term.number(1)

  public static func + (a: Term, b: Term) -> Term { .sum([a, b]) }
  public static func - (a: Term, b: Term) -> Term { .sum([a, .negation(b)]) }
  public static func * (a: Term, b: Term) -> Term { .product([a, b]) }
  public static func / (a: Term, b: Term) -> Term { .quotient(a, b) }
  public static prefix func - (a: Term) -> Term { .negation(a) }

  /// Whether the term is a Kronecker delta.
  public var isKronecker: Bool { if case .kronecker = self { true } else { false } }

  /// The parts of a sum, or the term itself.
  public var summands: [Term] { if case .sum(let list) = self { list } else { [self] } }
  /// The parts of a product, or the term itself.
  public var factors: [Term] { if case .product(let list) = self { list } else { [self] } }

  /// A function of one argument.
  public static func call(_ name: String, _ argument: Term) -> Term { .apply(Head(name), [argument]) }
}

// MARK: Walks

extension Term {
  /// The terms directly inside.
  public var children: [Term] {
    switch self {
    case .number, .size, .symbol, .entry, .kronecker, .filled, .identity: []
    case .negation(let a), .over(_, _, let a), .transpose(let a), .reduction(_, _, let a): [a]
    case .sum(let list), .product(let list), .apply(_, let list): list
    case .quotient(let a, let b), .power(let a, let b), .comparison(_, let a, let b), .derivative(let a, by: let b),
      .matrixProduct(let a, let b):
      [a, b]
    case .choice(let a, let b, let c): [a, b, c]
    }
  }

  /// The same node with other terms inside.
  public func mapChildren(_ transform: (Term) -> Term) -> Term {
    switch self {
    case .number, .size, .symbol, .entry, .kronecker, .filled, .identity: self
    case .negation(let a): .negation(transform(a))
    case .over(let index, let folding, let a): .over(index, folding, transform(a))
    case .transpose(let a): .transpose(transform(a))
    case .reduction(let folding, let axis, let a): .reduction(folding, axis: axis, transform(a))
    case .sum(let list): .sum(list.map(transform))
    case .product(let list): .product(list.map(transform))
    case .apply(let head, let list): .apply(head, list.map(transform))
    case .quotient(let a, let b): .quotient(transform(a), transform(b))
    case .power(let a, let b): .power(transform(a), transform(b))
    case .comparison(let sign, let a, let b): .comparison(sign, transform(a), transform(b))
    case .derivative(let a, by: let b): .derivative(transform(a), by: transform(b))
    case .matrixProduct(let a, let b): .matrixProduct(transform(a), transform(b))
    case .choice(let a, let b, let c): .choice(transform(a), transform(b), transform(c))
    }
  }

  /// Whether the term or one inside it satisfies the condition.
  public func contains(_ condition: (Term) -> Bool) -> Bool {
    condition(self) || children.contains { $0.contains(condition) }
  }

  /// Every quantity in it, each once, in the order of their first appearance.
  public var symbols: [Symbol] {
    var found: [Symbol] = []
    visit { term in
      switch term {
      case .symbol(let symbol), .entry(let symbol, _, _): if !found.contains(symbol) { found.append(symbol) }
      default: break
      }
    }
    return found
  }

  /// Calls `body` with the term and every one inside, from the outside in.
  public func visit(_ body: (Term) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }

  /// The letters that are not bound by a sum, in the order of their first appearance.
  public var freeIndices: [Index] {
    var found: [Index] = []
    collectFreeIndices(bound: [], into: &found)
    return found
  }

  private func collectFreeIndices(bound: Set<String>, into found: inout [Index]) {
    func add(_ index: Index?) {
      guard let index, let letter = index.letter, !bound.contains(letter), !found.contains(index) else { return }
      found.append(index)
    }
    switch self {
    case .entry(_, let row, let column):
      add(row)
      add(column)
    case .kronecker(let a, let b):
      add(a)
      add(b)
    case .over(let index, _, let body):
      body.collectFreeIndices(bound: bound.union([index.letter].compactMap { $0 }), into: &found)
    default: for child in children { child.collectFreeIndices(bound: bound, into: &found) }
    }
  }

  /// Every letter in it, bound or free.
  public var letters: Set<String> {
    var found: Set<String> = []
    visit { term in
      switch term {
      case .entry(_, let row, let column): found.formUnion([row?.letter, column?.letter].compactMap { $0 })
      case .kronecker(let a, let b): found.formUnion([a.letter, b.letter].compactMap { $0 })
      case .over(let index, _, _): found.formUnion([index.letter].compactMap { $0 })
      default: break
      }
    }
    return found
  }

  /// The term with another index for a free letter; a sum that binds the new letter is renamed first.
  public func replacing(_ letter: String, by new: Index) -> Term {
    func replaced(_ index: Index) -> Index { index.letter == letter ? new : index }
    switch self {
    case .entry(let symbol, let row, let column):
      return .entry(symbol, row: row.map(replaced), column: column.map(replaced))
    case .kronecker(let a, let b): return .kronecker(replaced(a), replaced(b))
    case .over(let index, let folding, let body):
      if index.letter == letter { return self }
      guard let own = index.letter, own == new.letter, case .letter(_, let extent) = index else {
        return .over(index, folding, body.replacing(letter, by: new))
      }
      let fresh = Index.letter(Self.freshLetter(avoiding: body.letters.union([letter, own])), extent)
      return .over(fresh, folding, body.replacing(own, by: fresh).replacing(letter, by: new))
    default: return mapChildren { $0.replacing(letter, by: new) }
    }
  }

  /// The term with a term for a quantity that is a number, or for a whole matrix in matrix form.
  public func substituting(_ values: [Symbol: Term]) -> Term {
    if case .symbol(let symbol) = self, let value = values[symbol] { return value }
    return mapChildren { $0.substituting(values) }
  }

  /// A letter for an index that is not in use.
  public static func freshLetter(avoiding used: Set<String>, from letters: [String] = ["k", "m", "n", "p", "q", "r"])
    -> String
  {
    if let letter = letters.first(where: { !used.contains($0) }) { return letter }
    var number = 1
    while used.contains("k\(number)") { number += 1 }
    return "k\(number)"
  }
}
