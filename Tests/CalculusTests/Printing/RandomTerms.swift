@testable import Calculus

/// Numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Term {
  static let x = Term.symbol(Symbol("x")), y = Term.symbol(Symbol("y")), z = Term.symbol(Symbol("z"))

  /// A term of x, y, z with signs, quotients and powers in odd places.
  static func random(depth: Int, using generator: inout SeededGenerator) -> Term {
    func inner() -> Term { random(depth: depth - 1, using: &generator) }
    func list() -> [Term] { (0..<Int.random(in: 1...3, using: &generator)).map { _ in inner() } }
    if depth == 0 { return leaf(using: &generator) }
    switch Int.random(in: 0..<11, using: &generator) {
    case 0: return .negation(inner())
    case 1, 2: return .sum(list())
    case 3, 4: return .product(list())
    case 5, 6: return .quotient(inner(), inner())
    case 7: return .power(inner(), [2, 3, -1, 0.5, inner()].randomElement(using: &generator) ?? 2)
    case 8: return .call(["exp", "abs", "sin", "tanh", "sqrt"].randomElement(using: &generator) ?? "exp", inner())
    case 9: return .comparison(Comparison.allCases.randomElement(using: &generator) ?? .less, inner(), inner())
    default: return .choice(.comparison(.less, inner(), inner()), inner(), inner())
    }
  }

  private static func leaf(using generator: inout SeededGenerator) -> Term {
    let number = Double.random(in: -3...3, using: &generator)
    let leaves = [x, y, z, 1, 2, -1, 0.5, -3, 1e-5, 2.5e20, .number(number)]
    return leaves.randomElement(using: &generator) ?? x
  }

  /// Its value, in the order of the tree.
  func scalar(_ values: [String: Double]) -> Double {
    func value(_ term: Term) -> Double { term.scalar(values) }
    switch self {
    case .number(let number): return number
    case .symbol(let symbol): return values[symbol.name] ?? .nan
    case .negation(let a): return -value(a)
    case .sum(let list): return list.dropFirst().reduce(list.first.map(value) ?? 0) { $0 + value($1) }
    case .product(let list): return list.dropFirst().reduce(list.first.map(value) ?? 1) { $0 * value($1) }
    case .quotient(let a, let b): return value(a) / value(b)
    case .power(let a, let b): return ScalarFunction.power(value(a), value(b))
    case .apply(let head, let list): return ScalarFunction.value(head.name, list.map(value))
    case .comparison(let sign, let a, let b): return ScalarFunction.comparison(sign.rawValue, value(a), value(b))
    case .choice(let test, let a, let b): return value(test) != 0 ? value(a) : value(b)
    default: return .nan
    }
  }
}
