/// Derives ∂C/∂v for a quantity v of a system of equations, by the chain rule over every equation in which v occurs.
struct GradientDerivation {
  let system: EquationSystem
  let detail: DerivationDetail
  let symbol: Symbol
  /// The letters of the entry of v.
  let row: Index?
  let column: Index?

  private var variable: Term { .at(symbol, row: row, column: column) }
  private var cost: Term { .symbol(system.result) }

  /// From ∂C/∂v_ij to its formula in index form.
  func derivation() -> TermDerivation {
    var derivation = TermDerivation(.derivative(cost, by: variable))
    addChain(&derivation)
    work(&derivation)
    applyFacts(&derivation)
    inline(&derivation)
    applyFacts(&derivation)
    return derivation
  }

  // MARK: The chain rule

  /// ∂C/∂v = Σ over the quantities u that v enters directly, and over their entries, of ∂C/∂u ∂u/∂v.
  private func addChain(_ derivation: inout TermDerivation) {
    let users = system.users(of: symbol)
    let others = users.filter { $0.symbol != system.result }
    guard !others.isEmpty else {
      guard let equation = users.first else { return derivation.append(.zero, [.constant]) }
      return derivation.append(
        .derivative(renamed(equation).definition, by: variable), [.definition(Term.symbol(system.result).mathematics)])
    }
    var (paths, named): ([Term], [Term]) = ([], [])
    for user in others.map(renamed) {
      paths.append(path(user, slope: .derivative(cost, by: user.entry), inner: user.entry))
      named.append(path(user, slope: gradient(of: user), inner: user.definition))
    }
    // What enters C by itself, as weights enter a penalty.
    if let direct = users.first(where: { $0.symbol == system.result }) {
      let parts = renamed(direct).definition.summands.filter { $0.symbols.contains(symbol) }
      let own = Term.derivative(parts.count == 1 ? parts[0] : .sum(parts), by: variable)
      paths.append(own)
      named.append(own)
    }
    func joined(_ list: [Term]) -> Term { list.count == 1 ? list[0] : .sum(list) }
    derivation.append(joined(paths), [.paths], remark: reasonForPaths(others))
    derivation.append(joined(named), others.map { .definition(Term.symbol($0.symbol).mathematics) })
  }

  private func path(_ user: EquationSystem.Equation, slope: Term, inner: Term) -> Term {
    let product = Term.product([slope, .derivative(inner, by: variable)])
    return [user.row, user.column].compactMap { $0 }.reversed().reduce(product) { .over($1, .sum, $0) }
  }

  /// ∂C/∂u by its name.
  private func gradient(of user: EquationSystem.Equation) -> Term {
    guard !system.inlined.contains(user.symbol), let name = system.gradientName(user.symbol) else {
      return .derivative(cost, by: user.entry)
    }
    return .at(name, row: user.row, column: user.column)
  }

  private func reasonForPaths(_ users: [EquationSystem.Equation]) -> String {
    let names = users.map { Term.symbol($0.symbol).mathematics }
    let list = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    return "\(Term.symbol(symbol).mathematics) acts on C through all of \(list)"
  }

  /// The equation with letters that do not occur in the variable.
  private func renamed(_ equation: EquationSystem.Equation) -> EquationSystem.Equation {
    var used = variable.letters
    var result = equation
    func fresh(_ index: Index?) -> Index? {
      guard case .letter(let letter, let extent)? = index else { return index }
      let pool = extent.symbol == nil ? ["k", "m", "n", "p", "q"] : ["s", "t", "r", "u"]
      let name = Term.freshLetter(avoiding: used, from: used.contains(letter) ? pool : [letter] + pool)
      used.insert(name)
      // By way of a letter that no formula has, so that no two are confused.
      result.definition = result.definition.replacing(letter, by: .letter("\(letter)→\(name)", extent))
      return .letter(name, extent)
    }
    let (row, column) = (fresh(equation.row), fresh(equation.column))
    for (old, new) in [(equation.row, row), (equation.column, column)] {
      guard let old = old?.letter, let new, let name = new.letter else { continue }
      result.definition = result.definition.replacing("\(old)→\(name)", by: new)
    }
    (result.row, result.column) = (row, column)
    result.definition = result.definition.separatingBound(from: used)
    return result
  }

  // MARK: Derivatives, deltas, simplification

  private func work(_ derivation: inout TermDerivation) {
    let differentiation = Differentiation(by: variable, library: system.library)
    switch detail {
    case .full: differentiation.work(&derivation, .full)
    case .short:
      var steps = TermDerivation(derivation.result)
      differentiation.work(&steps, .short)
      derivation.append(steps.result, steps.lines.flatMap(\.rules).uniqued)
    }
    if derivation.result.contains(\.isKronecker) { derivation.append(settled(derivation.result), [.contraction]) }
    derivation.append(settled(derivation.result), [.collecting])
  }

  /// The term without Kronecker deltas under sums, simplified.
  private func settled(_ term: Term) -> Term {
    let once = term.contractingDeltas().simplified
    // What is taken out of a sum may leave a delta alone in another.
    return once.contractingDeltas().simplified
  }

  // MARK: Gradients in place

  /// Works out the gradients that are not left as names: ∂C/∂a[1] in delta[1].
  private func inline(_ derivation: inout TermDerivation) {
    guard let (gradient, source, row, column) = inlinedGradients(in: derivation.result).first else { return }
    let context = derivation.result
    let inner = GradientDerivation(system: system, detail: detail, symbol: source, row: row, column: column)
      .derivation()
    for line in inner.lines {
      derivation.append(context.replacing(gradient, by: line.term), line.rules, remark: line.remark)
    }
    inlineOthers(&derivation)
    derivation.append(settled(derivation.result), [.collecting])
  }

  /// The same formula for the gradients by other entries, as those in a sum.
  private func inlineOthers(_ derivation: inout TermDerivation) {
    var result = derivation.result
    var names: [String] = []
    for (gradient, source, row, column) in inlinedGradients(in: result) {
      let inner = GradientDerivation(system: system, detail: .short, symbol: source, row: row, column: column)
      result = result.replacing(gradient, by: inner.derivation().result)
      names.append(Term.symbol(source).mathematics)
    }
    if let name = names.first { derivation.append(result, [.likewise("∂C/∂\(name)")]) }
  }

  /// The gradients by entries of quantities that are not left as names, each once.
  private func inlinedGradients(in term: Term) -> [(gradient: Term, source: Symbol, row: Index?, column: Index?)] {
    var found: [(gradient: Term, source: Symbol, row: Index?, column: Index?)] = []
    term.visit { part in
      guard case .derivative(cost, by: .entry(let source, let row, let column)) = part, system.inlined.contains(source),
        !found.contains(where: { $0.gradient == part })
      else { return }
      found.append((part, source, row, column))
    }
    return found
  }

  private func applyFacts(_ derivation: inout TermDerivation) {
    for fact in system.facts {
      let replaced = fact.applied(to: derivation.result)
      guard replaced != derivation.result else { continue }
      derivation.append(replaced, [.fact(fact.reason)])
      derivation.append(settled(replaced), [.collecting])
    }
  }
}

extension EquationSystem {
  /// The derivation of ∂C/∂v_ij in index form, then in matrix form.
  /// - Parameters:
  ///   - row, column: the letters of the entry; `nil` for an axis with one place.
  public func gradient(
    of symbol: Symbol, row: Index?, column: Index?, _ detail: DerivationDetail = .short
  ) -> TermDerivation {
    GradientDerivation(system: self, detail: detail, symbol: symbol, row: row, column: column).derivation()
  }
}

extension Term {
  /// The term with another in the place of one that occurs in it.
  package func replacing(_ part: Term, by new: Term) -> Term {
    self == part ? new : mapChildren { $0.replacing(part, by: new) }
  }

  /// The term with the letters of its sums renamed if they are in use.
  package func separatingBound(from used: Set<String>) -> Term {
    guard case .over(let index, let folding, let body) = self, case .letter(let letter, let extent) = index else {
      return mapChildren { $0.separatingBound(from: used) }
    }
    guard used.contains(letter) else { return .over(index, folding, body.separatingBound(from: used.union([letter]))) }
    let pool = extent.symbol == nil ? ["k", "m", "n", "p", "q"] : ["s", "t", "r", "u"]
    let name = Term.freshLetter(avoiding: used.union(body.letters), from: pool)
    let fresh = Index.letter(name, extent)
    return .over(fresh, folding, body.replacing(letter, by: fresh).separatingBound(from: used.union([name])))
  }
}

extension Array where Element: Equatable {
  package var uniqued: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
