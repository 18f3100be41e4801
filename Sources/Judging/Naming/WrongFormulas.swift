import Engine
import Language
import SessionCore

/// A formula of a step that people write, with what is wrong with it.
struct WrongFormula {
  var step: Quantity
  var expression: Expression
  var words: String
  var rank: Int
}

/// The wrong formulas that have a name of their own; what comes of one change at one place is found by `TreeChanges`.
struct WrongFormulas {
  let network: Network<Double>
  let samples: Int

  func list(of step: Quantity) -> [WrongFormula] {
    entries(of: step).enumerated().compactMap { place, entry in
      Expression.reading(entry.text).map {
        WrongFormula(step: step, expression: $0, words: entry.words, rank: 7 + place / 8)
      }
    }
  }

  typealias Entry = (text: String, words: String)

  private func entries(of step: Quantity) -> [Entry] {
    switch step {
    case .loss: losses
    case .smoothedTarget: smoothing
    case .preActivation(let l): preActivations(l)
    case .activation(let l) where l > 0: activations(l)
    case .variance(let l): variances(l)
    case .standardized(let l): standardized(l)
    case .normalized(let l): normalized(l)
    case .activationGradient(network.depth): outputGradients
    case .activationGradient(let l): activationGradients(l)
    case .delta(let l): deltas(l)
    case .normalizedGradient(let l): slopes(l)
    case .gammaGradient(let l): gammaGradients(l)
    case .weightGradient(let l): weightGradients(l)
    case .biasGradient(let l): biasGradients(l)
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .mask, .moment,
      .mean, .activation, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient:
      []
    }
  }

  var mean: String { network.objective.reduction == .mean ? " / B" : "" }

  // MARK: Forward

  private func preActivations(_ l: Int) -> [Entry] {
    [
      ("a[\(l - 1)] @ W[\(l)].T + b[\(l)] + b[\(l)]", "the bias b[\(l)] is added twice"),
      ("(a[\(l - 1)] + 1) @ W[\(l)].T", "the bias is 1: b[\(l)] is needed"),
      ("a[\(l - 1)] @ W[\(l)].T + sum(b[\(l)])", "each unit has its own bias: b[\(l)], not the sum of them"),
    ]
  }

  private func activations(_ l: Int) -> [Entry] {
    let (h, z) = (network[layer: l].activation, network.argument(l).name)
    let mask = network.dropsOut(l) ? " * mask[\(l)]" : ""
    var result: [Entry] = []
    switch h {
    case .gelu:
      result.append(
        (
          "0.5 * \(z) * (1 + tanh(sqrt(2 / pi) * (\(z) + 0.044715 * \(z)^3)))\(mask)",
          "this is the tanh approximation of gelu: gelu itself has erf(z / sqrt(2))"
        ))
      result.append(
        (
          "\(z) * sigmoid(1.702 * \(z))\(mask)",
          "this is the sigmoid approximation of gelu: gelu itself has erf(z / sqrt(2))"
        ))
    case .softmax: result += softmax(z, mask)
    default: break
    }
    if h.isElementwise, h != .identity {
      result.append(
        (
          "\(h.functionName)'(\(z))\(mask)",
          (h == .softplus ? "this is another activation, sigmoid, which is" : "this is")
            + " the derivative \(h.functionName)': a[\(l)] is \(h.functionName)(\(z)) itself"
        ))
    }
    return result + dropout(l, "\(h.functionName)(\(z))")
  }

  private func softmax(_ z: String, _ mask: String) -> [Entry] {
    let row = "softmax adds up along each row: each row of exp(\(z)) is divided by its own sum (axis 1)"
    return [
      ("exp(\(z)) / sum(exp(\(z)))\(mask)", "normalised over all entries; \(row)"),
      ("exp(\(z)) / sum(exp(\(z)), axis 0)\(mask)", "normalised over the batch, down the columns; \(row)"),
      ("exp(\(z)) / mean(exp(\(z)))\(mask)", "divided by the mean of all entries; \(row)"),
      ("exp(\(z)) / mean(exp(\(z)), axis 1)\(mask)", "divided by the mean of the row instead of its sum; \(row)"),
      ("exp(\(z)) / mean(exp(\(z)), axis 0)\(mask)", "divided by the mean down the columns; \(row)"),
      ("exp(\(z)) / max(exp(\(z)), axis 1)\(mask)", "divided by the largest entry instead of the sum; \(row)"),
      ("exp(\(z))\(mask)", "not normalised; \(row)"),
      ("\(z) / sum(\(z), axis 1)\(mask)", "the exponential is left out; \(row)"),
      ("exp(-\(z)) / sum(exp(-\(z)), axis 1)\(mask)", "the sign of the exponent is reversed: softmax takes exp(\(z))"),
      ("log(exp(\(z)) / sum(exp(\(z)), axis 1))\(mask)", "this is the logarithm of softmax"),
      ("sigmoid(\(z))\(mask)", "sigmoid is taken entry by entry; \(row)"),
    ]
  }

  private func dropout(_ l: Int, _ a: String) -> [Entry] {
    guard network.dropsOut(l) else { return [] }
    let p = network[layer: l].dropout
    let scale = "dropout scales what it keeps by 1/(1 − p) = 1/\(1 - p)"
    return [
      ("\(a) * mask[\(l)] * mask[\(l)]", "the mask is applied twice"),
      ("\(a) * (mask[\(l)] > 0) / \(p)", "divided by p = \(p): \(scale)"),
      ("\(a) * (mask[\(l)] > 0) * \(p)", "multiplied by p = \(p): \(scale)"),
      ("\(a) * mask[\(l)] / \(1 - p)", "divided by 1 − p twice: \(scale), which mask[\(l)] holds already"),
      ("\(a) * mask[\(l)] * \(1 - p)", "the mask is not scaled: \(scale)"),
      ("\(a) * (mask[\(l)] == 0)", "the mask is inverted: it drops the units that dropout keeps"),
      ("\(a) + mask[\(l)]", "the mask is added: a[\(l)] = \(a) * mask[\(l)]"),
    ]
  }

  private var smoothing: [Entry] {
    let (e, n) = (network.objective.smoothing, network.objective.classes(outputs: network.sizes[network.depth]))
    let right = "smoothed labels are (1 − ε) Y + ε/n with n = \(n) classes"
    return [
      ("(1 - \(e)) * Y + \(e) / \(max(n - 1, 1))", "divided by the other classes only: \(right)"),
      ("(1 - \(e)) * Y + \(e) / \(n + 1)", "divided by \(n + 1), one class too many; \(right)"),
      ("(1 - \(e)) * Y + (1 - Y) * \(e) / \(max(n - 1, 1))", "the right class gets a share of ε as well: \(right)"),
      ("(1 - \(e)) * Y + (1 - Y) * \(e) / \(n)", "the right class gets a share of ε as well: \(right)"),
      ("(1 - \(e)) * Y + \(e)", "ε is not divided by the number of classes: \(right)"),
      ("(1 - \(e)) * Y", "the share of every class is left out: \(right)"),
      ("Y + \(e) / \(n)", "the factor 1 − ε is left out: \(right)"), ("Y", "the labels are not smoothed: \(right)"),
    ]
  }

  // MARK: Batch normalisation

  private func variances(_ l: Int) -> [Entry] {
    let right = "var[\(l)] is the mean of (z[\(l)] − mu[\(l)])²"
    return [
      ("mean(z[\(l)]^2, axis 0)", "the mean is not subtracted: \(right)"),
      (
        "sqrt(mean((z[\(l)] - mu[\(l)])^2, axis 0))",
        "this is the standard deviation, the root of the variance: \(right)"
      ),
      ("mean(abs(z[\(l)] - mu[\(l)]), axis 0)", "absolute deviations, not squares: \(right)"),
      ("mean((z[\(l)] - mu[\(l)])^2)", "averaged over all units: \(right) over the samples (axis 0)"),
    ]
  }

  private func standardized(_ l: Int) -> [Entry] {
    let e = BatchNormalization<Double>.epsilon
    let (mu, v) = network.mode == .training ? ("mu[\(l)]", "var[\(l)]") : ("running_mean[\(l)]", "running_var[\(l)]")
    let right = "zhat[\(l)] divides by sqrt(\(v) + ε)"
    var result: [Entry] = [
      ("(z[\(l)] - \(mu)) / \(v)", "divided by the variance, not by its root: \(right)"),
      ("(z[\(l)] - \(mu)) / (\(v) + \(e))", "divided by the variance, not by its root: \(right)"),
      ("(z[\(l)] - \(mu)) / (sqrt(\(v)) + \(e))", "ε is added outside of the root: \(right)"),
      ("z[\(l)] / sqrt(\(v) + \(e))", "the mean \(mu) is not subtracted"),
      ("z[\(l)] - \(mu)", "not divided by the standard deviation: \(right)"),
    ]
    for other in [1e-3, 1e-6, 1e-7, 1e-8] where other != e {
      result.append(("(z[\(l)] - \(mu)) / sqrt(\(v) + \(other))", "ε is \(e) here, not \(other)"))
    }
    if network.mode == .training {
      result.append(
        (
          "(z[\(l)] - running_mean[\(l)]) / sqrt(running_var[\(l)] + \(e))",
          "the running statistics are for evaluation: training takes mu[\(l)] and var[\(l)] of the batch"
        ))
    }
    return result
  }

  private func normalized(_ l: Int) -> [Entry] {
    [
      ("beta[\(l)] * zhat[\(l)] + gamma[\(l)]", "gamma[\(l)] and beta[\(l)] are exchanged: gamma scales, beta shifts"),
      (
        "gamma[\(l)] * (zhat[\(l)] + beta[\(l)])",
        "the shift beta[\(l)] is added after the scale: it is not multiplied by gamma[\(l)]"
      ),
      (
        "gamma[\(l)] * z[\(l)] + beta[\(l)]",
        "z[\(l)] instead of zhat[\(l)]: gamma[\(l)] multiplies the standardised one"
      ),
    ]
  }

  private func gammaGradients(_ l: Int) -> [Entry] {
    [
      (
        "sum(dzbn[\(l)] * zbn[\(l)], axis 0)",
        "zbn[\(l)] instead of zhat[\(l)]: gamma[\(l)] multiplies the standardised one"
      ),
      ("sum(dzbn[\(l)], axis 0)", "zhat[\(l)] is left out: this is dbeta[\(l)]"),
      (
        "sum(dzhat[\(l)] * zhat[\(l)], axis 0)",
        "dzhat[\(l)] instead of dzbn[\(l)]: dgamma[\(l)] is the sum of dzbn[\(l)] * zhat[\(l)]"
      ),
    ]
  }
}
