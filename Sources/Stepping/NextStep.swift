import Calculus

/// What comes next in a derivation: the line, and hints to it.
public struct NextStep {
  let problem: StepProblem
  let previous: Term

  /// - Parameter previous: the last line.
  public init(_ problem: StepProblem, after previous: Term) { (self.problem, self.previous) = (problem, previous) }

  /// The next line; the last one is the result. `nil` if there is none.
  public var line: TermDerivation.Line? {
    problem.system == nil ? lineOfFunction : lineOfSystem
  }

  private var lineOfFunction: TermDerivation.Line? {
    guard case .derivative(_, by: let variable) = problem.subject else { return nil }
    let differentiation = Differentiation(by: variable, library: problem.library)
    var rules: [Rule] = []
    let next = differentiation.advanced(previous, &rules)
    if next != previous { return TermDerivation.Line(next, rules) }
    let result = problem.reference.result
    return previous == result ? nil : TermDerivation.Line(result, [.collecting])
  }

  private var lineOfSystem: TermDerivation.Line? {
    let lines = problem.reference.lines
    let place = StepRules(problem: problem).position(of: previous) ?? -1
    return lines.indices.contains(place + 1) ? lines[place + 1] : previous == lines.last?.term ? nil : lines.last
  }

  /// From a nudge to nearly the line: the rule, then its formula for the part at hand.
  public var hints: [String] {
    guard let line else { return ["nothing is left to do"] }
    let names = line.rules.filter { !$0.isTrivial }.map(\.name).uniqued
    let nudge = names.isEmpty ? "work out what is trivial" : "next: " + names.joined(separator: ", ")
    return ([nudge] + parts + [line.remark].compactMap { $0 }).uniqued
  }

  /// The formula of the next rule, with the parts that it is for.
  private var parts: [String] {
    if problem.system != nil { return definitions }
    guard let open = StepRules.outermost(previous).first, case .derivative(let inner, by: let v) = open else {
      return []
    }
    switch v {
    case .symbol, .entry: break
    default: return []
    }
    let rule = Differentiation(by: v, library: problem.library).step(inner).rule
    return rule.formula.map { ["for \(text(inner)): \($0)"] } ?? []
  }

  /// What the names stand for that the next line replaces.
  private var definitions: [String] {
    guard let system = problem.system, let line else { return [] }
    return line.rules.compactMap { rule in
      if let formula = rule.formula { return formula }
      guard case .definition(let name) = rule, let equation = system.equations.first(where: { $0.symbol.code == name })
      else { return nil }
      return "\(text(equation.entry)) = \(text(equation.definition))"
    }
  }

  private func text(_ term: Term) -> String { term.mathematics(library: problem.library) }
}

extension Rule {
  /// The rule as a formula of u and v; `nil` if its name says it.
  var formula: String? {
    switch self {
    case .product: "(u v)′ = u′ v + u v′"
    case .quotient: "(u / v)′ = (u′ v − u v′) / v²"
    case .power: "(uⁿ)′ = n uⁿ⁻¹ u′"
    case .exponential: "(cᵛ)′ = cᵛ log(c) v′"
    case .chain(let name): "\(name)(u)′ = \(name)′(u) u′"
    case .paths: "the sum over all quantities u that the variable enters directly: ∂C/∂u · ∂u/∂v"
    case .sum: "(u + v)′ = u′ + v′"
    case .constantFactor: "(c u)′ = c u′"
    case .kroneckerDelta: "∂xₖ/∂xᵢ is 1 for k = i, else 0"
    case .contraction: "Σₖ δₖᵢ xₖ = xᵢ"
    case .sumOverIndex: "(Σₖ uₖ)′ = Σₖ uₖ′"
    case .constant, .variable, .function, .piecewise, .extremum, .definition, .likewise, .collecting, .fact,
      .substitution, .preferred, .matrixForm:
      nil
    }
  }
}
