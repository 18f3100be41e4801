import Calculus
import RealModule

/// A number the network can be run on: `Double`, `Float`, or `Complex` for the complex-step derivative.
///
/// One generic forward pass over `Field` serves the session, training in single precision and the independent check.
public protocol Field: Evaluable {
  /// The time of a multiplication in a product of matrices, in those of real numbers.
  static var productCost: Int { get }

  /// C ← α op(A) op(B) + β C, all row-major. Never conjugates.
  /// - Shapes: op(A) m×k, op(B) k×n, C m×n.
  static func multiply(
    _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Self, _ a: UnsafePointer<Self>, _ aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Self>, _ bStride: Int, transposed bTransposed: Bool,
    _ beta: Self, _ c: UnsafeMutablePointer<Self>, _ cStride: Int)
}

extension Field {
  public static var productCost: Int { 1 }

  /// tanh z; for a complex number −(e^−2z − 1) / (e^−2z + 1), because `Complex.tanh` loses digits when it saturates.
  static func hyperbolicTangent(_ z: Self) -> Self {
    if z is any Real { return .tanh(z) }
    if z.branchValue < 0 { return -hyperbolicTangent(-z) }
    let e = Self.expMinusOne(-(z + z))
    return -e / (2 + e)
  }
}

/// A real number the network can be trained on.
public protocol Scalar: Field, Real, BinaryFloatingPoint {
  /// √x, to the last bit as `squareRoot()`, which calls the C library for a negative x: a branch that keeps a loop from
  /// becoming vector instructions.
  static func root(_ x: Self) -> Self

  /// x ← scale · byte + offset.
  /// - Shapes: bytes and x have `count` entries.
  static func convert(
    _ bytes: UnsafePointer<UInt8>, _ x: UnsafeMutablePointer<Self>, count: Int, scale: Self, offset: Self)

  /// Whether any number is larger than the limit, or not a number.
  /// - Shapes: x has `count` entries.
  static func exceeds(_ x: UnsafePointer<Self>, count: Int, limit: Self) -> Bool

  /// z ← ReLU(z + b); a NaN stays.
  /// - Shapes: z and b have `count` entries.
  static func addBiasReLU(_ z: UnsafeMutablePointer<Self>, _ b: UnsafePointer<Self>, count: Int)

  /// d ← d ⊙ ReLU′, with a = ReLU(z): a > 0 means ReLU′(z) = 1.
  /// - Shapes: d and a have `count` entries.
  static func maskByPositive(_ d: UnsafeMutablePointer<Self>, _ a: UnsafePointer<Self>, count: Int)

  /// sum ← x + y.
  /// - Shapes: sum, x and y have `count` entries.
  static func add(_ sum: UnsafeMutablePointer<Self>, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, count: Int)
}

/// The values that a constant of a loss or an optimiser may have.
public enum ConstantRange: Sendable {
  /// Above 0.
  case positive
  /// From 0 on.
  case notNegative
  /// From 0 to below 1.
  case share

  public func contains(_ value: Double) -> Bool {
    switch self {
    case .positive: value > 0 && value.isFinite
    case .notNegative: value >= 0 && value.isFinite
    case .share: 0..<1 ~= value
    }
  }
}
