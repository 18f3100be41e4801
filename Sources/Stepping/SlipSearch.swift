import Calculus

/// Looks for one slip, then for two, that give the numbers of a wrong line.
struct SlipSearch {
  private let trial: StepTrial
  private let numbers: [Double]

  /// One state of a network says enough; the search is long.
  init(trial: StepTrial, numbers: [Double]) {
    self.trial = trial.withOneState
    self.numbers = Array(numbers.prefix(self.trial.right.right.count))
  }

  private var problem: StepProblem { trial.problem }
  /// As the lines of the reference mean it: ∂u/∂v by the direct path.
  private var open: OpenDerivatives {
    OpenDerivatives(library: problem.library, system: problem.system, isTotal: false)
  }

  /// One slip with a rule, or in a line that is worked out.
  func slips(_ line: Term) -> [Slip]? {
    if problem.system != nil, let slips = lines(workedLines.prefix(1), of: single) { return slips }
    let slips = faulty(budget: 1)
    if let slips, slips.map(\.rank).max() ?? 0 < 4 { return slips }
    return lines(workedLines[...], of: single) ?? slips
  }

  /// What explains the line less directly: a factor or a term of it, a constant, two slips.
  func furtherSlips(_ line: Term) -> [Slip]? {
    if let slips = otherVariable() ?? otherGradient() ?? multiple() ?? part() { return slips }
    if problem.system == nil { return faulty(budget: 2) ?? multipleOfLine() ?? lines(doubleLines[...], of: double) }
    return multipleOfLine() ?? faulty(budget: 2) ?? lines(doubleLines[...], of: double)
  }

  // MARK: Faulty rules

  private func faulty(budget: Int) -> [Slip]? {
    let faulty = FaultyLine(problem: problem, values: trial.values, open: open)
    for line in differentiatedLines {
      let found = faulty.candidates(line, budget: budget).filter { candidate in
        candidate.slips.count == budget && matches(trial.values.numbers(candidate.values))
      }
      func rank(_ candidate: FaultyLine.Candidate) -> Int { candidate.slips.map(\.rank).reduce(0, +) }
      if let likeliest = found.min(by: { rank($0) < rank($1) }) { return likeliest.slips }
    }
    return nil
  }

  /// The lines in which something is differentiated that is not C.
  private var differentiatedLines: [Term] {
    guard let system = problem.system else { return [problem.subject] }
    return problem.reference.lines.map(\.term).filter { line in
      StepRules.open(line).contains {
        if case .derivative(let u, by: _) = $0 { u != .symbol(system.result) } else { false }
      }
    }
  }

  // MARK: Lines that are worked out

  private typealias Candidates = (Term) -> [LineSlips.Candidate]

  private func single(_ term: Term) -> [LineSlips.Candidate] { LineSlips().candidates(term) }

  private func double(_ term: Term) -> [LineSlips.Candidate] {
    let first = LineSlips().candidates(term)
    if first.count > 60 { return [] }
    return first.flatMap { one in
      LineSlips().candidates(one.term).map { .init(term: $0.term, slips: one.slips + $0.slips) }
    }
  }

  private func lines(_ lines: ArraySlice<Term>, of candidates: Candidates) -> [Slip]? {
    if trial.right.isZero { return nil }
    for line in lines {
      for candidate in candidates(line) where matches(trial.values.numbers(candidate.term)) { return candidate.slips }
    }
    return nil
  }

  /// A slip in a line, and a constant factor.
  private func multipleOfLine() -> [Slip]? {
    if trial.right.isZero { return nil }
    for line in workedLines {
      for candidate in single(line) {
        guard let values = trial.values.numbers(candidate.term), values.count == numbers.count,
          let factor = StepComparison(values).factor(of: numbers), isMeaningful(factor)
        else { continue }
        return candidate.slips + constant(factor)
      }
    }
    return nil
  }

  /// Whether a factor is one that is lost: a sign, a 2, a number of samples.
  private func isMeaningful(_ factor: Double) -> Bool {
    let size = factor.magnitude
    let sizes = problem.sizes.values.map { Double($0.count) } + [1, 2, 4]
    return sizes.contains { abs($0 - size) < 1e-9 || abs(1 / $0 - size) < 1e-9 }
  }

  /// The lines of the derivation without open derivatives, the last first.
  private var workedLines: [Term] {
    Array(problem.reference.lines.reversed().map { open.worked($0.term) }.uniqued.prefix(30))
      + [deepLine].compactMap { $0 }
  }

  /// The last line without names of gradients.
  private var deepLine: Term? {
    guard let system = problem.system, let last = problem.reference.lines.last else { return nil }
    return system.withoutNamedGradients(last.term)
  }

  /// The last lines, and the last one without names of gradients.
  private var doubleLines: [Term] {
    let lines = workedLines
    return [deepLine].compactMap { $0 } + lines.prefix(2)
  }

  // MARK: Parts and constants

  /// The derivative by another variable.
  private func otherVariable() -> [Slip]? {
    guard let variable = problem.variable, case .derivative(let body, by: _) = problem.subject else { return nil }
    for other in problem.symbols where other != variable && other.shape.isNumber {
      let derivative = body.derivative(by: .symbol(other), library: problem.library)
      if matches(trial.values.numbers(derivative)) { return [Slip(.wrongVariable, .symbol(variable), .symbol(other))] }
    }
    return nil
  }

  private func multiple() -> [Slip]? {
    guard let factor = trial.right.factor(of: numbers) else { return nil }
    return constant(factor)
  }

  /// The line is a multiple of the right one: by −1, by B, or by another number.
  private func constant(_ factor: Double) -> [Slip] {
    if factor == -1 { return [Slip(.sign, .zero)] }
    for size in problem.sizes.values where size.count > 1 {
      let count = Double(size.count)
      let sign = factor < 0 ? [Slip(.sign, .zero)] : []
      if (factor.magnitude - count).magnitude < 1e-9 { return [Slip(.divisionMissing, .size(size))] + sign }
      if (factor.magnitude * count - 1).magnitude < 1e-9 { return [Slip(.factorDoubled, 1 / .size(size))] + sign }
    }
    return [Slip(.constantMultiple, .zero, .number(factor))]
  }

  /// The gradient by another quantity of the same shape.
  private func otherGradient() -> [Slip]? {
    guard let system = problem.system else { return nil }
    for symbol in system.quantities
    where symbol.shape == TermShape(rows: problem.row?.extent, columns: problem.column?.extent) {
      let entry = Term.at(symbol, row: problem.row, column: problem.column)
      let gradient = open.worked(.derivative(.symbol(system.result), by: entry))
      if matches(trial.values.numbers(gradient)) { return [Slip(.wrongGradient, .symbol(symbol))] }
    }
    return nil
  }

  /// A part of the formulas that is a factor, or a term, too few or too many.
  private func part() -> [Slip]? {
    let right = trial.right.right
    guard numbers.count == right.count, numbers.contains(where: { $0 != 0 }) else { return nil }
    for part in parts {
      guard let values = trial.values.numbers(part), values.count == right.count else { continue }
      if StepComparison(values).factor(of: values.map { _ in values[0] }) != nil
        || values.allSatisfy({ $0 == values[0] })
      {
        continue
      }
      if matches(zip(right, values).map { $0 / $1 }) { return [Slip(factorKind(part), part)] }
      if matches(zip(right, values).map { $0 * $1 }) { return [Slip(.factorDoubled, part)] }
      if matches(zip(right, values).map { $0 - $1 }) { return [Slip(.termMissing, part)] }
      if matches(zip(right, values).map { $0 + $1 }) { return [Slip(.termExtra, part)] }
      if matches(zip(right, values).map { $0 - 2 * $1 }) { return [Slip(.termSign, part)] }
    }
    return nil
  }

  private func factorKind(_ part: Term) -> Slip.Kind {
    if case .apply(let head, _) = part, head.order > 0 { return .derivativeOfActivationMissing }
    return .factorMissing
  }

  private var parts: [Term] {
    let axes = [problem.row, problem.column]
    var found: [Term] = []
    func collect(_ term: Term) {
      term.visit { part in
        if part.freeIndices.allSatisfy({ axes.contains($0) }), !part.symbols.isEmpty { found.append(part) }
      }
    }
    workedLines.forEach(collect)
    for body in problem.bodies where problem.system == nil {
      body.visit { part in
        if case .symbol(let variable)? = problem.variable.map(Term.symbol), part.symbols.contains(variable) {
          found.append(part.derivative(by: .symbol(variable), library: problem.library))
        }
      }
      collect(body)
    }
    return Array((slopes + found).uniqued.prefix(120))
  }

  /// h′(z) and a (1 − a), for the activations of the shape that is derived.
  private var slopes: [Term] {
    let shape = TermShape(rows: problem.row?.extent, columns: problem.column?.extent)
    return (problem.system?.equations ?? []).filter { $0.symbol.shape == shape }.flatMap { equation -> [Term] in
      let value = Term.at(equation.symbol, row: problem.row, column: problem.column)
      guard case .apply(let head, let arguments) = equation.definition, arguments.count == 1 else {
        return [value * (1 - value)]
      }
      var slope = problem.library.derivative(of: head, by: 0, at: arguments)
      for (own, letter) in [(equation.row, problem.row), (equation.column, problem.column)] {
        if let name = own?.letter, let letter { slope = slope.replacing(name, by: letter) }
      }
      return [slope, value * (1 - value)]
    }
  }

  private func matches(_ candidate: [Double]?) -> Bool {
    guard let candidate, candidate.count == numbers.count else { return false }
    guard candidate.count(where: \.isFinite) >= min(3, candidate.count) else { return false }
    return StepComparison(candidate).isEqual(numbers) && !trial.right.isEqual(candidate)
  }
}

extension EquationSystem {
  /// A line with the formula of each gradient that it names; `nil` if it names none.
  fileprivate func withoutNamedGradients(_ line: Term) -> Term? {
    let sources = Dictionary(
      (equations.map(\.symbol) + given).compactMap { source in gradientName(source).map { ($0, source) } },
      uniquingKeysWith: { first, _ in first })
    var found: Term?
    line.visit { part in
      if case .entry(let name, _, _) = part, sources[name] != nil { found = found ?? part }
    }
    guard let entry = found, case .entry(let name, let row, let column) = entry, let source = sources[name] else {
      return nil
    }
    let formula = gradient(of: source, row: row, column: column).result
    return line.replacing(entry, by: formula.separatingBound(from: line.letters)).contractingDeltas()
  }
}

/// A line of a derivation with slips in the derivatives that it holds.
struct FaultyLine {
  let problem: StepProblem
  let values: StepValues
  let open: OpenDerivatives

  typealias Candidate = FaultyDifferentiation.Candidate

  func candidates(_ line: Term, budget: Int) -> [Candidate] {
    if case .derivative(let inner, by: let v) = line { return derivative(inner, v, budget) }
    if StepRules.open(line).isEmpty { return values.grids(line).map { [Candidate(values: $0, slips: [])] } ?? [] }
    switch line {
    case .negation(let a):
      return candidates(a, budget: budget).map { candidate in
        Candidate(values: candidate.values.map { $0.map { -$0 } }, slips: candidate.slips)
      }
    case .over(let index, .sum, let a):
      return candidates(a, budget: budget).map { candidate in
        Candidate(values: candidate.values.map { $0.folded(over: index) { $0 + $1 } }, slips: candidate.slips)
      }
    case .sum(let list): return joined(list, budget) { $0 + $1 }
    case .product(let list): return joined(list, budget) { $0 * $1 }
    case .quotient(let a, let b): return joined([a, b], budget) { $0 / $1 }
    default: return []
    }
  }

  private func joined(_ list: [Term], _ budget: Int, _ operation: (Double, Double) -> Double) -> [Candidate] {
    var result: [Candidate] = []
    for (place, term) in list.enumerated() {
      let own = candidates(term, budget: budget)
      if place == 0 { result = own; continue }
      result = result.flatMap { left in
        own.filter { left.slips.count + $0.slips.count <= budget }.compactMap { right in
          var grids: FaultyDifferentiation.Values = []
          for (a, b) in zip(left.values, right.values) {
            guard let grid = a.combined(with: b, operation) else { return nil }
            grids.append(grid)
          }
          return Candidate(values: grids, slips: left.slips + right.slips)
        }
      }
    }
    return result
  }

  private func derivative(_ inner: Term, _ v: Term, _ budget: Int) -> [Candidate] {
    switch v {
    case .symbol, .entry: break
    default: return []
    }
    if problem.system?.result.code != nil, inner == problem.system.map({ .symbol($0.result) }) {
      return values.grids(open.worked(.derivative(inner, by: v))).map { [Candidate(values: $0, slips: [])] } ?? []
    }
    var body = inner
    if case .entry(let symbol, let row, let column) = inner, inner.symbols != v.symbols,
      let definition = problem.system?.definition(of: symbol, row: row, column: column, avoiding: v.letters)
    {
      body = definition
    }
    let faulty = FaultyDifferentiation(variable: v, library: problem.library, values: values)
    return faulty.candidates(body.separatingBound(from: v.letters), budget: budget)
  }
}
