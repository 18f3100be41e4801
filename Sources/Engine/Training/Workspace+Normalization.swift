import RealModule

/// Batch normalisation in training: each thread sums over its own rows, and behind a barrier each adds up the sums of
/// all in the same order, so that all have the same statistics of the whole batch.
extension Workspace {
  /// What a thread knows of a layer: sums over its own rows, and the sums over the batch.
  private enum Place: Int, CaseIterable {
    case partialMean, partialSquares, partialSlopes, partialProducts
    case mean, variance, scale, slopes, products
  }

  /// The entries of a layer's statistics for each of its units.
  static var statisticsPerUnit: Int { Place.allCases.count }

  private func pointer(_ place: Place, _ l: Int, _ thread: Int) -> UnsafeMutablePointer<E> {
    statistics[thread * depth + l - 1] + place.rawValue * sizes[l]
  }

  func normalizes(_ l: Int) -> Bool { layers[l - 1].normalization != nil }

  // MARK: Forward

  /// The mean and the sum of squared deviations of z[l] over a thread's own rows.
  func sumUp(_ l: Int, rows: Range<Int>, thread: Int) {
    let width = sizes[l]
    let z = a(l) + rows.lowerBound * width
    let (mean, squares) = (pointer(.partialMean, l, thread), pointer(.partialSquares, l, thread))
    mean.update(repeating: 0, count: width)
    squares.update(repeating: 0, count: width)
    guard !rows.isEmpty else { return }
    for i in 0..<rows.count {
      for j in 0..<width { mean[j] += z[i * width + j] }
    }
    let share = 1 / E(rows.count)
    for j in 0..<width { mean[j] *= share }
    for i in 0..<rows.count {
      for j in 0..<width {
        let deviation = z[i * width + j] - mean[j]
        squares[j] += deviation * deviation
      }
    }
  }

  /// zbn[l] of some rows from z[l], in place, after every thread's `sumUp`.
  ///
  /// Means and squares of two parts are joined by δ = m₂ − m₁: m = m₁ + δ n₂/n, S = S₁ + S₂ + δ² n₁ n₂/n.
  /// - Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances"
  ///   (1979).
  func normalize(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>, samples: Int, thread: Int, threads: Int) {
    let width = sizes[l]
    let (mean, variance) = (pointer(.mean, l, thread), pointer(.variance, l, thread))
    var count = 0
    for t in 0..<threads {
      let more = share(samples, t, of: threads).count
      if more == 0 { continue }
      let (m, s) = (pointer(.partialMean, l, t), pointer(.partialSquares, l, t))
      let (old, new, total) = (E(count), E(more), E(count + more))
      if count == 0 {
        mean.update(from: m, count: width)
        variance.update(from: s, count: width)
      } else {
        for j in 0..<width {
          let difference = m[j] - mean[j]
          mean[j] += difference * new / total
          variance[j] += s[j] + difference * difference * old * new / total
        }
      }
      count += more
    }
    let (scale, part) = (pointer(.scale, l, thread), 1 / E(samples))
    for j in 0..<width {
      variance[j] *= part
      scale[j] = 1 / (variance[j] + E(Normalization<E>.epsilon)).squareRoot()
    }
    apply(parameters, l, rows: rows, mean: mean, scale: scale)
  }

  /// zbn[l] of some rows from z[l], in place, with the running statistics.
  func normalizeByRunning(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>, thread: Int) {
    let scale = pointer(.scale, l, thread)
    let variance = parameters[.runningVariance(l)]
    for j in 0..<sizes[l] { scale[j] = 1 / (variance[j] + E(Normalization<E>.epsilon)).squareRoot() }
    apply(parameters, l, rows: rows, mean: parameters[.runningMean(l)], scale: scale)
  }

  private func apply(
    _ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>, mean: UnsafePointer<E>, scale: UnsafePointer<E>
  ) {
    let width = sizes[l]
    let (gamma, beta) = (parameters[.gamma(l)], parameters[.beta(l)])
    for i in rows {
      let (z, zhat) = (a(l) + i * width, standardized(l) + i * width)
      for j in 0..<width {
        zhat[j] = (z[j] - mean[j]) * scale[j]
        z[j] = gamma[j] * zhat[j] + beta[j]
      }
    }
  }

  // MARK: Backward

  /// Σ dzbn and Σ dzbn ⊙ zhat over a thread's own rows.
  func sumUpSlopes(_ l: Int, rows: Range<Int>, thread: Int) {
    let width = sizes[l]
    let (slopes, products) = (pointer(.partialSlopes, l, thread), pointer(.partialProducts, l, thread))
    slopes.update(repeating: 0, count: width)
    products.update(repeating: 0, count: width)
    for i in rows {
      let (d, zhat) = (delta(l) + i * width, standardized(l) + i * width)
      for j in 0..<width {
        slopes[j] += d[j]
        products[j] += d[j] * zhat[j]
      }
    }
  }

  /// δ[l] of some rows from dzbn[l], in place, after every thread's `sumUpSlopes`.
  ///
  /// The three ways of the chain put together: δ = γ/√(var + ε) (dzbn − mean(dzbn) − zhat mean(dzbn ⊙ zhat)).
  func normalizeSlopes(
    _ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>, samples: Int, thread: Int, threads: Int
  ) {
    let width = sizes[l]
    let (slopes, products) = (pointer(.slopes, l, thread), pointer(.products, l, thread))
    slopes.update(repeating: 0, count: width)
    products.update(repeating: 0, count: width)
    for t in 0..<threads {
      let (s, p) = (pointer(.partialSlopes, l, t), pointer(.partialProducts, l, t))
      for j in 0..<width {
        slopes[j] += s[j]
        products[j] += p[j]
      }
    }
    let (gamma, scale, share) = (parameters[.gamma(l)], pointer(.scale, l, thread), 1 / E(samples))
    for i in rows {
      let (d, zhat) = (delta(l) + i * width, standardized(l) + i * width)
      for j in 0..<width {
        d[j] = gamma[j] * scale[j] * (d[j] - share * (slopes[j] + zhat[j] * products[j]))
      }
    }
  }

  /// Whether the variance of a layer, or the gradient of γ or β, is so large that an update could overflow.
  func isLargeNormalization(_ l: Int, limit: E, thread: Int) -> Bool {
    normalizes(l)
      && (Kernels.exceeds(pointer(.variance, l, thread), count: sizes[l], limit: limit)
        || Kernels.exceeds(pointer(.slopes, l, thread), count: 2 * sizes[l], limit: limit))
  }

  /// γ ← γ − η dgamma and β ← β − η dbeta, for some units of layer l.
  func updateNormalization(_ parameters: ParameterStore<E>, _ l: Int, units: Range<Int>, step: E, thread: Int) {
    guard normalizes(l) else { return }
    let (slopes, products) = (pointer(.slopes, l, thread), pointer(.products, l, thread))
    let (gamma, beta) = (parameters[.gamma(l)], parameters[.beta(l)])
    for j in units {
      gamma[j] += step * products[j]
      beta[j] += step * slopes[j]
    }
  }

  /// dgamma = factor Σ dzbn ⊙ zhat and dbeta = factor Σ dzbn, for some units of layer l.
  func normalizationGradient(_ l: Int, units: Range<Int>, factor: E, into store: OptimizerStore<E>, thread: Int) {
    guard normalizes(l) else { return }
    let (slopes, products) = (pointer(.slopes, l, thread), pointer(.products, l, thread))
    let (gamma, beta) = (store.gradient(.gamma(l)), store.gradient(.beta(l)))
    for j in units {
      gamma[j] = factor * products[j]
      beta[j] = factor * slopes[j]
    }
  }

  /// The running statistics follow those of the batch, for some units of layer l.
  func followStatistics(_ parameters: ParameterStore<E>, _ l: Int, units: Range<Int>, samples: Int, thread: Int) {
    guard normalizes(l) else { return }
    let (mean, variance) = (pointer(.mean, l, thread), pointer(.variance, l, thread))
    let (runningMean, runningVariance) = (parameters[.runningMean(l)], parameters[.runningVariance(l)])
    let momentum = E(Normalization<E>.momentum)
    let unbiased = E(samples) / E(max(samples - 1, 1))
    for j in units {
      runningMean[j] = (1 - momentum) * runningMean[j] + momentum * mean[j]
      runningVariance[j] = (1 - momentum) * runningVariance[j] + momentum * unbiased * variance[j]
    }
  }
}
