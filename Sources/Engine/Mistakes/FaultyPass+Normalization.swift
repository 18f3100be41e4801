import RealModule

extension FaultyPass {
  /// A step of batch normalisation with the mistake in it.
  func normalization(_ step: Quantity, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let right = values[step], let l = step.layer, let layer = network[layer: l].normalization else { return nil }
    switch (step, mistake.kind) {
    case (.variance, .varianceUnbiased):
      let samples = Double(values.samples)
      return samples > 1 ? (samples / (samples - 1)) * right : nil
    case (.standardized, .epsilonLeftOut):
      guard let z = values[.preActivation(l)], let mean = values[.mean(l)], let variance = values[.variance(l)] else {
        return nil
      }
      return z.subtractingFromRows(mean).scalingColumns(variance.map { 1 / $0.squareRoot() })
    case (.normalized, .scaleLeftOut): return values[.standardized(l)]?.addingToRows(layer.beta)
    case (.normalized, .shiftLeftOut): return values[.standardized(l)]?.scalingColumns(layer.gamma)
    case (.standardizedGradient, .scaleLeftOut): return values[.normalizedGradient(l)]
    case (.gammaGradient, .standardizedLeftOut): return values[.normalizedGradient(l)]?.columnSums
    case (.gammaGradient, .preActivationForStandardized):
      guard let z = values[.preActivation(l)] else { return nil }
      return values[.normalizedGradient(l)]?.hadamard(z).columnSums
    case (.varianceGradient, .varianceRoot):
      return values[.variance(l)].map { right.combined(with: $0) { $0 * ($1 + Normalization<Double>.epsilon) } }
    case (.varianceGradient, .varianceGradientReversed), (.meanGradient, .meanGradientReversed): return -1 * right
    case (.delta, .statisticsConstant), (.delta, .varianceConstant), (.delta, .meanConstant): return delta(l, values)
    default: return nil
    }
  }

  /// δ[l] with the statistics of the batch, or one of them, taken for constants.
  private func delta(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    var constant = values
    if mistake.kind != .meanConstant { constant[.varianceGradient(l)] = values[.varianceGradient(l)]?.map { _ in 0 } }
    if mistake.kind != .varianceConstant { constant[.meanGradient(l)] = values[.meanGradient(l)]?.map { _ in 0 } }
    return try? network.value(of: .delta(l), from: constant)
  }
}
