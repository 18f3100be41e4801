import ComplexModule
import RealModule

/// A number that terms are evaluated with: `Double`, `Float`, or `Complex` for the complex-step derivative.
public protocol Evaluable: AlgebraicField, ElementaryFunctions, Sendable {
  init(_ value: Double)

  /// The part on which comparisons branch: the number itself, or the real part of a complex number.
  ///
  /// A complex step must take the branch that the real computation takes.
  var branchValue: Double { get }

  /// erf(x) = 2/√π ∫₀ˣ e^(−t²) dt.
  static func errorFunction(_ x: Self) -> Self

  /// erfc(x) = 1 − erf(x), with its digits where erf is near 1.
  static func complementaryErrorFunction(_ x: Self) -> Self

  /// log₂ x, and log₁₀ x: exact for powers.
  static func binaryLogarithm(_ x: Self) -> Self
  static func decimalLogarithm(_ x: Self) -> Self
}

extension Double: Evaluable {
  @inlinable public var branchValue: Double { self }
  @inlinable public static func errorFunction(_ x: Double) -> Double { .erf(x) }
  @inlinable public static func complementaryErrorFunction(_ x: Double) -> Double { .erfc(x) }
  @inlinable public static func binaryLogarithm(_ x: Double) -> Double { .log2(x) }
  @inlinable public static func decimalLogarithm(_ x: Double) -> Double { .log10(x) }
}

extension Float: Evaluable {
  @inlinable public var branchValue: Double { Double(self) }
  @inlinable public static func errorFunction(_ x: Float) -> Float { .erf(x) }
  @inlinable public static func complementaryErrorFunction(_ x: Float) -> Float { .erfc(x) }
  @inlinable public static func binaryLogarithm(_ x: Float) -> Float { .log2(x) }
  @inlinable public static func decimalLogarithm(_ x: Float) -> Float { .log10(x) }
}

extension Complex: Evaluable where RealType == Double {
  @inlinable public var branchValue: Double { real }
  public static func binaryLogarithm(_ x: Complex) -> Complex { .log(x) / Complex(Double.log(2)) }
  public static func decimalLogarithm(_ x: Complex) -> Complex { .log(x) / Complex(Double.log(10)) }

  /// erf(z) = 2/√π e^(−z²) Σ 2ⁿ z^(2n+1) / (2n+1)!!, summed until it no longer changes.
  ///
  /// All terms have one sign for a real argument, so no digits cancel near the real axis, which is all that the complex step needs.
  /// Beyond |Re z| = 6 the function is ±1 and its derivative is below 1e-15.
  /// - Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.6.
  public static func errorFunction(_ x: Complex) -> Complex {
    if x.branchValue.magnitude > 6 { return Complex(x.branchValue < 0 ? -1.0 : 1.0) }
    var term = x
    var sum = x
    var n = 1
    while n < 400 {
      term = term * x * x * Complex(2.0 / Double(2 * n + 1))
      let next = sum + term
      if next == sum { break }
      sum = next
      n += 1
    }
    return Complex(2 / Double.pi.squareRoot()) * .exp(-(x * x)) * sum
  }

  /// erfc(z) = e^(−z²)/√π · 1/(z + (1/2)/(z + (2/2)/(z + (3/2)/(z + …)))) for Re z > 2, from the innermost fraction out.
  ///
  /// Below that 1 − erf(z) cancels two digits at most, and to the left of 0 it adds.
  /// - Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.14.
  public static func complementaryErrorFunction(_ x: Complex) -> Complex {
    guard x.branchValue > 2 else { return 1 - errorFunction(x) }
    var fraction = x
    for k in stride(from: 120, to: 0, by: -1) { fraction = x + Complex(Double(k) / 2) / fraction }
    return .exp(-(x * x)) / (Complex(Double.pi.squareRoot()) * fraction)
  }
}
