/// A chain of equal terms from a derivative to its formula, each with why it follows from the one before.
public struct TermDerivation: Hashable, Sendable {
  /// What is derived: f′(x), ∂C/∂W[1]_ij.
  public var subject: Term
  public var lines: [Line]

  public struct Line: Hashable, Sendable {
    public var term: Term
    public var rules: [Rule]
    /// What a reader may ask here: why there is a sum over k.
    public var remark: String?

    public init(_ term: Term, _ rules: [Rule], remark: String? = nil) {
      (self.term, self.rules, self.remark) = (term, rules, remark)
    }
  }

  public init(_ subject: Term, lines: [Line] = []) { (self.subject, self.lines) = (subject, lines) }

  /// The formula at the end.
  public var result: Term { lines.last?.term ?? subject }

  /// Adds a line unless it says the same as the last.
  public mutating func append(_ term: Term, _ rules: [Rule], remark: String? = nil) {
    if term == result { return }
    lines.append(Line(term, rules, remark: remark))
  }
}

/// How many steps a derivation shows.
public enum DerivationDetail: Sendable {
  /// All parts at once, with what is trivial done on the way.
  case short
  /// One rule a line.
  case full
}

extension Differentiation {
  /// The lines from ∂(term)/∂x to the formula, the last one simplified.
  public func derivation(of term: Term, _ detail: DerivationDetail = .short) -> TermDerivation {
    var derivation = TermDerivation(.derivative(term, by: variable))
    work(&derivation, detail, simplifying: detail == .short)
    derivation.append(derivation.result.simplified, [.collecting])
    return derivation
  }

  /// Adds lines until no derivative by the variable is left.
  /// - Parameter simplifying: whether each line is simplified.
  func work(_ derivation: inout TermDerivation, _ detail: DerivationDetail, simplifying: Bool = false) {
    while derivation.result.contains(isOpen) {
      var rules: [Rule] = []
      let next =
        switch detail {
        case .short: advanced(derivation.result, &rules)
        case .full: advancedOnce(derivation.result, &rules) ?? derivation.result
        }
      derivation.lines.append(TermDerivation.Line(simplifying ? next.simplified : next, rules))
    }
  }

  private func isOpen(_ term: Term) -> Bool {
    if case .derivative(_, by: variable) = term { true } else { false }
  }

  /// Every outermost derivative by one step; what is trivial follows at once.
  package func advanced(_ term: Term, _ rules: inout [Rule]) -> Term {
    guard case .derivative(let inner, by: variable) = term else {
      var found = rules
      let result = term.mapChildren { advanced($0, &found) }
      rules = found
      return result
    }
    let (rule, after) = step(inner)
    if !rules.contains(rule) { rules.append(rule) }
    return trivial(after, &rules)
  }

  /// The term with derivatives worked out that need no thought: of constants and of the variable.
  private func trivial(_ term: Term, _ rules: inout [Rule]) -> Term {
    if case .derivative(let inner, by: variable) = term {
      let (rule, after) = step(inner)
      guard rule.isTrivial else { return term }
      if rule == .kroneckerDelta, !rules.contains(rule) { rules.append(rule) }
      return after
    }
    var found = rules
    let result = term.mapChildren { trivial($0, &found) }
    rules = found
    switch result {
    case .product(let list) where list.contains(.one):
      let rest = list.filter { $0 != .one }
      return rest.isEmpty ? .one : rest.count == 1 ? rest[0] : .product(rest)
    case .sum(let list) where list.contains(.zero):
      let rest = list.filter { $0 != .zero }
      return rest.isEmpty ? .zero : rest.count == 1 ? rest[0] : .sum(rest)
    default: return result
    }
  }

  /// The first derivative by one step; `nil` if there is none.
  private func advancedOnce(_ term: Term, _ rules: inout [Rule]) -> Term? {
    if case .derivative(let inner, by: variable) = term {
      let (rule, after) = step(inner)
      rules.append(rule)
      return after
    }
    var isDone = false
    var found = rules
    let result = term.mapChildren { child in
      if isDone { return child }
      guard let next = advancedOnce(child, &found) else { return child }
      isDone = true
      return next
    }
    rules = found
    return isDone ? result : nil
  }
}
