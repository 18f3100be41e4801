import Calculus

/// What is minimised: C = factor · Σ over samples of the loss + Σ over layers of λ₁ Σ |W| + ½ λ₂ Σ W².
public struct Objective: Hashable, Sendable {
  public var loss: Loss
  public var reduction: Reduction
  /// λ₂ of the penalty ½ λ₂ Σ W², for layers without their own.
  public var l2: Double
  /// λ₁ of the penalty λ₁ Σ |W|, for layers without their own.
  public var l1 = 0.0
  /// ε of label smoothing, which an entropy takes instead of y: (1 − ε) y + ε/n, n the number of classes.
  /// - Source: Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, "Rethinking the Inception architecture for computer
  ///   vision" (2016), section 7.
  public var labelSmoothing = 0.0
  /// δ of the Huber loss, the size of a residual from which it grows as a line.
  public var huberDelta = 1.0

  public init(loss: Loss = .halfSquaredError, reduction: Reduction = .mean, l2: Double = 0) {
    (self.loss, self.reduction, self.l2) = (loss, reduction, l2)
  }

  /// The numbers of an objective that a user can set.
  public enum Constant: String, CaseIterable, Sendable {
    case l2, l1, labelSmoothing = "label-smoothing", huberDelta = "huber-delta"

    public var meaning: String { facts.meaning }
    public var range: ConstantRange { facts.range }

    fileprivate var facts: (path: WritableKeyPath<Objective, Double>, range: ConstantRange, meaning: String) {
      switch self {
      case .l2: (\.l2, .notNegative, "λ of the penalty \(PenaltyDefinition.square.formula)")
      case .l1: (\.l1, .notNegative, "λ₁ of the penalty \(PenaltyDefinition.size.formula)")
      case .labelSmoothing: (\.labelSmoothing, .share, "ε of the targets (1 − ε) y + ε/n of an entropy")
      case .huberDelta: (\.huberDelta, .positive, "δ of the loss huber")
      }
    }
  }

  public subscript(constant: Constant) -> Double {
    get { self[keyPath: constant.facts.path] }
    set { self[keyPath: constant.facts.path] = newValue }
  }

  /// The values of the constants of the loss: δ of huber.
  public var lossConstants: [Double] { loss == .huber ? [huberDelta] : loss.definition.constants }

  /// ε if the loss takes smoothed targets, else 0.
  public var smoothing: Double { loss.isEntropy ? labelSmoothing : 0 }

  /// The classes that a target of `outputs` entries decides between: 2 if each entry is a probability.
  public func classes(outputs: Int) -> Int {
    switch loss.targets {
    case .probabilities: 2
    case .distribution, .anyNumbers, .signs: outputs
    }
  }

  /// (1 − ε) y + ε/n.
  /// - Shapes: y and the result B×n_L.
  func smoothed<E: Field>(_ y: Matrix<E>) -> Matrix<E> {
    let floor = E(smoothing / Double(classes(outputs: y.columns)))
    return y.map { E(1 - smoothing) * $0 + floor }
  }

  /// The sum of the losses of all samples of a batch.
  /// - Parameter z: `nil` for the loss as a function of the outputs alone.
  /// - Shapes: z, a, y B×n_L.
  func total<E: Field>(z: Matrix<E>?, a: Matrix<E>, y: Matrix<E>) -> E {
    var sum = E.zero
    OutputRow.forEach(z: z, a: a, y: y) { sum = loss(of: $0, addedTo: sum) }
    return sum
  }

  /// ∂(loss of the sample)/∂a.
  /// - Shapes: a, y and the result B×n_L.
  func outputGradient<E: Field>(a: Matrix<E>, y: Matrix<E>) -> Matrix<E> {
    rows(a: a, y: y) { gradient(of: $0, to: $1) }
  }

  /// ∂(loss of the sample)/∂z, for the activation that belongs to the loss.
  /// - Shapes: a, y and the result B×n_L.
  /// - Precondition: the loss has a `requiredOutput`.
  func fusedDelta<E: Field>(a: Matrix<E>, y: Matrix<E>) -> Matrix<E> {
    rows(a: a, y: y) { fusedGradient(of: $0, to: $1) }
  }

  /// A matrix that `body` fills row by row.
  private func rows<E: Field>(
    a: Matrix<E>, y: Matrix<E>, _ body: (OutputRow<E>, UnsafeMutablePointer<E>) -> Void
  ) -> Matrix<E> {
    var result = a
    result.withUnsafeMutableElements { result in
      guard var next = result.baseAddress else { return }
      OutputRow.forEach(z: nil, a: a, y: y) {
        body($0, next)
        next += $0.count
      }
    }
    return result
  }
}

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

  package func gradient<E: Field>(of weights: Matrix<E>) -> Matrix<E> {
    weights.map { E(l1) * Self.sign($0) + E(l2) * $0 }
  }

  /// −1, 0 or 1 by the part that decides branches.
  static func sign<E: Field>(_ w: E) -> E { w.branchValue > 0 ? 1 : w.branchValue < 0 ? -1 : .zero }

  /// What the penalty changes by when a weight moves by s: the difference of squares as s (2w + s), so that no digit
  /// cancels.
  func change<E: Field>(of w: E, by s: E) -> E {
    let moved = w + s
    let size = Self.sign(w) == Self.sign(moved) ? Self.sign(w) * s : Self.sign(moved) * moved - Self.sign(w) * w
    return E(0.5 * l2) * s * (2 * w + s) + E(l1) * size
  }
}
