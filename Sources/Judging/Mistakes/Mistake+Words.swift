import SessionCore
import Calculus
import Engine

extension Mistake {
  /// The mistake in words, with the quantities it concerns.
  public func explanation(in network: Network<Double>, samples: Int) -> String {
    let l = layer
    let h = network[layer: max(l, 1)].activation.functionName
    let loss = network.objective.loss.definition
    return switch kind {
    case .halfMissing: loss.twice
    case .halfExtra: loss.half
    case .meanOverOutputs: loss.overOutputs
    case .sumOverOutputs: "summed over the outputs instead of the mean: this loss divides by their number"
    case .meanMissing: "summed over the batch instead of the mean: C is the mean over \(samples) samples, divide by B"
    case .meanTwice, .meanOverSamplesTwice:
      "divided by the batch size once too often: the 1/B belongs in one place only"
        + (network.objective.reduction == .sum ? "; this loss is the sum over the batch" : "")
    case .signReversed: "the sign is reversed: (y − a) instead of (a − y)"
    case .outputDifferentiated: "this is the derivative of the output a[\(l)], not of the loss C: (a − y) is missing"
    case .smoothingLeftOut: "the labels are smoothed: the output is compared with Ys, not with Y"
    case .activationOnceTooOften: "multiplied by the activation a[\(l)] once too often"
    case .biasLeftOut: "the bias is left out: z[\(l)] = a[\(l - 1)] @ W[\(l)].T + b[\(l)]"
    case .activationLeftOut: "the activation is left out: a[\(l)] = \(h)(z[\(l)])"
    case .maskLeftOut: "the mask is left out: a[\(l)] = h(z[\(l)]) * mask[\(l)], and its gradient is masked as well"
    case .maskUnscaled:
      "the mask is not scaled: what dropout leaves is multiplied by 1/(1 − p), so that the mean of a[\(l)] stays"
    case .derivativeOfMasked:
      "the derivative is taken from a[\(l)], which is masked: \(h)'(z[\(l)]) is that of the activation before it"
    case .wrongActivation(let other): "the wrong activation: layer \(l) has \(h), this is \(other.functionName)"
    case .weightsNotTransposed: "W[\(l)] is not transposed: z[\(l)] = a[\(l - 1)] @ W[\(l)].T + b[\(l)]"
    case .derivativeLeftOut: "the derivative \(h)'(z[\(l)]) is left out"
    case .derivativeAtActivation: "the derivative is taken at a[\(l)] instead of z[\(l)]: \(h)'(z[\(l)])"
    case .wrongDerivative(let other):
      "the derivative of the wrong activation: layer \(l) has \(h), this is \(other.functionName)'"
    case .maskInverted: "the mask is inverted: \(h)'(z[\(l)]) is 1 if z[\(l)] > 0, not if it is negative"
    case .offDiagonalLeftOut:
      "softmax is taken entry by entry, but each output depends on every score: ∂aᵢ/∂zₖ = −aᵢ aₖ for k ≠ i"
    case .derivativeTwice where !network[layer: max(l, 1)].activation.isElementwise:
      "multiplied by a[\(l)] (1 − a[\(l)]) once too often: softmax's derivative is in (a − y) already"
    case .derivativeTwice: "the derivative \(h)'(z[\(l)]) is applied twice"
    case .weightsTransposed:
      "W[\(l + 1)] must not be transposed, W[\(l + 1)].T instead of W[\(l + 1)]: going back uses W[\(l + 1)] as it is"
    case .neighbouringWeights(let other): "W[\(other)], the weights of the neighbouring layer, instead of W[\(l + 1)]"
    case .updatedWeights: "W[\(l + 1)] was already updated: the backward pass uses the old weights"
    case .transposed: "transposed: the operands of the product are swapped; dW[\(l)] = delta[\(l)].T @ a[\(l - 1)]"
    case .elementwise:
      "entry by entry instead of the matrix product: dW[\(l)] = delta[\(l)].T @ a[\(l - 1)] adds over the samples"
    case .neighbouringActivation(let other): "layer index off by one: a[\(other)] instead of a[\(l - 1)]"
    case .preActivationInstead: "z[\(l - 1)] instead of a[\(l - 1)]: weights meet the activation"
    case .neighbouringDelta(let other): "layer index off by one: delta[\(other)] instead of delta[\(l)]"
    case .activationGradientInstead: "the derivative \(h)'(z[\(l)]) is left out: da[\(l)] instead of delta[\(l)]"
    case .oneSample(let row):
      "one sample of the batch only: sample \(row) instead of the sum over the samples, all \(samples)"
    case .penaltyLeftOut:
      "the penalty term \(network.penaltyGradient(l).map(\.expression).joined(separator: " + ")) is left out"
    case .penaltyDoubled:
      "the penalty term is doubled: the derivative of \(PenaltyDefinition.square.formula) is "
        + "\(PenaltyDefinition.square.gradientFormula)"
    case .varianceUnbiased: "the variance is divided by B − 1: batch normalisation divides by B"
    case .epsilonLeftOut:
      "ε is left out: zhat[\(l)] = (z[\(l)] - mu[\(l)]) / sqrt(var[\(l)] + \(BatchNormalization<Double>.epsilon))"
    case .scaleLeftOut: "gamma[\(l)] is left out: zbn[\(l)] = gamma[\(l)] * zhat[\(l)] + beta[\(l)]"
    case .shiftLeftOut: "beta[\(l)] is left out: zbn[\(l)] = gamma[\(l)] * zhat[\(l)] + beta[\(l)]"
    case .statisticsConstant:
      "mu[\(l)] and var[\(l)] are taken for constants: they depend on z[\(l)], which acts through dmu[\(l)] and dvar[\(l)] too"
    case .varianceConstant: "var[\(l)] is taken for a constant: the way through dvar[\(l)] is missing"
    case .derivativeBeforeNormalization:
      "the derivative is taken at z[\(l)] instead of zbn[\(l)], which the activation reads"
    case .standardizedLeftOut: "zhat[\(l)] is left out: gamma[\(l)] multiplies it"
    case .preActivationForStandardized: "z[\(l)] instead of zhat[\(l)]: gamma[\(l)] multiplies the standardised one"
    case .varianceGradientReversed: "the sign of dvar[\(l)] is reversed: a larger variance makes zhat[\(l)] smaller"
    case .meanGradientReversed: "the sign of dmu[\(l)] is reversed: a larger mean makes zhat[\(l)] smaller"
    case .varianceRoot: "the power of var[\(l)] is wrong: the derivative of (var + ε)^(−1/2) is −½ (var + ε)^(−3/2)"
    case .meanConstant: "mu[\(l)] is taken for a constant: the way through dmu[\(l)] is missing"
    }
  }
}

extension LossDefinition {
  /// What it means that a result is twice the right one.
  fileprivate var twice: String {
    let plain = "factor 2: it is twice the right result"
    guard case .product(let factors)? = entryLoss?.value, factors.first == .number(0.5), let derivative = slope else {
      return plain
    }
    return plain + "; the ½ of the loss is missing, whose derivative is \(derivative), not 2 \(derivative), or the "
      + "gradient was accumulated twice"
  }

  /// What it means that a result is half of the right one.
  fileprivate var half: String {
    guard let entry = entryLoss?.value.mathematics, let slope else {
      return "a ½ too many: it is half the right result"
    }
    let isHalved = if case .product(let factors)? = entryLoss?.value { factors.first == .number(0.5) } else { false }
    return "\(isHalved ? "a ½ too many" : "half the right result"): the derivative of \(entry) is \(slope)"
  }

  /// The derivative of an entry, in parentheses if it is a sum.
  private var slope: String? {
    guard let derivative = entryLoss?.derivative else { return nil }
    if case .sum = derivative { return "(\(derivative.mathematics))" }
    return derivative.mathematics
  }

  /// What it means that a result is divided by the number of outputs.
  fileprivate var overOutputs: String {
    averagesOutputs
      ? "divided by the number of outputs once too often"
      : "divided by the number of outputs as well: the loss sums over outputs"
  }
}
