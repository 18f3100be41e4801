import RealModule

/// Why a term has no value. Not in the generic type: as its typed error it crashes the optimiser of Swift 6.3.1.
public enum EvaluationFailure: Error, Equatable {
  case missing(Symbol)
  /// A function without a formula.
  case unknown(String)
  /// More than ten million numbers at once.
  case tooLarge
  /// A derivative that is not worked out, or a term in matrix form.
  case unfinished
}

/// Evaluates terms in index form with numbers of one type.
///
/// Every part is computed for all values of its free letters at once: a sum over k of numbers for each s, i and k.
public struct TermEvaluation<N: Evaluable> {
  /// The numbers of a quantity, row by row; one number for a number. `nil` if it has no value.
  public typealias Values = (Symbol) -> [N]?

  private let values: Values
  private let library: FunctionLibrary

  public init(library: FunctionLibrary, values: @escaping Values) {
    (self.library, self.values) = (library, values)
  }

  /// The number that a term without free letters is.
  public func number(_ term: Term) throws(EvaluationFailure) -> N {
    try grid(term.resolved(library)).values[0]
  }

  /// The numbers of a term for all values of two letters, row by row; `nil` for an axis with one place.
  public func matrix(_ term: Term, rows: Index?, columns: Index?) throws(EvaluationFailure) -> [N] {
    let letters = [rows, columns].compactMap { $0 }
    let all = try grid(term.resolved(library)).spread(over: letters)
    return all.values
  }

  package func grid(_ term: Term) throws(EvaluationFailure) -> Grid<N> {
    switch term {
    case .number(let x): return Grid(N(x))
    case .size(let extent): return Grid(N(Double(extent.count)))
    case .symbol(.pi): return Grid(N(Double.pi))
    case .symbol(let symbol): return Grid(try numbers(of: symbol)[0])
    case .entry(let symbol, let row, let column): return try entry(symbol, row, column)
    case .kronecker(let a, let b): return kronecker(a, b)
    case .negation(let a): return try grid(a).map { -$0 }
    case .sum(let list): return try folded(list) { $0 + $1 }
    case .product(let list): return try folded(list) { $0 * $1 }
    case .quotient(let a, let b): return try combined(grid(a), grid(b)) { $0 / $1 }
    case .power(let a, .number(let n)) where n == n.rounded() && n.magnitude < 1024:
      return try grid(a).map { Self.power($0, Int(n)) }
    case .power(let a, let b): return try combined(grid(a), grid(b)) { Self.power($0, $1) }
    case .apply(let head, let arguments): return try apply(head, arguments)
    case .comparison(let sign, let a, let b):
      return try combined(grid(a), grid(b)) { sign.holds($0.branchValue, $1.branchValue) ? 1 : 0 }
    case .choice(let condition, let a, let b):
      let (a, b) = (try grid(a), try grid(b))
      let pairs = try combined(grid(condition), a) { $0.branchValue != 0 ? $1 : .zero }
      let others = try combined(grid(condition), b) { $0.branchValue != 0 ? .zero : $1 }
      return try combined(pairs, others) { $0 + $1 }
    case .over(let index, let folding, let body):
      return try grid(body).folded(over: index) { folding.join($0, $1) }
    case .derivative, .matrixProduct, .transpose, .reduction, .filled, .identity: throw .unfinished
    }
  }

  private func numbers(of symbol: Symbol) throws(EvaluationFailure) -> [N] {
    guard let numbers = values(symbol), !numbers.isEmpty else { throw .missing(symbol) }
    return numbers
  }

  private func entry(_ symbol: Symbol, _ row: Index?, _ column: Index?) throws(EvaluationFailure) -> Grid<N> {
    let numbers = try numbers(of: symbol)
    let columns = symbol.shape.columns?.count ?? 1
    let axes = [row, column].compactMap { $0 }.filter { $0.letter != nil }.uniqued
    return Grid(axes) { place in
      func position(_ index: Index?) -> Int {
        switch index {
        case nil: 0
        case .at(let number): number
        case .letter(let name, _): place[name] ?? 0
        }
      }
      return numbers[position(row) * columns + position(column)]
    }
  }

  private func kronecker(_ a: Index, _ b: Index) -> Grid<N> {
    Grid([a, b].filter { $0.letter != nil }.uniqued) { place in
      func position(_ index: Index) -> Int {
        switch index {
        case .at(let number): number
        case .letter(let name, _): place[name] ?? 0
        }
      }
      return position(a) == position(b) ? 1 : .zero
    }
  }

  private func apply(_ head: Term.Head, _ arguments: [Term]) throws(EvaluationFailure) -> Grid<N> {
    guard let function = Elementary(rawValue: head.name), head.order == 0, arguments.count == function.arity else {
      throw .unknown(head.displayName)
    }
    if arguments.count == 1 { return try grid(arguments[0]).map { function.value($0) } }
    return try combined(grid(arguments[0]), grid(arguments[1])) { function.value($0, $1) }
  }

  private func folded(_ list: [Term], _ operation: (N, N) -> N) throws(EvaluationFailure) -> Grid<N> {
    var result = try grid(list[0])
    for term in list.dropFirst() { result = try combined(result, grid(term), operation) }
    return result
  }

  private func combined(_ a: Grid<N>, _ b: Grid<N>, _ operation: (N, N) -> N) throws(EvaluationFailure) -> Grid<N> {
    guard let result = a.combined(with: b, operation) else { throw .tooLarge }
    return result
  }

  private static func power(_ base: N, _ exponent: Int) -> N {
    exponent == 2 ? base * base : .pow(base, exponent)
  }

  /// uᵛ; a whole exponent takes a negative base.
  private static func power(_ base: N, _ exponent: N) -> N {
    let n = exponent.branchValue
    if exponent == N(n), n == n.rounded(), n.magnitude < 1024 { return power(base, Int(n)) }
    return .pow(base, exponent)
  }
}

extension Term.Comparison {
  public func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

extension Term.Folding {
  fileprivate func join<N: Evaluable>(_ a: N, _ b: N) -> N {
    switch self {
    case .sum: a + b
    case .max: Elementary.maximum.value(a, b)
    case .min: Elementary.minimum.value(a, b)
    }
  }
}
