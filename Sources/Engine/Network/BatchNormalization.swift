/// Batch normalisation of the pre-activations of a layer: each unit gets mean 0 and variance 1 over the batch, then a
/// scale and a shift that are learnt.
///
///     mu = mean of z over the batch        var = mean of (z − mu)²
///     zhat = (z − mu) / √(var + ε)         zbn = γ ⊙ zhat + β        a = h(zbn)
///
/// In evaluation the running mean and variance replace those of the batch. Each training pass updates them:
/// r ← (1 − m) r + m · (statistic of the batch), with the unbiased variance, m = 0.1.
/// - Shapes: γ, β, mu, var and the running statistics 1×n_l; z, zhat and zbn B×n_l.
/// - Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate
///   shift" (2015), algorithms 1 and 2.
public struct BatchNormalization<E: Field>: Equatable, Sendable {
  public var gamma: Matrix<E>
  public var beta: Matrix<E>
  public var runningMean: Matrix<E>
  public var runningVariance: Matrix<E>

  /// ε, which keeps the quotient finite if a unit is the same for all samples.
  public static var epsilon: Double { 1e-5 }
  /// m, the weight of the latest batch in the running statistics.
  public static var momentum: Double { 0.1 }

  /// γ = 1, β = 0, running mean 0 and running variance 1.
  public init(units: Int) {
    gamma = Matrix(rows: 1, columns: units, repeating: 1)
    beta = Matrix(rows: 1, columns: units)
    runningMean = beta
    runningVariance = gamma
  }

  /// The running statistics after a batch of `samples` with these.
  /// - Shapes: mean and variance 1×n_l; the variance is the biased one.
  public mutating func follow(mean: Matrix<E>, variance: Matrix<E>, samples: Int) {
    let unbiased = E(Double(samples) / Double(max(samples - 1, 1)))
    let (old, new) = (E(1 - Self.momentum), E(Self.momentum))
    runningMean = runningMean.combined(with: mean) { old * $0 + new * $1 }
    runningVariance = runningVariance.combined(with: variance) { old * $0 + new * unbiased * $1 }
  }

  func converted<Other: Field>(_ convert: (E) -> Other) -> BatchNormalization<Other> {
    var result = BatchNormalization<Other>(units: gamma.columns)
    result.gamma = gamma.map(convert)
    result.beta = beta.map(convert)
    result.runningMean = runningMean.map(convert)
    result.runningVariance = runningVariance.map(convert)
    return result
  }
}

/// Whether a pass trains or evaluates: dropout and the statistics of the batch belong to training.
public enum Mode: String, CaseIterable, Sendable {
  case training, evaluation
}
