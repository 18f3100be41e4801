extension Term {
  /// An equal term that is shorter to read: zeros and ones dropped, numbers worked out, like terms collected, equal
  /// factors joined and cancelled. The order of what is left stays.
  public var simplified: Term {
    let term = mapChildren(\.simplified)
    return switch term {
    case .negation(let a): Self.negated(a)
    case .sum(let list): Self.summed(list)
    case .product(let list): Self.simplifiedProduct(list)
    case .quotient(let a, let b): Self.divided(a, b)
    case .power(let base, let exponent): Self.raised(base, exponent)
    case .choice(let condition, let a, let b): Self.chosen(condition, a, b)
    case .over(let index, .sum, let body): Self.summed(over: index, body)
    case .transpose(.transpose(let a)): a
    case .apply(let head, let arguments): Self.applied(head, arguments)
    case .number, .size, .symbol, .entry, .kronecker, .over, .comparison, .derivative, .matrixProduct, .transpose,
      .reduction, .filled, .identity:
      term
    }
  }

  // MARK: Signs

  private static func negated(_ a: Term) -> Term {
    switch a {
    case .number(let x): .number(x == 0 ? 0 : -x)
    case .negation(let inner): inner
    case .product(let list) where a.isNegative: .product([negated(list[0])] + list.dropFirst()).withoutUnit
    case .quotient(let u, let v): if u.isNegative { divided(negated(u), v) } else { .negation(a) }
    case .sum(let list): if list.allSatisfy(\.isNegative) { summed(list.map(negated)) } else { .negation(a) }
    default: .negation(a)
    }
  }

  /// The product without a factor 1.
  private var withoutUnit: Term {
    guard case .product(let list) = self, list.first == .one else { return self }
    return list.count == 2 ? list[1] : .product(Array(list.dropFirst()))
  }

  /// Whether the term is written with a minus in front.
  private var isNegative: Bool {
    switch self {
    case .number(let x): x < 0
    case .negation: true
    case .product(let list): list.first?.isNegative == true
    case .quotient(let a, _): a.isNegative
    default: false
    }
  }

  // MARK: Sums

  private static func summed(_ list: [Term]) -> Term {
    var order: [Term] = []
    var coefficients: [Term: Double] = [:]
    var constant = 0.0
    for term in list.flatMap(\.addends) {
      let (coefficient, rest) = term.coefficient
      guard let rest else {
        constant += coefficient
        continue
      }
      if coefficients[rest] == nil { order.append(rest) }
      coefficients[rest, default: 0] += coefficient
    }
    var terms = order.compactMap { rest -> Term? in
      switch coefficients[rest] ?? 0 {
      case 0: nil
      case 1: rest
      case -1: .negation(rest)
      case let x where x < 0: .negation(simplifiedProduct([.number(-x), rest]))
      case let x: simplifiedProduct([.number(x), rest])
      }
    }
    if constant != 0 {
      // 1 + x and 1 − x keep their order.
      if list.first?.coefficient.rest == nil {
        terms.insert(.number(constant), at: 0)
      } else {
        terms.append(.number(constant))
      }
    }
    return terms.isEmpty ? .zero : terms.count == 1 ? terms[0] : overCommonDivisor(terms) ?? .sum(terms)
  }

  /// a/c − b/c = (a − b)/c; `nil` if the divisors differ.
  private static func overCommonDivisor(_ terms: [Term]) -> Term? {
    func fraction(_ term: Term) -> (above: Term, below: Term)? {
      switch term {
      case .quotient(let a, let b): (a, b)
      case .negation(.quotient(let a, let b)): (.negation(a), b)
      default: nil
      }
    }
    let fractions = terms.compactMap(fraction)
    guard fractions.count == terms.count, let first = fractions.first, fractions.allSatisfy({ $0.below == first.below })
    else { return nil }
    return divided(summed(fractions.map { $0.above.simplified }), first.below)
  }

  private var addends: [Term] {
    switch self {
    case .sum(let list): list.flatMap(\.addends)
    case .negation(.sum(let list)): list.flatMap(\.addends).map(Self.negated)
    default: [self]
    }
  }

  /// The number that a term is a multiple of, and the rest; no rest for a number.
  private var coefficient: (number: Double, rest: Term?) {
    switch self {
    case .number(let x): return (x, nil)
    case .negation(let a):
      let (x, rest) = a.coefficient
      return (-x, rest)
    case .product(let list):
      guard case .number(let x)? = list.first else { return (1, self) }
      let rest = Array(list.dropFirst())
      return (x, rest.count == 1 ? rest[0] : .product(rest))
    case .quotient(let a, let b):
      let (x, rest) = a.coefficient
      return rest == nil ? (1, self) : (x, .quotient(rest ?? .one, b))
    default: return (1, self)
    }
  }

  // MARK: Products

  /// A product as a number times factors over divisors, each base once with its exponent.
  private struct Factors {
    var number = 1.0
    var others: [Double] = []
    var bases: [Term] = []
    var exponents: [Term: Double] = [:]
    var divisor = 1.0

    mutating func multiply(_ term: Term, exponent: Double = 1) {
      switch term {
      case .number(let x) where exponent == 1: include(x)
      case .number(let x) where exponent == -1: divide(x)
      case .negation(let a) where exponent == 1 || exponent == -1:
        number = -number
        multiply(a, exponent: exponent)
      case .product(let list): for factor in list { multiply(factor, exponent: exponent) }
      case .quotient(let a, let b):
        multiply(a, exponent: exponent)
        multiply(b, exponent: -exponent)
      case .power(let base, .number(let n)) where n == n.rounded() && !base.isNumber:
        multiply(base, exponent: n * exponent)
      default:
        if exponents[term] == nil { bases.append(term) }
        exponents[term, default: 0] += exponent
      }
    }

    private mutating func include(_ x: Double) {
      let product = number * x
      if product.isShort || number == 1 || number == -1 { number = product } else { others.append(x) }
    }

    private mutating func divide(_ x: Double) { divisor *= x }
  }

  private var isNumber: Bool { if case .number = self { true } else { false } }

  private static func simplifiedProduct(_ list: [Term]) -> Term {
    var factors = Factors()
    for term in list { factors.multiply(term) }
    return joined(factors)
  }

  private static func divided(_ a: Term, _ b: Term) -> Term {
    if case .number(0) = b { return .quotient(a, b) }
    var factors = Factors()
    factors.multiply(a)
    factors.multiply(b, exponent: -1)
    return joined(factors)
  }

  private static func joined(_ factors: Factors) -> Term {
    if factors.number == 0 { return .zero }
    var (number, divisor) = (factors.number, factors.divisor)
    if divisor < 0 { (number, divisor) = (-number, -divisor) }
    if divisor != 1, divisor != 0, (number / divisor) * divisor == number, (number / divisor).isShort {
      (number, divisor) = (number / divisor, 1)
    } else if number != 1, number != 0, (divisor / number) == (divisor / number).rounded(),
      divisor / number * number == divisor
    {
      (number, divisor) = (number < 0 ? -1 : 1, abs(divisor / number))
    }
    func powers(_ sign: Double) -> [Term] {
      factors.bases.compactMap { base in
        let exponent = (factors.exponents[base] ?? 0) * sign
        return exponent <= 0 ? nil : exponent == 1 ? base : .power(base, .number(exponent))
      }
    }
    let isNegative = number < 0
    let size = abs(number)
    var above = (size == 1 ? [] : [Term.number(size)]) + factors.others.map(Term.number) + powers(1)
    let below = (divisor == 1 ? [] : [Term.number(divisor)]) + powers(-1)
    if above.isEmpty { above = [.one] }
    let numerator = above.count == 1 ? above[0] : Term.product(above)
    let result: Term = below.isEmpty ? numerator : .quotient(numerator, below.count == 1 ? below[0] : .product(below))
    return isNegative ? negated(result) : result
  }

  // MARK: Powers, functions, choices

  private static func raised(_ base: Term, _ exponent: Term) -> Term {
    switch (base, exponent) {
    case (_, .number(0)): return .one
    case (_, .number(1)): return base
    case (.number(let x), .number(let n)) where n == n.rounded() && n > 0 && n < 16:
      let power = (0..<Int(n)).reduce(1.0) { result, _ in result * x }
      return power.isShort ? .number(power) : .power(base, exponent)
    case (.power(let inner, .number(let m)), .number(let n)) where m == m.rounded() && n == n.rounded():
      return raised(inner, .number(m * n))
    case (.negation(let inner), .number(let n)) where n == n.rounded() && n.magnitude < 1e9:
      let power = raised(inner, exponent)
      return Int(n).isMultiple(of: 2) ? power : negated(power)
    case (_, .number(let n)) where n < 0 && n == n.rounded(): return divided(.one, raised(base, .number(-n)))
    case (.number(1), _): return .one
    default: return .power(base, exponent)
    }
  }

  private static func chosen(_ condition: Term, _ a: Term, _ b: Term) -> Term {
    if a == b { return a }
    if case .number(let x) = condition { return x != 0 ? a : b }
    return .choice(condition, a, b)
  }

  private static func applied(_ head: Head, _ arguments: [Term]) -> Term {
    guard head.order == 0, arguments.count == 1 else { return .apply(head, arguments) }
    switch (head.name, arguments[0]) {
    case ("log", .number(1)), ("sin", .number(0)), ("sqrt", .number(0)): return .zero
    case ("exp", .number(0)), ("cos", .number(0)), ("sqrt", .number(1)): return .one
    default: return .apply(head, arguments)
    }
  }

  /// Σ_k with what does not depend on k in front.
  private static func summed(over index: Index, _ body: Term) -> Term {
    guard let letter = index.letter, let extent = index.extent else { return .over(index, .sum, body) }
    func isFree(_ term: Term) -> Bool { !term.freeIndices.contains { $0.letter == letter } }
    switch body {
    case .number(0): return .zero
    case .negation(let a): return negated(summed(over: index, a))
    case .quotient(let a, let b) where isFree(b): return divided(summed(over: index, a), b)
    case .product(let list):
      let outside = list.filter(isFree)
      let inside = list.filter { !isFree($0) }
      if outside.isEmpty { return .over(index, .sum, body) }
      let rest: Term =
        inside.isEmpty ? .size(extent) : .over(index, .sum, inside.count == 1 ? inside[0] : .product(inside))
      return simplifiedProduct(outside + [rest])
    case _ where isFree(body): return simplifiedProduct([.size(extent), body])
    default: return .over(index, .sum, body)
    }
  }
}

extension Double {
  /// Whether the number is written with few digits, so that working it out helps the reader.
  fileprivate var isShort: Bool {
    if self == rounded(), magnitude < 1e9 { return true }
    let scaled = self * 10_000
    return scaled == scaled.rounded() && magnitude < 1e6
  }
}
