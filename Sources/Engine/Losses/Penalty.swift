import RealModule

/// What large weights of a layer cost: λ₁ Σ |W| + ½ λ₂ Σ W². Biases, γ and β cost nothing.
///
/// The gradient is λ₁ sign(W) + λ₂ W, with sign(0) = 0.
/// - Source: Krogh and Hertz, "A simple weight decay can improve generalization" (1991), for L2; Tibshirani,
///   "Regression shrinkage and selection via the lasso" (1996), for L1.
public struct Penalty: Hashable, Sendable {
  public var l1: Double
  public var l2: Double

  public var isZero: Bool { l1 == 0 && l2 == 0 }

  func value<E: Field>(of weights: Matrix<E>) -> E {
    let square = l2 == 0 ? .zero : E(0.5 * l2) * weights.map { $0 * $0 }.sum
    return l1 == 0 ? square : square + E(l1) * weights.map { Self.sign($0) * $0 }.sum
  }

  func gradient<E: Field>(of weights: Matrix<E>) -> Matrix<E> {
    weights.map { E(l1) * Self.sign($0) + E(l2) * $0 }
  }

  /// −1, 0 or 1 by the part that decides branches.
  static func sign<E: Field>(_ w: E) -> E { w.branchValue > 0 ? 1 : w.branchValue < 0 ? -1 : .zero }

  /// What the penalty changes by when a weight moves by s: the difference of squares as s (2w + s), so that no digit
  /// cancels.
  func change<E: Field>(of w: E, by s: E) -> E {
    let moved = w + s
    let size =
      Self.sign(w) == Self.sign(moved) ? Self.sign(w) * s : Self.sign(moved) * moved - Self.sign(w) * w
    return E(0.5 * l2) * s * (2 * w + s) + E(l1) * size
  }
}
