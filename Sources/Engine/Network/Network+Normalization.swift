import RealModule

extension Network {
  /// The operations of batch normalisation, forward and backward.
  ///
  /// Backward the chain branches: z acts on zhat by itself, through var and through mu.
  ///
  ///     dzbn = da ⊙ mask ⊙ h′(zbn)      dgamma = Σ dzbn ⊙ zhat      dbeta = Σ dzbn      dzhat = γ ⊙ dzbn
  ///     dvar = −½ Σ dzhat ⊙ (z − mu) / (var + ε)^(3/2)              dmu = −Σ dzhat / √(var + ε)
  ///     delta = dzhat / √(var + ε) + dvar 2 (z − mu)/B + dmu/B
  ///
  /// dmu leaves out what goes through var: ∂var/∂mu = −2 mean(z − mu) = 0. In evaluation mu and var are constants.
  /// - Shapes: sums over the batch 1×n_l, the others B×n_l.
  /// - Source: Ioffe and Szegedy (2015), section 3.
  func normalizationOperation(_ quantity: Quantity) -> Operation<E>? {
    guard let l = quantity.layer, self[layer: l].normalization != nil else { return nil }
    let training = mode == .training
    let (mean, variance): (Quantity, Quantity) =
      training ? (.mean(l), .variance(l)) : (.runningMean(l), .runningVariance(l))
    switch quantity {
    case .mean: return Operation(.preActivation(l)) { $0[0].columnMeans }
    case .variance:
      return Operation(.preActivation(l), .mean(l)) { $0[0].subtractingFromRows($0[1]).map { $0 * $0 }.columnMeans }
    case .standardized:
      return Operation(.preActivation(l), mean, variance) {
        $0[0].subtractingFromRows($0[1]).scalingColumns(Self.scale($0[2]))
      }
    case .normalized:
      return Operation(.standardized(l), .gamma(l), .beta(l)) { $0[0].scalingColumns($0[1]).addingToRows($0[2]) }
    case .normalizedGradient: return pullback(l)
    case .gammaGradient:
      return Operation(.normalizedGradient(l), .standardized(l)) { $0[0].hadamard($0[1]).columnSums }
    case .betaGradient: return Operation(.normalizedGradient(l)) { $0[0].columnSums }
    case .standardizedGradient:
      return Operation(.normalizedGradient(l), .gamma(l)) { $0[0].scalingColumns($0[1]) }
    case .varianceGradient:
      return Operation(.standardizedGradient(l), .preActivation(l), .mean(l), .variance(l)) {
        let scale = Self.scale($0[3])
        let sums = $0[0].hadamard($0[1].subtractingFromRows($0[2])).columnSums
        return sums.combined(with: scale) { E(-0.5) * $0 * $1 * $1 * $1 }
      }
    case .meanGradient:
      return Operation(.standardizedGradient(l), .variance(l)) {
        $0[0].columnSums.combined(with: Self.scale($0[1])) { -$0 * $1 }
      }
    case .delta:
      guard training else {
        return Operation(.standardizedGradient(l), variance) { $0[0].scalingColumns(Self.scale($0[1])) }
      }
      return Operation(
        .standardizedGradient(l), .varianceGradient(l), .meanGradient(l), .preActivation(l), .mean(l), .variance(l)
      ) {
        let share = E(1 / Double($0[0].rows))
        return $0[0].scalingColumns(Self.scale($0[5]))
          + $0[3].subtractingFromRows($0[4]).scalingColumns(2 * share * $0[1]).addingToRows(share * $0[2])
      }
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .preActivation, .mask,
      .activation, .smoothedTarget, .loss, .activationGradient, .weightGradient, .biasGradient, .moment:
      return nil
    }
  }

  /// 1/√(var + ε).
  static func scale(_ variance: Matrix<E>) -> Matrix<E> {
    variance.map { 1 / .sqrt($0 + E(BatchNormalization<E>.epsilon)) }
  }
}
