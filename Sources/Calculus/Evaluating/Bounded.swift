import RealModule

/// A computed number with a bound on its error: the exact result for the same inputs is within `error` of `value`.
///
/// Each operation adds what rounding can do to it and carries on what its operands bring, to first order. A sum that
/// cancels keeps the errors of its terms, so 1 − a of a saturated unit is known to have no digits.
/// - Source: Higham, *Accuracy and Stability of Numerical Algorithms* (2002), section 3.3, running error analysis.
public struct Bounded: Sendable, Equatable {
  public var value: Double
  public var error: Double

  /// What rounding does to a result, relative to it: with room for constants such as 1/3 that are rounded themselves.
  public static let rounding = 4 * Double.ulpOfOne
  /// What an elementary function of the C library is off by at most, relative to its value.
  public static let functionRounding = 8 * Double.ulpOfOne

  public init(_ value: Double, error: Double) {
    self.value = value
    self.error = error.isNaN ? .infinity : error
  }

  /// The result of one arithmetic operation whose operands bring an error.
  private static func rounded(_ value: Double, _ error: Double) -> Bounded {
    Bounded(value, error: error + rounding * value.magnitude)
  }

  /// f(x) for a function that is computed to the last few digits.
  public func through(_ function: (Double) -> Double) -> Bounded {
    let result = function(value)
    if error == 0 { return Bounded(result, error: Self.functionRounding * result.magnitude) }
    let step = Swift.max(error, value.ulp)
    let change = Swift.max((function(value + step) - result).magnitude, (function(value - step) - result).magnitude)
    return Bounded(result, error: change + Self.functionRounding * result.magnitude)
  }

  /// f(x, y) for a function that is computed to the last few digits.
  public func through(_ other: Bounded, _ function: (Double, Double) -> Double) -> Bounded {
    let first = through { function($0, other.value) }
    let second = other.through { function(value, $0) }
    return Bounded(first.value, error: first.error + second.error)
  }

  /// Whether the exact result is known to have a sign.
  public var isDecided: Bool { value.magnitude > error }
}

extension Bounded: Evaluable {
  public init(_ value: Double) { self.init(value, error: 0) }
  public var branchValue: Double { value }
  public static func errorFunction(_ x: Bounded) -> Bounded { x.through { .erf($0) } }
  public static func complementaryErrorFunction(_ x: Bounded) -> Bounded { x.through { .erfc($0) } }
  public static func binaryLogarithm(_ x: Bounded) -> Bounded { x.through { .log2($0) } }
  public static func decimalLogarithm(_ x: Bounded) -> Bounded { x.through { .log10($0) } }
}

extension Bounded: AlgebraicField {
  public typealias Magnitude = Double
  public typealias IntegerLiteralType = Int

  public init(integerLiteral value: Int) { self.init(Double(value)) }
  public init?<Source: BinaryInteger>(exactly source: Source) {
    guard let value = Double(exactly: source) else { return nil }
    self.init(value)
  }

  public static var zero: Bounded { Bounded(0) }
  public var magnitude: Double { value.magnitude }
  public var reciprocal: Bounded? { value == 0 ? nil : 1 / self }

  public static func + (a: Bounded, b: Bounded) -> Bounded { rounded(a.value + b.value, a.error + b.error) }
  public static func - (a: Bounded, b: Bounded) -> Bounded { rounded(a.value - b.value, a.error + b.error) }
  public static prefix func - (a: Bounded) -> Bounded { Bounded(-a.value, error: a.error) }
  public static func * (a: Bounded, b: Bounded) -> Bounded {
    rounded(
      a.value * b.value,
      a.value.magnitude.times(b.error) + b.value.magnitude.times(a.error) + a.error.times(b.error))
  }
  public static func / (a: Bounded, b: Bounded) -> Bounded {
    let (quotient, rest) = (a.value / b.value, b.value.magnitude - b.error)
    guard rest > 0 else { return Bounded(quotient, error: b.error == 0 ? .nan : .infinity) }
    return rounded(quotient, (a.error + quotient.magnitude.times(b.error)) / rest)
  }
  public static func += (a: inout Bounded, b: Bounded) { a = a + b }
  public static func -= (a: inout Bounded, b: Bounded) { a = a - b }
  public static func *= (a: inout Bounded, b: Bounded) { a = a * b }
  public static func /= (a: inout Bounded, b: Bounded) { a = a / b }
}

extension Double {
  /// The product, 0 if a factor is 0 and the other infinite.
  fileprivate func times(_ other: Double) -> Double { self == 0 || other == 0 ? 0 : self * other }
}

extension Bounded: ElementaryFunctions {
  public static func exp(_ x: Bounded) -> Bounded { x.through { .exp($0) } }
  public static func expMinusOne(_ x: Bounded) -> Bounded { x.through { .expMinusOne($0) } }
  public static func log(_ x: Bounded) -> Bounded { x.through { .log($0) } }
  public static func log(onePlus x: Bounded) -> Bounded { x.through { .log(onePlus: $0) } }
  public static func sin(_ x: Bounded) -> Bounded { x.through { .sin($0) } }
  public static func cos(_ x: Bounded) -> Bounded { x.through { .cos($0) } }
  public static func tan(_ x: Bounded) -> Bounded { x.through { .tan($0) } }
  public static func sinh(_ x: Bounded) -> Bounded { x.through { .sinh($0) } }
  public static func cosh(_ x: Bounded) -> Bounded { x.through { .cosh($0) } }
  public static func tanh(_ x: Bounded) -> Bounded { x.through { .tanh($0) } }
  public static func asin(_ x: Bounded) -> Bounded { x.through { .asin($0) } }
  public static func acos(_ x: Bounded) -> Bounded { x.through { .acos($0) } }
  public static func atan(_ x: Bounded) -> Bounded { x.through { .atan($0) } }
  public static func asinh(_ x: Bounded) -> Bounded { x.through { .asinh($0) } }
  public static func acosh(_ x: Bounded) -> Bounded { x.through { .acosh($0) } }
  public static func atanh(_ x: Bounded) -> Bounded { x.through { .atanh($0) } }
  public static func sqrt(_ x: Bounded) -> Bounded { x.through { $0.squareRoot() } }
  public static func pow(_ x: Bounded, _ y: Bounded) -> Bounded { x.through(y) { .pow($0, $1) } }
  public static func pow(_ x: Bounded, _ n: Int) -> Bounded { x.through { .pow($0, n) } }
  public static func root(_ x: Bounded, _ n: Int) -> Bounded { x.through { .root($0, n) } }
}
