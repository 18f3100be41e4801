import Calculus

/// Random values of the quantities of a problem, on which lines are compared.
///
/// A problem of numbers alone has one state with many points; another one has several states.
struct StepValues {
  let problem: StepProblem
  private(set) var states: [[Symbol: [Double]]] = []
  /// The letter that numbers the points; `nil` if there are several states.
  private(set) var points: Index?
  private var random = DrawnNumbers()

  private static let pointCount = 12
  private static let stateCount = 3

  /// Draws values for which the subject has a value, and on which each condition of the formulas holds and fails.
  /// `nil` if none were found.
  init?(_ problem: StepProblem, conditions: [Term]) {
    self.problem = problem
    let isOfNumbers = problem.system == nil && problem.symbols.allSatisfy(\.shape.isNumber)
    if isOfNumbers {
      guard drawPoints(conditions) else { return nil }
    } else {
      guard drawStates(conditions) else { return nil }
    }
  }

  // MARK: Values

  /// The numbers of a term without open derivatives, in every state, one after the other.
  func numbers(_ term: Term) -> [Double]? {
    guard let grids = grids(term) else { return nil }
    return numbers(grids)
  }

  func numbers(_ grids: [Grid<Double>]) -> [Double]? {
    let axes = points.map { [$0] } ?? [problem.row, problem.column].compactMap { $0 }
    let letters = Set(axes.compactMap(\.letter))
    guard grids.allSatisfy({ $0.letters.allSatisfy(letters.contains) }) else { return nil }
    return grids.flatMap { $0.spread(over: axes).values }
  }

  /// The same for all values of the free letters.
  func grids(_ term: Term) -> [Grid<Double>]? {
    let term = lifted(term).resolved(problem.library)
    var result: [Grid<Double>] = []
    for state in states {
      let evaluation = TermEvaluation<Double>(library: problem.library) { state[$0] }
      guard let grid = try? evaluation.grid(term) else { return nil }
      result.append(grid)
    }
    return result
  }

  /// The term with entries, one for each point, for numbers.
  private func lifted(_ term: Term) -> Term {
    guard let points else { return term }
    if case .symbol(let symbol) = term, symbol != .pi { return .entry(symbol, row: points, column: nil) }
    return term.mapChildren(lifted)
  }

  // MARK: Points of numbers

  private mutating func drawPoints(_ conditions: [Term]) -> Bool {
    let open = OpenDerivatives(library: problem.library, system: nil)
    let needed = problem.bodies + [open.worked(problem.subject)]
    for range in [-2.5...2.5, 0.05...3, -1...1, 0.01...0.99, 1.01...9, -60...60] {
      let batch = valid(draw(96, range), needed)
      guard batch.count >= Self.pointCount else { continue }
      choose(batch, needed, conditions)
      return true
    }
    return false
  }

  private typealias Point = [Symbol: Double]

  private mutating func draw(_ count: Int, _ range: ClosedRange<Double>) -> [Point] {
    (0..<count).map { _ in
      Dictionary(uniqueKeysWithValues: problem.symbols.map { ($0, random.next(in: range)) })
    }
  }

  private mutating func use(_ list: [Point]) {
    points = .letter("→point", Extent(list.count))
    states = [
      Dictionary(uniqueKeysWithValues: problem.symbols.map { symbol in (symbol, list.map { $0[symbol] ?? 0 }) })
    ]
  }

  private mutating func valid(_ list: [Point], _ needed: [Term]) -> [Point] {
    use(list)
    var isValid = list.map { _ in true }
    for term in needed {
      guard let numbers = numbers(term), numbers.count == list.count else { return [] }
      for (place, number) in numbers.enumerated() where !number.isFinite || number.magnitude > 1e9 {
        isValid[place] = false
      }
    }
    return zip(list, isValid).filter(\.1).map(\.0)
  }

  /// Some of the points, with two at least on either side of each condition.
  private mutating func choose(_ batch: [Point], _ needed: [Term], _ conditions: [Term]) {
    var chosen = Array(batch.prefix(Self.pointCount))
    var wide: [Point]?
    for condition in conditions {
      for isAbove in [true, false] {
        func matching(_ values: inout StepValues, _ list: [Point]) -> [Point] {
          if list.isEmpty { return [] }
          values.use(list)
          guard let numbers = values.numbers(condition), numbers.count == list.count else { return [] }
          return zip(list, numbers).filter { isAbove ? $0.1 > 0 : $0.1 < 0 }.map(\.0)
        }
        if matching(&self, chosen).count >= 2 { continue }
        var found = matching(&self, batch)
        if found.count < 2 {
          if wide == nil {
            let lists = [-10...10, -100...100, -1000...1000].map { draw(64, $0) }
            wide = lists.flatMap { valid($0, needed) }
          }
          found += matching(&self, wide ?? [])
        }
        chosen += found.prefix(2)
      }
    }
    use(chosen)
  }

  /// The values of the numbers at a point, for a message; `nil` if the problem has several states.
  func point(_ number: Int) -> [(Symbol, Double)]? {
    guard points != nil, let state = states.first else { return nil }
    return problem.symbols.compactMap { symbol in
      guard let values = state[symbol], number < values.count else { return nil }
      return (symbol, values[number])
    }
  }

  // MARK: States

  mutating func keepOneState() { states.removeLast(states.count - 1) }

  private mutating func drawStates(_ conditions: [Term]) -> Bool {
    for range in [-1.2...1.2, 0.1...1.5] {
      for _ in 0..<4 * Self.stateCount where states.count < Self.stateCount {
        if let state = state(range) { states.append(state) }
      }
      if states.count == Self.stateCount { break }
    }
    guard states.count == Self.stateCount else { return false }
    for condition in conditions where condition.freeIndices.count <= 4 {
      for (isAbove, scales) in [(true, [5.0, 30, 300]), (false, [5.0, 30, 300])] {
        func holds(_ values: StepValues) -> Bool {
          values.grids(condition)?.contains { $0.values.contains { isAbove ? $0 > 0 : $0 < 0 } } ?? true
        }
        if holds(self) { continue }
        for scale in scales where !holds(self) {
          if let state = state(-scale...scale) { states.append(state) }
        }
      }
    }
    return true
  }

  private mutating func state(_ range: ClosedRange<Double>) -> [Symbol: [Double]]? {
    let system = problem.system
    let given = system?.given ?? problem.symbols
    var values: [Symbol: [Double]] = [:]
    for symbol in given {
      let (rows, columns) = (symbol.shape.rows?.count ?? 1, symbol.shape.columns?.count ?? 1)
      values[symbol] = (0..<rows * columns).map { _ in random.next(in: range) }
      if let constant = problem.constants[symbol] { values[symbol] = [constant] }
      let isTarget = symbol.layer == nil && symbol.shape.rows != nil && symbol.shape.columns != nil
      if isTarget, system?.facts.isEmpty == false { values[symbol] = random.distributions(rows, columns) }
    }
    guard let system else { return isValid(values) ? values : nil }
    return EquationValues(system: system).completed(values)
  }

  private func isValid(_ values: [Symbol: [Double]]) -> Bool {
    let open = OpenDerivatives(library: problem.library, system: nil)
    let evaluation = TermEvaluation<Double>(library: problem.library) { values[$0] }
    return (problem.bodies + [open.worked(problem.subject)]).allSatisfy { term in
      guard let grid = try? evaluation.grid(term.resolved(problem.library)) else { return false }
      return grid.values.allSatisfy(\.isFinite)
    }
  }
}

/// SplitMix64 from a fixed start, so that a line is judged the same every time.
struct DrawnNumbers {
  private var state: UInt64 = 0x1234_5678

  mutating func next(in range: ClosedRange<Double>) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return range.lowerBound + (range.upperBound - range.lowerBound) * Double(z >> 11) / Double(1 << 53)
  }

  /// Rows of positive numbers that add up to 1.
  mutating func distributions(_ rows: Int, _ columns: Int) -> [Double] {
    (0..<rows).flatMap { _ -> [Double] in
      let row = (0..<columns).map { _ in next(in: 0.05...1) }
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
  }
}

/// The values of all quantities of a system, and of its gradients, from those that are given.
struct EquationValues {
  let system: EquationSystem

  /// `nil` if a value is not finite.
  func completed(_ given: [Symbol: [Double]]) -> [Symbol: [Double]]? {
    var values = given
    for equation in system.equations {
      let known = values
      let evaluation = TermEvaluation<Double>(library: system.library) { known[$0] }
      guard let numbers = try? evaluation.matrix(equation.definition, rows: equation.row, columns: equation.column),
        numbers.allSatisfy(\.isFinite)
      else { return nil }
      values[equation.symbol] = numbers
    }
    return addGradients(&values) ? values : nil
  }

  /// ∂C/∂v = Σ ∂C/∂u ∂u/∂v over the quantities u that v enters directly, from the last to the first.
  private func addGradients(_ values: inout [Symbol: [Double]]) -> Bool {
    let result = system.result
    values[OpenDerivatives.gradientSymbol(result)] = [1]
    let quantities = system.equations.map(\.symbol).filter { $0 != result }.reversed() + system.given
    for symbol in quantities {
      let row = symbol.shape.rows.map { Index.letter("→i", $0) }
      let column = symbol.shape.columns.map { Index.letter("→j", $0) }
      let known = values
      let evaluation = TermEvaluation<Double>(library: system.library) { known[$0] }
      let paths = system.users(of: symbol).map { path(from: .at(symbol, row: row, column: column), through: $0) }
      guard let numbers = try? evaluation.matrix(paths.isEmpty ? .zero : .sum(paths), rows: row, columns: column),
        numbers.allSatisfy(\.isFinite)
      else { return false }
      values[OpenDerivatives.gradientSymbol(symbol)] = numbers
      if let name = system.gradientName(symbol) { values[name] = numbers }
    }
    return true
  }

  private func path(from variable: Term, through user: EquationSystem.Equation) -> Term {
    let slope = Term.at(OpenDerivatives.gradientSymbol(user.symbol), row: user.row, column: user.column)
    let inner = Differentiation(by: variable, library: system.library).derivative(of: user.definition)
      .contractingDeltas()
    return [user.row, user.column].compactMap { $0 }.reversed().reduce(slope * inner) { .over($1, .sum, $0) }
  }
}
