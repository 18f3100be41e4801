import Engine

extension Mistake {
  /// The mistake in words, with the quantities it concerns.
  public func explanation(in session: Session) -> String {
    let l = layer
    let h = session.network.map { Formula.functionName($0[layer: max(l, 1)].activation) } ?? "h"
    switch kind {
    case .halfMissing where session.objective.loss != .halfSquaredError: return "factor 2: it is twice the right result"
    case .halfExtra where session.objective.loss == .meanSquaredError:
      return "half the right result: the derivative of (a − y)² is 2 (a − y)"
    case .halfExtra where session.objective.loss != .halfSquaredError:
      return "a ½ too many: it is half the right result"
    case .sumOverOutputs: return "summed over the outputs instead of the mean: this loss divides by their number"
    case .meanOverOutputs where session.objective.loss != .halfSquaredError:
      return "divided by the number of outputs once too often"
    case .halfMissing:
      return
        "factor 2: it is twice the right result; the ½ of the loss is missing, whose derivative is (a − y), not 2(a − y), or the gradient was accumulated twice"
    case .halfExtra: return "a ½ too many: the derivative of ½(a − y)² is (a − y)"
    case .meanMissing:
      return "summed over the batch instead of the mean: C is the mean over \(session.samples) samples, divide by B"
    case .meanTwice, .meanOverSamplesTwice:
      return "divided by the batch size once too often: the 1/B belongs in one place only"
        + (session.objective.reduction == .sum ? "; this loss is the sum over the batch" : "")
    case .meanOverOutputs: return "divided by the number of outputs as well: the loss sums over outputs"
    case .signReversed: return "the sign is reversed: (y − a) instead of (a − y)"
    case .outputDifferentiated:
      return "this is the derivative of the output a[\(l)], not of the loss C: (a − y) is missing"
    case .smoothingLeftOut: return "the labels are smoothed: the output is compared with Ys, not with Y"
    case .activationOnceTooOften: return "multiplied by the activation a[\(l)] once too often"
    case .biasLeftOut: return "the bias is left out: z[\(l)] = a[\(l - 1)] @ W[\(l)].T + b[\(l)]"
    case .activationLeftOut: return "the activation is left out: a[\(l)] = \(h)(z[\(l)])"
    case .maskLeftOut:
      return "the mask is left out: a[\(l)] = h(z[\(l)]) * mask[\(l)], and its gradient is masked as well"
    case .maskUnscaled:
      return "the mask is not scaled: what dropout leaves is multiplied by 1/(1 − p), so that the mean of a[\(l)] stays"
    case .derivativeOfMasked:
      return "the derivative is taken from a[\(l)], which is masked: \(h)'(z[\(l)]) is that of the activation before it"
    case .wrongActivation(let other):
      return "the wrong activation: layer \(l) has \(h), this is \(Formula.functionName(other))"
    case .weightsNotTransposed: return "W[\(l)] is not transposed: z[\(l)] = a[\(l - 1)] @ W[\(l)].T + b[\(l)]"
    case .derivativeLeftOut: return "the derivative \(h)'(z[\(l)]) is left out"
    case .derivativeAtActivation: return "the derivative is taken at a[\(l)] instead of z[\(l)]: \(h)'(z[\(l)])"
    case .wrongDerivative(let other):
      return "the derivative of the wrong activation: layer \(l) has \(h), this is \(Formula.functionName(other))'"
    case .maskInverted: return "the mask is inverted: \(h)'(z[\(l)]) is 1 where z[\(l)] > 0, not where it is negative"
    case .offDiagonalLeftOut:
      return
        "softmax is taken entry by entry, but each output depends on every score: ∂aᵢ/∂zₖ = −aᵢ aₖ for k ≠ i, too"
    case .derivativeTwice where session.network?[layer: l].activation == .softmax:
      return "multiplied by a[\(l)] (1 − a[\(l)]) once too often: softmax's derivative is in (a − y) already"
    case .derivativeTwice: return "the derivative \(h)'(z[\(l)]) is applied twice"
    case .weightsTransposed: return "W[\(l + 1)].T instead of W[\(l + 1)]: going back uses W[\(l + 1)] as it is"
    case .neighbouringWeights(let other):
      return "W[\(other)], the weights of the neighbouring layer, instead of W[\(l + 1)]"
    case .updatedWeights: return "W[\(l + 1)] was already updated: the backward pass uses the old weights"
    case .transposed:
      return "transposed: the operands of the product are swapped; dW[\(l)] = delta[\(l)].T @ a[\(l - 1)]"
    case .elementwise:
      return
        "entry by entry instead of the matrix product: dW[\(l)] = delta[\(l)].T @ a[\(l - 1)] adds over the samples"
    case .neighbouringActivation(let other): return "layer index off by one: a[\(other)] instead of a[\(l - 1)]"
    case .preActivationInstead: return "z[\(l - 1)] instead of a[\(l - 1)]: weights meet the activation"
    case .neighbouringDelta(let other): return "layer index off by one: delta[\(other)] instead of delta[\(l)]"
    case .activationGradientInstead: return "the derivative \(h)'(z[\(l)]) is left out: da[\(l)] instead of delta[\(l)]"
    case .oneSample(let row): return "one sample of the batch only: sample \(row), where all \(session.samples) add up"
    case .penaltyLeftOut: return "the penalty term \(penaltyTerm(session)) is left out"
    case .penaltyDoubled: return "the penalty term is doubled: the derivative of ½ λ W² is λ W"
    case .varianceUnbiased, .epsilonLeftOut, .scaleLeftOut, .shiftLeftOut, .statisticsConstant, .varianceConstant,
      .meanConstant, .derivativeBeforeNormalization, .standardizedLeftOut, .preActivationForStandardized,
      .varianceGradientReversed, .meanGradientReversed, .varianceRoot:
      return normalizationExplanation ?? ""
    }
  }

  private func penaltyTerm(_ session: Session) -> String {
    session.network.map { Formula.penaltyGradient(layer, $0).map(\.expression).joined(separator: " + ") } ?? ""
  }

  private var normalizationExplanation: String? {
    let l = layer
    return switch kind {
    case .varianceUnbiased: "the variance is divided by B − 1: batch normalisation divides by B"
    case .epsilonLeftOut: "ε is left out: zhat[\(l)] = (z[\(l)] - mu[\(l)]) / sqrt(var[\(l)] + \(Formula.epsilon))"
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
    case .varianceRoot:
      "the power of var[\(l)] is wrong: the derivative of (var + ε)^(−1/2) is −½ (var + ε)^(−3/2)"
    case .meanConstant: "mu[\(l)] is taken for a constant: the way through dmu[\(l)] is missing"
    default: nil
    }
  }
}
