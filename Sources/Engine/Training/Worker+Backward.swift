extension Worker {
  /// A thread's part of the product δ[l] W[l]: ∂C/∂a[l−1] of its units, or its summand of it.
  ///
  /// It lies in the place of δ[l−1].
  /// - Precondition: δ[l] is complete: of all threads' units if layer l is divided by inputs.
  func slopeProduct(_ l: Int) {
    let part = division.part(.weights(l), thread)
    let target =
      division.givesSlopesInSummands(l)
      ? rows(0..<samples, of: workspace.summand(l, thread), l - 1) : ownDeltas(l - 1)
    let (m, n, k) = (samples, part.columns.count, part.rows.count)
    if part.rows.isEmpty { return target.start.update(repeating: 0, count: samples * target.stride) }
    if part.columns.isEmpty { return }
    let delta = deltaFactor(l)
    let transposes = Self.productAllocates(m, n, k)
    if transposes { Kernels.transpose(delta, workspace.transposedDeltas[thread]) }
    multiply(
      m, n, k, 1, transposes ? workspace.transposedDeltas[thread] : delta.start, transposes ? samples : delta.stride,
      transposed: transposes, parameters.weights(l), n, transposed: false, 0, target.start, target.stride)
  }

  /// ∂C/∂a[l−1] of a thread's units, in the place of δ[l−1], from the summands of all threads.
  func addUpSlopes(_ l: Int) { workspace.addUp(l, into: ownDeltas(l - 1)) { columns($0, l - 1) } }

  /// Whether OpenBLAS allocates in a product A B: its kernel for small matrices does unless n is a multiple of 32.
  /// Its kernel for Aᵀ B does not.
  private static func productAllocates(_ m: Int, _ n: Int, _ k: Int) -> Bool {
    n % 32 != 0 && m * n * k <= 1_000_000
  }

  /// The gradient by the argument of h in a hidden layer from ∂C/∂a[l], in place, for a thread's units. It is δ[l]
  /// if the layer is not normalised.
  func pullBack(_ l: Int) {
    let dropsOut = workspace.layers[l - 1].dropout > 0
    func own(_ matrix: UnsafeMutablePointer<E>) -> Block<E> { self.own(matrix, l) }
    let (d, a) = (ownDeltas(l), ownActivations(l))
    if dropsOut { Kernels.multiply(d, own(workspace.mask(l))) }
    switch workspace.activation(l).kernel {
    case .identity: return
    case .relu: Kernels.maskByPositive(d, a)
    case .softmax:
      // The softmax is needed as it was before the mask.
      let a = dropsOut ? own(workspace.slope(l)) : a
      for i in 0..<samples { Activation.softmaxPullback(d[i], a[i], count: d.width) }
    case .leakyRelu, .elu, .sigmoid, .tanh, .softplus, .silu, .gelu, .compiled:
      Kernels.multiply(d, own(workspace.slope(l)))
    }
  }

  /// Whether any activation or error signal of a thread is so large that an update could overflow.
  ///
  /// Below the limit L ≈ ∛max, a weight changes by less than η B L² and stays finite. Where gradients are squared,
  /// the limit is the root of that.
  /// - Parameter rows: the samples whose outputs are the thread's.
  func isLarge(outputs rows: Range<Int>, limit: E) -> Bool {
    if Kernels.exceeds(self.rows(rows, of: workspace.delta(depth), depth), limit: limit) { return true }
    return (1..<depth).contains { l in
      Kernels.exceeds(ownDeltas(l), limit: limit)
        || Kernels.exceeds(ownActivations(l), limit: limit)
        || isLargeNormalization(l, limit: limit)
    }
  }

  /// W ← (1 − η λ₂) W − η λ₁ sign(W) − η factor δᵀ a[l−1] and b ← b − η factor Σ δ, for a thread's parts.
  ///
  /// The product is added to the weights in place: no gradient is stored, and there is only one pass.
  /// - Shapes: δ[l] B×n_l, a[l−1] B×n_(l−1), W[l] n_l×n_(l−1).
  func update(_ l: Int, rate: Double) {
    let step = E(-rate * workspace.objective.reduction.factor(samples: samples))
    let (weights, penalty) = (parameters.weights(l), workspace.penalties[l - 1])
    let decay = E(1 - rate * penalty.l2)
    if penalty.l1 != 0 {
      let count = division.part(.weights(l), thread).count
      Kernels.shrink(weights, count: count, decay, by: E(rate * penalty.l1))
    }
    addGradient(l, step, plus: penalty.l1 == 0 ? decay : 1, to: { parameters[$0] })
  }

  /// ∂C/∂W[l] = factor δᵀ a[l−1] + λ₁ sign(W) + λ₂ W and ∂C/∂b[l] = factor Σ δ, for a thread's parts.
  /// - Shapes: δ[l] B×n_l, a[l−1] B×n_(l−1), W[l] n_l×n_(l−1).
  func gradient(_ l: Int, into store: OptimizerStore<E>) {
    let factor = E(workspace.objective.reduction.factor(samples: samples))
    let (slopes, penalty) = (store.gradient(.weights(l)), workspace.penalties[l - 1])
    if !penalty.isZero {
      let count = division.part(.weights(l), thread).count
      Kernels.penalize(slopes, parameters.weights(l), count: count, l1: E(penalty.l1), l2: E(penalty.l2))
    }
    store.clearSums(l)
    addGradient(l, factor, plus: penalty.isZero ? 0 : 1, to: { store.gradient($0) })
  }

  /// W ← β W + α δ[l]ᵀ a[l−1] and b ← b + α Σ δ for a thread's parts, in what is shaped as the parameters of layer l.
  ///
  /// γ and β move as b does, and the running statistics follow the batch.
  private func addGradient(_ l: Int, _ alpha: E, plus beta: E, to target: (Quantity) -> UnsafeMutablePointer<E>) {
    let part = division.part(.weights(l), thread)
    if part.count > 0 {
      let (delta, factor) = (deltaFactor(l), factor(l))
      multiply(
        part.rows.count, part.columns.count, samples, alpha, delta.start, delta.stride, transposed: true,
        factor.start, factor.stride, transposed: false, beta, target(.weights(l)), part.columns.count)
    }
    Kernels.addColumnSums(target(.biases(l)), alpha, ownDeltas(l), sums: workspace.columnSums[thread])
    guard normalizes(l) else { return }
    addNormalizationGradient(l, alpha, to: target(.gamma(l)), target(.beta(l)))
    followStatistics(l)
  }
}

extension Scalar {
  /// About the third root of the largest number: products of two such numbers, summed over a batch, are finite.
  static var updateLimit: Self {
    Self(sign: .plus, exponent: greatestFiniteMagnitude.exponent / 3, significand: 1)
  }

  /// About the sixth root of the largest number: squares of such products are also finite.
  static var squaredUpdateLimit: Self {
    Self(sign: .plus, exponent: greatestFiniteMagnitude.exponent / 6, significand: 1)
  }
}
