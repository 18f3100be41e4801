import Calculus

/// The rules of differentiation, each with the slips that are made with it.
extension FaultyDifferentiation {
  /// The parts whose derivatives are needed, and the ways to put them together, the right one first; `nil` for what is
  /// not differentiated here.
  func forms(of term: Term) -> (parts: [Term], forms: [Form])? {
    guard depends(term) else { return ([], constant(term)) }
    switch term {
    case .symbol:
      return ([], [fixed(.one), fixed(term, slip(.variableKept, term)), fixed(.zero, slip(.variableToZero, term))])
    case .entry: return ([], entry(term))
    case .negation(let u):
      return ([u], [Form { negated($0[0]) }, Form(slip(.signDropped, term)) { $0[0] }, unchanged(term)])
    case .sum(let list): return (list, sum(term, list))
    case .product(let list): return product(term, list)
    case .quotient(let u, let v): return quotient(term, u, v)
    case .power(let u, let v): return power(term, u, v)
    case .apply(let head, let arguments): return apply(term, head, arguments)
    case .choice(let condition, let a, let b): return ([a, b], choice(term, condition))
    case .over(let index, .sum, let body):
      return (
        [body],
        [
          Form { $0[0].map { $0.folded(over: index) { $0 + $1 } } }, Form(slip(.sumMissing, term)) { $0[0] },
          unchanged(term),
        ]
      )
    case .over: return ([], [fixed(differentiation.derivative(of: term).contractingDeltas()), unchanged(term)])
    default: return nil
    }
  }

  private func unchanged(_ term: Term) -> Form { fixed(term, slip(.notDifferentiated, term)) }

  private func constant(_ term: Term) -> [Form] {
    var forms = [fixed(.zero)]
    if term == .zero { return forms }
    forms.append(fixed(term, slip(.constantKept, term)))
    if term != .one { forms.append(fixed(.one, slip(.constantToOne, term))) }
    return forms
  }

  private func entry(_ term: Term) -> [Form] {
    let right = differentiation.step(term).after
    var forms = [fixed(right)]
    if right != .one { forms.append(fixed(.one, slip(.deltaMissing, term))) }
    forms.append(fixed(term, slip(.variableKept, term)))
    return forms
  }

  private func sum(_ term: Term, _ list: [Term]) -> [Form] {
    var forms = [Form { sum($0) }, unchanged(term)]
    for k in list.indices where depends(list[k]) && list.count(where: depends) > 1 {
      forms.append(
        Form(slip(.summandMissing, list[k])) { parts in
          sum(parts.indices.filter { $0 != k }.map { parts[$0] })
        })
      forms.append(
        Form(slip(.summandSign, list[k])) { parts in
          sum(parts.indices.map { $0 == k ? negated(parts[$0]) ?? parts[$0] : parts[$0] })
        })
    }
    return forms
  }

  // MARK: Products

  private func product(_ term: Term, _ list: [Term]) -> (parts: [Term], forms: [Form]) {
    let constants = list.filter { !depends($0) }
    let factors = list.filter(depends)
    if !constants.isEmpty { return constantFactors(term, constants, factors) }
    return (factors, productRule(term, factors))
  }

  private func constantFactors(_ term: Term, _ constants: [Term], _ factors: [Term]) -> (parts: [Term], forms: [Form]) {
    let c = Term.multiplied(constants)
    let u = Term.multiplied(factors)
    var forms = [
      Form { times(value(c), $0[0]) },
      Form(slip(.constantFactorMissing, c, u)) { $0[0] },
      Form(slip(.constantFactorAdded, c, u)) { plus(value(c), $0[0]) },
      Form(slip(.constantToOne, c)) { plus(times(value(c), $0[0]), value(u)) },
      Form(slip(.constantFactorZero, c, u)) { map($0[0]) { _ in 0 } },
      Form(slip(.constantKept, c)) { plus(times(value(c), $0[0]), value(term)) },
      unchanged(term),
    ]
    if constants.count > 1 {
      for (k, one) in constants.enumerated() {
        let rest = Term.multiplied(constants.enumerated().filter { $0.offset != k }.map(\.element))
        forms.append(Form(slip(.constantFactorMissing, one, u)) { times(value(rest), $0[0]) })
      }
    }
    return ([u], forms)
  }

  /// (u v w)′ = u′ v w + u v′ w + u v w′
  private func productRule(_ term: Term, _ factors: [Term]) -> [Form] {
    func summand(_ k: Int, _ derivatives: [Values]) -> Values? {
      factors.indices.dropFirst().reduce(k == 0 ? derivatives[0] : value(factors[0])) { result, place in
        times(result, place == k ? derivatives[place] : value(factors[place]))
      }
    }
    func total(_ derivatives: [Values], without missing: Int? = nil, negating negative: Int? = nil) -> Values? {
      factors.indices.filter { $0 != missing }.reduce(nil) { (result: Values?, k) in
        let next = k == negative ? negated(summand(k, derivatives)) : summand(k, derivatives)
        return result == nil ? next : plus(result, next)
      }
    }
    if factors.count == 1 { return [Form { $0[0] }] }
    var forms = [
      Form { total($0) }, Form(slip(.productOfDerivatives, term)) { product($0) },
      Form(slip(.productSumOfDerivatives, term)) { sum($0) }, unchanged(term),
    ]
    for k in factors.indices {
      forms.append(Form(slip(.productSummandMissing, term, factors[k])) { total($0, without: k) })
      forms.append(Form(slip(.productMinus, term, factors[k])) { total($0, negating: k) })
    }
    return forms
  }

  // MARK: Quotients

  /// (u/v)′ = (u′ v − u v′) / v²
  private func quotient(_ term: Term, _ u: Term, _ v: Term) -> (parts: [Term], forms: [Form]) {
    let (top, bottom) = (value(u), value(v))
    let square = times(bottom, bottom)
    if !depends(v) {
      return (
        [u],
        [
          Form { over($0[0], bottom) }, Form(slip(.constantFactorMissing, 1 / v, u)) { $0[0] },
          Form(slip(.constantFactorMissing, 1 / v, u)) { times($0[0], bottom) },
          Form(slip(.quotientPlus, term)) { over($0[0], square) }, unchanged(term),
        ]
      )
    }
    if !depends(u) { return ([v], reciprocal(term, u, v, top, bottom, square)) }
    func first(_ d: [Values]) -> Values? { times(d[0], bottom) }
    func second(_ d: [Values]) -> Values? { times(top, d[1]) }
    return (
      [u, v],
      [
        Form { over(minus(first($0), second($0)), square) },
        Form(slip(.quotientSwapped, term)) { over(minus(second($0), first($0)), square) },
        Form(slip(.quotientUnsquared, term)) { over(minus(first($0), second($0)), bottom) },
        Form(slip(.quotientPlus, term)) { over(plus(first($0), second($0)), square) },
        Form(slip(.quotientOfDerivatives, term)) { over($0[0], $0[1]) },
        Form(slip(.quotientNumeratorOnly, term)) { minus(first($0), second($0)) },
        Form(slip(.quotientTopOnly, term)) { over($0[0], bottom) },
        Form(slip(.quotientBottomOnly, term)) { negated(over(second($0), square)) },
        Form(slip(.quotientBottomOnly, term)) { over(second($0), square) },
        Form(slip(.quotientBrackets, term)) { minus(first($0), over(second($0), square)) },
        Form(slip(.quotientUnsquared, term)) { over(minus(first($0), second($0)), times($0[1], $0[1])) },
        Form(slip(.productOfDerivatives, term)) { over(times($0[0], $0[1]), square) },
        Form(slip(.quotientNumeratorOnly, term)) { plus(first($0), second($0)) },
        Form(slip(.quotientOfDerivatives, term)) { minus(over($0[0], bottom), over(top, $0[1])) },
        unchanged(term),
      ]
    )
  }

  /// (c/v)′ = −c v′ / v²
  private func reciprocal(_ term: Term, _ u: Term, _ v: Term, _ top: Values?, _ bottom: Values?, _ square: Values?)
    -> [Form]
  {
    var forms = [
      Form { negated(over(times(top, $0[0]), square)) },
      Form(slip(.reciprocalSign, term)) { over(times(top, $0[0]), square) },
      Form(slip(.quotientUnsquared, term)) { negated(over(times(top, $0[0]), bottom)) },
      Form(slip(.quotientOfDerivatives, term)) { over(top, $0[0]) },
      Form(slip(.quotientOfDerivatives, term)) { map($0[0]) { _ in 0 } },
      Form(slip(.quotientNumeratorOnly, term)) { negated(times(top, $0[0])) },
      fixed(u * .call("log", v), slip(.reciprocalLog, term)),
      Form(slip(.reciprocalLog, term)) { times(value(.call("log", v)), $0[0]) },
      unchanged(term),
    ]
    if v != variable {
      forms.insert(Form(slip(.reciprocalWithoutInner, term, v)) { _ in negated(over(top, square)) }, at: 2)
    }
    if u != .one { forms.append(Form(slip(.constantFactorMissing, u, 1 / v)) { negated(over($0[0], square)) }) }
    return forms
  }

  // MARK: Powers

  private func power(_ term: Term, _ u: Term, _ v: Term) -> (parts: [Term], forms: [Form]) {
    func raised(_ exponent: Term) -> Values? { value(.power(u, exponent)) }
    if !depends(v) { return ([u], powerRule(term, u, v)) }
    let log = value(.call("log", u))
    let (itself, front) = (value(term), times(value(v), value(.power(u, (v - 1).simplified))))
    if !depends(u) {
      return (
        [v],
        [
          Form { times(times(itself, log), $0[0]) },
          Form(slip(.exponentialLogMissing, term, u)) { times(itself, $0[0]) },
          Form(slip(.exponentialWrongLog, term, u)) { times(times(itself, value(.call("log", v))), $0[0]) },
          Form(slip(.powerForExponential, term, v)) { times(front, $0[0]) },
          Form(slip(.powerForExponential, term, v)) { _ in front },
          Form(slip(.innerAlone, term, v)) { $0[0] },
        ] + (v == variable ? [] : [Form(slip(.innerMissing, term, v)) { _ in times(itself, log) }]) + [unchanged(term)]
      )
    }
    return (
      [u, v],
      [
        Form { plus(times(front, $0[0]), times(times(itself, log), $0[1])) },
        Form(slip(.powerForExponential, term, v)) { times(front, $0[0]) },
        Form(slip(.exponentialForPower, term, v)) { times(times(itself, log), $0[1]) },
        Form(slip(.powerForExponential, term, v)) { _ in front }, unchanged(term),
      ]
    )
  }

  /// (uⁿ)′ = n uⁿ⁻¹ u′
  private func powerRule(_ term: Term, _ u: Term, _ n: Term) -> [Form] {
    func raised(_ exponent: Term) -> Values? { value(.power(u, exponent.simplified)) }
    let (front, lowered) = (value(n), raised(n - 1))
    func whole(_ factor: Values?, _ power: Values?) -> ([Values]) -> Values? {
      { times(times(factor, power), $0[0]) }
    }
    var forms = [
      Form(nil, whole(front, lowered)),
      Form(slip(.powerExponentMissing, term, n), whole(value(.one), lowered)),
      Form(slip(.powerNotLowered, term, n), whole(front, value(term))),
      Form(slip(.powerLoweredTwice, term, n), whole(front, raised(n - 2))),
      Form(slip(.powerRaised, term, n), whole(front, raised(n + 1))),
      Form(slip(.powerFrontLowered, term, n), whole(value((n - 1).simplified), lowered)),
      Form(slip(.powerFrontLowered, term, n), whole(value((n - 1).simplified), raised(n - 2))),
      Form(slip(.wrongSign, term, n), whole(value((-n).simplified), lowered)),
      Form(slip(.exponentialForPower, term, n), whole(value(.call("log", u)), value(term))),
      Form(slip(.integrated, term), whole(value(1 / (n + 1)), raised(n + 1))),
      unchanged(term),
    ]
    guard u != variable else { return forms }
    let slope = differentiation.derivative(of: u)
    forms += [
      Form(slip(.innerMissing, term, u)) { _ in times(front, lowered) },
      Form(slip(.innerAlone, term, u)) { $0[0] },
      Form(slip(.outerAtInnerDerivative, term, u)) { _ in value(n * .power(slope, (n - 1).simplified)) },
      Form(slip(.outerAtInnerDerivative, term, u)) { _ in value(.power(slope, n)) },
      Form(slip(.innerAdded, term, u)) { plus(times(front, lowered), $0[0]) },
      Form(slip(.outerAtVariable, term, u)) {
        times(times(front, value(.power(variable, (n - 1).simplified))), $0[0])
      },
    ]
    return forms
  }

  // MARK: Functions and pieces

  private func apply(_ term: Term, _ head: Term.Head, _ arguments: [Term]) -> (parts: [Term], forms: [Form]) {
    let dependent = arguments.indices.filter { depends(arguments[$0]) }
    let outer = dependent.map { value(library.derivative(of: head, by: $0, at: arguments)) }
    func total(_ inner: [Values], without missing: Int? = nil) -> Values? {
      inner.indices.filter { $0 != missing }.reduce(nil) { (result: Values?, k) in
        let next = times(outer[k], inner[k])
        return result == nil ? next : plus(result, next)
      }
    }
    var forms = [Form { total($0) }, unchanged(term)]
    if dependent.count > 1 {
      for k in dependent.indices {
        forms.append(Form(slip(.pathMissing, term, arguments[dependent[k]])) { total($0, without: k) })
      }
      if head.name == "maximum" || head.name == "minimum" {
        forms += [Form(slip(.pieceEverywhere, term)) { $0[0] }, Form(slip(.pieceEverywhere, term)) { $0[1] }]
      } else {
        forms.append(
          Form(slip(.innerMissing, term)) { _ in
            outer.dropFirst().reduce(outer[0]) { plus($0, $1) }
          })
      }
    }
    if dependent.count == 1 {
      let u = arguments[dependent[0]]
      forms += wrongDerivatives(of: term, head, u, dependent[0], arguments)
      if u != variable { forms += innerSlips(term, head, u, outer[0]) }
    }
    return (dependent.map { arguments[$0] }, forms)
  }

  private func innerSlips(_ term: Term, _ head: Term.Head, _ u: Term, _ outer: Values?) -> [Form] {
    var forms = [
      Form(slip(.innerMissing, term, u)) { _ in outer },
      Form(slip(.innerAlone, term, u)) { $0[0] },
      Form(slip(.innerAdded, term, u)) { plus(outer, $0[0]) },
    ]
    guard library.argumentCount(of: head) == 1 else { return forms }
    func slope(at argument: Term) -> Values? { value(library.derivative(of: head, by: 0, at: [argument])) }
    let inner = differentiation.derivative(of: u)
    forms.append(Form(slip(.outerAtInnerDerivative, term, u)) { _ in slope(at: inner) })
    forms.append(Form(slip(.outerAtInnerDerivative, term, u)) { _ in value(.apply(head, [inner])) })
    forms.append(Form(slip(.outerAtVariable, term, u)) { times(slope(at: variable), $0[0]) })
    forms.append(Form(slip(.outerAtVariable, term, u)) { _ in slope(at: variable) })
    forms.append(Form(slip(.outerAtValue, term, u)) { times(slope(at: term), $0[0]) })
    return forms
  }

  private func wrongDerivatives(
    of term: Term, _ head: Term.Head, _ u: Term, _ argument: Int, _ arguments: [Term]
  ) -> [Form] {
    let right = value(library.derivative(of: head, by: argument, at: arguments))
    var forms: [Form] = []
    if arguments.count == 1 {
      forms = WrongDerivatives.of(head).map { wrong in
        let shown = wrong.at([u], of: [WrongDerivatives.argument])
        return Form(slip(.wrongDerivative, term, shown)) { times(value(shown), $0[0]) }
      }
    }
    forms.append(Form(slip(.wrongDerivative, term, .one)) { $0[0] })
    return [
      Form(slip(.wrongSign, term)) { negated(times(right, $0[0])) },
      Form(slip(.notDifferentiated, term)) { times(value(term), $0[0]) },
    ] + forms
  }

  private func choice(_ term: Term, _ condition: Term) -> [Form] {
    func pieces(_ a: Values?, _ b: Values?) -> Values? {
      let above = combined(value(condition), a) { $0 != 0 ? $1 : 0 }
      let below = combined(value(condition), b) { $0 != 0 ? 0 : $1 }
      return plus(above, below)
    }
    return [
      Form { pieces($0[0], $0[1]) }, Form(slip(.pieceEverywhere, term)) { $0[0] },
      Form(slip(.pieceEverywhere, term)) { $0[1] }, Form(slip(.wrongSign, term)) { pieces($0[1], $0[0]) },
      unchanged(term),
    ]
  }
}

extension FunctionLibrary {
  func argumentCount(of head: Term.Head) -> Int? {
    self[head.name]?.parameters.count ?? Elementary(rawValue: head.name)?.arity
  }
}
