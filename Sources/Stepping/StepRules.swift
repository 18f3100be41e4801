import Calculus

/// Which rules lead from one line to the next, and what is left to do in a line.
struct StepRules {
  let problem: StepProblem

  func rules(from previous: Term, to line: Term, isFinished: Bool) -> [Rule] {
    let rules = problem.system == nil ? ofFunction(previous, line) : ofSystem(previous, line, isFinished)
    var telling = rules.filter { !$0.isTrivial && $0 != .collecting && $0 != .contraction }
    // Of many rules at once the plain ones go without saying.
    if telling.count > 4 { telling.removeAll { $0.isPlain } }
    return telling.isEmpty ? (rules.filter { $0 != .constant }.isEmpty ? [.collecting] : rules) : telling
  }

  // MARK: Functions

  /// The derivatives of the line before that are gone, worked out until those that are left appear.
  private func ofFunction(_ previous: Term, _ line: Term) -> [Rule] {
    let left = Set(Self.open(line).map(\.simplified))
    var rules: [Rule] = []
    func work(_ derivative: Term) {
      guard case .derivative(let inner, by: let v) = derivative, !left.contains(derivative.simplified) else { return }
      switch v {
      case .symbol, .entry: break
      default: return
      }
      if Self.open(inner).isEmpty {
        let (rule, after) = Differentiation(by: v, library: problem.library).step(inner)
        if !rules.contains(rule) { rules.append(rule) }
        Self.outermost(after).forEach(work)
      } else {
        Self.outermost(inner).forEach(work)
      }
    }
    Self.outermost(previous).forEach(work)
    return rules
  }

  /// Every derivative in a term that is not worked out.
  static func open(_ term: Term) -> [Term] {
    var found: [Term] = []
    term.visit { if case .derivative = $0 { found.append($0) } }
    return found
  }

  static func outermost(_ term: Term) -> [Term] {
    if case .derivative = term { return [term] }
    return term.children.flatMap(outermost)
  }

  // MARK: Networks

  private func ofSystem(_ previous: Term, _ line: Term, _ isFinished: Bool) -> [Rule] {
    let lines = problem.reference.lines
    let start = position(of: previous) ?? -1
    let end = isFinished ? lines.count - 1 : position(of: line) ?? start
    guard start < end else { return [] }
    return lines[(start + 1)...end].flatMap(\.rules).uniqued
  }

  /// The line of the reference that is most like a line; `nil` for the first line.
  func position(of line: Term) -> Int? {
    let own = Self.features(line)
    var best: (place: Int?, likeness: Double) = (nil, Self.likeness(own, Self.features(problem.subject)))
    for (place, other) in problem.reference.lines.enumerated() {
      let likeness = Self.likeness(own, Self.features(other.term))
      if likeness >= best.likeness { best = (place, likeness) }
    }
    return best.place
  }

  private static func likeness(_ a: Set<String>, _ b: Set<String>) -> Double {
    Double(a.intersection(b).count) / Double(max(a.union(b).count, 1))
  }

  private static func features(_ term: Term) -> Set<String> {
    var found: Set<String> = []
    term.visit { part in
      switch part {
      case .symbol(let symbol), .entry(let symbol, _, _): found.insert(symbol.code)
      case .apply(let head, _): found.insert(head.displayName)
      case .kronecker: found.insert("δ")
      case .derivative(let a, by: let b):
        found.insert("∂\(a.symbols.map(\.code))/∂\(b.symbols.map(\.code))")
        found.insert("open")
      case .over: found.insert("Σ")
      default: break
      }
    }
    return found
  }

  // MARK: What is left

  /// What is left to do in a line that follows, as sentences.
  func left(in line: Term) -> [String] {
    var left = Self.outermost(line).uniqued.map { "still to be worked out: \(text($0))" }
    line.visit { term in
      if case .apply(let head, _) = term, head.order > 0, problem.library[head.name] == nil {
        left.append("the derivative \(head.displayName) of \(head.name) is still to be put in")
      }
      if let name = unfinishedGradient(term) { left.append("\(name) is still to be worked out") }
    }
    if line.contains({ if case .kronecker = $0 { true } else { false } }) {
      left.append("a Kronecker delta leaves one term of its sum")
    }
    return left.uniqued
  }

  private func unfinishedGradient(_ term: Term) -> String? {
    guard let system = problem.system else { return nil }
    let symbol: Symbol
    switch term {
    case .entry(let own, _, _), .symbol(let own): symbol = own
    default: return nil
    }
    let names = system.inlined.compactMap(system.gradientName)
    return names.contains(symbol) && !problem.reference.result.symbols.contains(symbol) ? symbol.code : nil
  }

  private func text(_ term: Term) -> String { term.mathematics(library: problem.library) }
}

extension Rule {
  /// Whether a step by many rules is told without it.
  fileprivate var isPlain: Bool {
    switch self {
    case .sum, .constantFactor, .sumOverIndex, .likewise, .collecting, .contraction: true
    case .constant, .variable, .kroneckerDelta, .product, .quotient, .power, .exponential, .function, .chain, .paths,
      .piecewise, .extremum, .definition, .fact, .substitution, .preferred, .matrixForm:
      false
    }
  }
}
