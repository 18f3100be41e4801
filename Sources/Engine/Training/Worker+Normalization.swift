/// Batch normalisation in training: a thread has all samples of its units, and so their statistics.
extension Worker {
  /// What is known of each unit of a layer: statistics of the batch, and sums of the backward pass.
  private enum Place: Int, CaseIterable {
    case mean, variance, scale, slopes, products
  }

  /// The entries of a layer's statistics for each of its units.
  static var statisticsPerUnit: Int { Place.allCases.count }

  /// A thread's units of a place.
  private func pointer(_ place: Place, _ l: Int) -> UnsafeMutablePointer<E> {
    workspace.statistics[l - 1] + place.rawValue * sizes[l] + division.units(l, thread).lowerBound
  }

  func normalizes(_ l: Int) -> Bool { workspace.layers[l - 1].normalization != nil }

  // MARK: Forward

  /// zbn[l] of a thread's units from the product a[l−1] W[l]ᵀ, in place, with the statistics of the batch.
  func normalize(_ l: Int) {
    let z = ownActivations(l)
    let (mean, variance) = (pointer(.mean, l), pointer(.variance, l))
    Kernels.addBias(z, parameters.biases(l))
    mean.update(repeating: 0, count: z.width)
    variance.update(repeating: 0, count: z.width)
    for i in 0..<samples {
      let row = z[i]
      for j in 0..<z.width { mean[j] += row[j] }
    }
    let share = 1 / E(samples)
    for j in 0..<z.width { mean[j] *= share }
    for i in 0..<samples {
      let row = z[i]
      for j in 0..<z.width {
        let deviation = row[j] - mean[j]
        variance[j] += deviation * deviation
      }
    }
    for j in 0..<z.width { variance[j] *= share }
    apply(l, z, mean: mean, variance: variance)
  }

  /// zbn[l] of a thread's units from the product a[l−1] W[l]ᵀ, in place, with the running statistics.
  func normalizeByRunning(_ l: Int) {
    let z = ownActivations(l)
    Kernels.addBias(z, parameters.biases(l))
    apply(l, z, mean: parameters[.runningMean(l)], variance: parameters[.runningVariance(l)])
  }

  private func apply(_ l: Int, _ z: Block<E>, mean: UnsafePointer<E>, variance: UnsafePointer<E>) {
    let scale = pointer(.scale, l)
    for j in 0..<z.width { scale[j] = 1 / (variance[j] + E(BatchNormalization<E>.epsilon)).squareRoot() }
    let (gamma, beta) = (parameters[.gamma(l)], parameters[.beta(l)])
    let standardized = own(workspace.standardized(l), l)
    for i in 0..<z.rows {
      let (z, zhat, width) = (z[i], standardized[i], z.width)
      for j in 0..<width {
        zhat[j] = (z[j] - mean[j]) * scale[j]
        z[j] = gamma[j] * zhat[j] + beta[j]
      }
    }
  }

  // MARK: Backward

  /// δ[l] of a thread's units from dzbn[l], in place, and Σ dzbn and Σ dzbn ⊙ zhat.
  ///
  /// The three ways of the chain put together: δ = γ/√(var + ε) (dzbn − mean(dzbn) − zhat mean(dzbn ⊙ zhat)).
  func normalizeSlopes(_ l: Int) {
    let (delta, standardized) = (ownDeltas(l), own(workspace.standardized(l), l))
    let (slopes, products) = (pointer(.slopes, l), pointer(.products, l))
    slopes.update(repeating: 0, count: delta.width)
    products.update(repeating: 0, count: delta.width)
    for i in 0..<samples {
      let (d, zhat) = (delta[i], standardized[i])
      for j in 0..<delta.width {
        slopes[j] += d[j]
        products[j] += d[j] * zhat[j]
      }
    }
    let (gamma, scale, share) = (parameters[.gamma(l)], pointer(.scale, l), 1 / E(samples))
    for i in 0..<samples {
      let (d, zhat) = (delta[i], standardized[i])
      for j in 0..<delta.width {
        d[j] = gamma[j] * scale[j] * (d[j] - share * (slopes[j] + zhat[j] * products[j]))
      }
    }
  }

  /// Whether the variance of a thread's units, or the gradient of γ or β, is so large that an update could overflow.
  func isLargeNormalization(_ l: Int, limit: E) -> Bool {
    let count = division.units(l, thread).count
    func exceeds(_ place: Place) -> Bool { E.exceeds(pointer(place, l), count: count, limit: limit) }
    return normalizes(l) && (exceeds(.variance) || exceeds(.slopes) || exceeds(.products))
  }

  /// γ ← γ + factor Σ dzbn ⊙ zhat and β ← β + factor Σ dzbn, for a thread's units.
  /// - Shapes: gamma and beta 1×units.
  func addNormalizationGradient(
    _ l: Int, _ factor: E, to gamma: UnsafeMutablePointer<E>, _ beta: UnsafeMutablePointer<E>
  ) {
    let (slopes, products) = (pointer(.slopes, l), pointer(.products, l))
    for j in 0..<division.units(l, thread).count {
      gamma[j] += factor * products[j]
      beta[j] += factor * slopes[j]
    }
  }

  /// The running statistics approach those of the batch, for a thread's units.
  func followStatistics(_ l: Int) {
    let (mean, variance) = (pointer(.mean, l), pointer(.variance, l))
    let (runningMean, runningVariance) = (parameters[.runningMean(l)], parameters[.runningVariance(l)])
    let momentum = E(BatchNormalization<E>.momentum)
    let unbiased = E(samples) / E(max(samples - 1, 1))
    for j in 0..<division.units(l, thread).count {
      runningMean[j] = (1 - momentum) * runningMean[j] + momentum * mean[j]
      runningVariance[j] = (1 - momentum) * runningVariance[j] + momentum * unbiased * variance[j]
    }
  }
}
