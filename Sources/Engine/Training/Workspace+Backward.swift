import RealModule

extension Workspace {
  /// The gradient by the argument of h in a hidden layer, for some rows of the batch: (δ[l+1] W[l+1]) ⊙ h′(z[l]). It is
  /// δ[l] where the layer is not normalised.
  func pullBack(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    product(parameters, l, rows: rows)
    pullBack(l, delta(l) + rows.lowerBound * sizes[l], rows: rows)
  }

  /// δ[l+1] W[l+1], into the place of δ[l].
  private func product(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>) {
    let (width, above) = (sizes[l], sizes[l + 1])
    var factor = delta(l + 1) + rows.lowerBound * above
    let transposes = Self.productAllocates(rows.count, width, above)
    if transposes {
      let transposed = transposedDeltas[l] + rows.lowerBound * above
      Kernels.transpose(factor, transposed, rows: rows.count, width: above)
      factor = transposed
    }
    E.multiply(
      rows.count, width, above, 1, factor, transposes ? rows.count : above, transposed: transposes,
      parameters.weights(l + 1), width, transposed: false, 0, delta(l) + rows.lowerBound * width, width)
  }

  /// Whether OpenBLAS allocates in a product A B: its kernel for small matrices does unless n is a multiple of 32.
  /// Its kernel for Aᵀ B does not.
  private static func productAllocates(_ m: Int, _ n: Int, _ k: Int) -> Bool {
    n % 32 != 0 && m * n * k <= 1_000_000
  }

  /// δ[l] from ∂C/∂a[l], in place.
  private func pullBack(_ l: Int, _ d: UnsafeMutablePointer<E>, rows: Range<Int>) {
    let width = sizes[l]
    let start = rows.lowerBound * width
    let dropsOut = layers[l - 1].dropout > 0
    if dropsOut { Kernels.multiply(d, mask(l) + start, count: rows.count * width) }
    // The softmax is needed as it was before the mask.
    let a = (dropsOut && activation(l) == .softmax ? slope(l) : a(l)) + start
    switch activation(l) {
    case .identity: return
    case .relu: Kernels.maskByPositive(d, a, count: rows.count * width)
    case .softmax: for i in 0..<rows.count { Self.softmaxPullback(d + i * width, a + i * width, width) }
    default: Kernels.multiply(d, slope(l) + start, count: rows.count * width)
    }
  }

  /// Whether any activation or error signal of some rows is so large that an update could overflow.
  ///
  /// Below the limit L ≈ ∛max, a weight changes by less than η B L² and stays finite. Where gradients are squared,
  /// the limit is the root of that.
  func isLarge(rows: Range<Int>, limit: E, thread: Int) -> Bool {
    (1...depth).contains { l in
      let (start, count) = (rows.lowerBound * sizes[l], rows.count * sizes[l])
      return Kernels.exceeds(delta(l) + start, count: count, limit: limit)
        || (l < depth && Kernels.exceeds(a(l) + start, count: count, limit: limit))
        || isLargeNormalization(l, limit: limit, thread: thread)
    }
  }

  /// W ← (1 − η λ₂) W − η λ₁ sign(W) − η factor δᵀ a[l−1] and b ← b − η factor Σ δ, for some units of layer l.
  ///
  /// The product is added to the weights where they lie: there is no gradient to store and no second pass.
  /// - Shapes: δ[l] B×n_l, a[l−1] B×n_(l−1), W[l] n_l×n_(l−1).
  func update(
    _ parameters: ParameterStore<E>, _ l: Int, units: Range<Int>, samples: Int, rate: Double, thread: Int
  ) {
    guard !units.isEmpty else { return }
    let (width, inputs) = (sizes[l], sizes[l - 1])
    let step = E(-rate * objective.reduction.factor(samples: samples))
    let weights = parameters.weights(l) + units.lowerBound * inputs
    let penalty = penalties[l - 1]
    let decay = E(1 - rate * penalty.l2)
    if penalty.l1 != 0 { Kernels.shrink(weights, count: units.count * inputs, decay, by: E(rate * penalty.l1)) }
    E.multiply(
      units.count, inputs, samples, step, delta(l) + units.lowerBound, width, transposed: true,
      a(l - 1), inputs, transposed: false, penalty.l1 == 0 ? decay : 1, weights, inputs)
    Kernels.addColumnSums(
      parameters.biases(l), step, delta(l), rows: samples, width: width, columns: units, sums: columnSums[l])
    updateNormalization(parameters, l, units: units, step: step, thread: thread)
    followStatistics(parameters, l, units: units, samples: samples, thread: thread)
  }

  /// ∂C/∂W[l] = factor δᵀ a[l−1] + λ₁ sign(W) + λ₂ W and ∂C/∂b[l] = factor Σ δ, for some units of layer l.
  /// - Shapes: δ[l] B×n_l, a[l−1] B×n_(l−1), W[l] n_l×n_(l−1).
  func gradient(
    _ parameters: ParameterStore<E>, _ l: Int, units: Range<Int>, samples: Int, into store: OptimizerStore<E>,
    thread: Int
  ) {
    guard !units.isEmpty else { return }
    let (width, inputs, count) = (sizes[l], sizes[l - 1], units.count * sizes[l - 1])
    let factor = E(objective.reduction.factor(samples: samples))
    let weights = parameters.weights(l) + units.lowerBound * inputs
    let slopes = store.gradient(.weights(l)) + units.lowerBound * inputs
    let penalty = penalties[l - 1]
    if !penalty.isZero { Kernels.penalize(slopes, weights, count: count, l1: E(penalty.l1), l2: E(penalty.l2)) }
    E.multiply(
      units.count, inputs, samples, factor, delta(l) + units.lowerBound, width, transposed: true,
      a(l - 1), inputs, transposed: false, penalty.isZero ? 0 : 1, slopes, inputs)
    let biases = store.gradient(.biases(l))
    for j in units { biases[j] = 0 }
    Kernels.addColumnSums(
      biases, factor, delta(l), rows: samples, width: width, columns: units, sums: columnSums[l])
    normalizationGradient(l, units: units, factor: factor, into: store, thread: thread)
    followStatistics(parameters, l, units: units, samples: samples, thread: thread)
  }
}

extension Scalar {
  /// About the third root of the largest number: products of two such numbers, summed over a batch, are finite.
  static var updateLimit: Self {
    Self(sign: .plus, exponent: greatestFiniteMagnitude.exponent / 3, significand: 1)
  }

  /// About the sixth root of the largest number: squares of such products are finite, too.
  static var squaredUpdateLimit: Self {
    Self(sign: .plus, exponent: greatestFiniteMagnitude.exponent / 6, significand: 1)
  }
}
