import Calculus
import Engine
import Language
import SessionCore

/// Wrong formulas of the backward pass.
extension WrongFormulas {
  // MARK: ∂C/∂a[L]

  var outputGradients: [Entry] {
    let (l, y) = (network.depth, network.compared.name)
    let (a, n) = ("a[\(l)]", network.sizes[l])
    let h = network[layer: l].activation
    let loss = network.objective.loss
    var result: [Entry] = []
    switch loss.definition {
    case .halfSquaredError, .meanSquaredError, .logCosh:
      let over = loss.definition.averagesOutputs ? " / \(n)" : ""
      result += [
        ("abs(\(a) - \(y))\(over)\(mean)", "the absolute value takes the sign away: the derivative keeps it"),
        ("sign(\(a) - \(y))\(over)\(mean)", "this is the derivative of the absolute value |a − y|, not of the loss"),
      ]
    case .huber: result += unclipped("")
    case .hinge:
      result.append(("-\(y)\(mean)", "the derivative of hinge is 0 where y a > 1: it is −y only inside the margin"))
    case .crossEntropy:
      result += [
        ("(\(a) - \(y))\(mean)", "a − y is the derivative by z, delta[\(l)]: da[\(l)] is −y/a, before the softmax"),
        ("-\(y) / \(a) + (1 - \(y)) / (1 - \(a))", "this is the derivative of the binary cross-entropy"),
        ("\(y) / \(a)\(mean)", "the sign of the derivative is reversed: −y/a"),
        ("-\(y) * log(\(a))\(mean)", "this is the loss of each entry, not its derivative −y/a"),
      ]
    case .binaryCrossEntropy:
      result += [
        ("(\(a) - \(y))\(mean)", "a − y is the derivative by z, delta[\(l)]: da[\(l)] is divided by a (1 − a)"),
        ("-(\(y) / \(a))\(mean)", "the second term is left out: (1 − y)/(1 − a)"),
        (
          "-(\(y) / \(a) + (1 - \(y)) / (1 - \(a)))\(mean)",
          "the sign of the second term is reversed: −y/a + (1 − y)/(1 − a)"
        ),
      ]
    default: break
    }
    if h.isElementwise, h != .identity, loss.requiredOutput != h {
      result.append(
        (
          "da[\(l)] * \(h.functionName)'(z[\(l)])",
          "this is delta[\(l)]: da[\(l)] is before the derivative \(h.functionName)'"
        ))
    }
    return result
  }

  /// The derivative of huber that is not clipped, with a factor after it.
  private func unclipped(_ factor: String) -> [Entry] {
    let (l, n) = (network.depth, network.sizes[network.depth])
    let (r, d) = ("(a[\(l)] - Y)", network.objective.huberDelta)
    let words = "huber's derivative is clipped: it is a − y only up to ±delta = ±\(d), and ±delta beyond"
    return [
      ("\(r) / \(n)\(mean)\(factor)", words), ("\(r)\(mean)\(factor)", words + ", divided by the number of outputs"),
      ("sign\(r) / \(n)\(mean)\(factor)", words), ("\(d) * sign\(r) / \(n)\(mean)\(factor)", words),
    ]
  }

  // MARK: δ

  func deltas(_ l: Int) -> [Entry] {
    if network[layer: l].normalization != nil { return normalizedDeltas(l) }
    var result = slopes(l)
    if l == network.depth, network.objective.loss == .huber {
      let h = network[layer: l].activation
      result += unclipped(h == .identity ? "" : " * \(h.functionName)'(z[\(l)])")
    }
    if l == network.depth, network.objective.loss.requiredOutput == network[layer: l].activation { result += fused(l) }
    return result
  }

  /// a − y of an entropy with its output.
  private func fused(_ l: Int) -> [Entry] {
    let (a, y, h) = ("a[\(l)]", network.compared.name, network[layer: l].activation.functionName)
    var result: [Entry] = [
      ("da[\(l)]", "the derivative by z[\(l)] is left out: this is da[\(l)]; delta[\(l)] = (a − y)/B"),
      (
        "(\(a) - \(y)) * \(a) * (1 - \(a))\(mean)",
        "multiplied by the derivative a (1 − a) once too often: (a − y) has it already"
      ),
    ]
    switch network.objective.loss {
    case .crossEntropy:
      result += [
        ("(\(a) - 1)\(mean)", "1 is subtracted from every class: only the right class of the one-hot target has 1"),
        ("-\(y) / \(a)\(mean)", "the derivative of softmax is left out: −y/a is da[\(l)]"),
        ("-\(y) * (1 - \(a))\(mean)", "softmax is taken entry by entry: the other classes get a as well; a − y"),
        ("(\(a) - \(y)) * \(y)\(mean)", "only the right class is kept: every class has a − y"),
        ("log(\(a)) - \(y)", "log(a) instead of a: delta[\(l)] = (a − y)/B"),
        ("(z[\(l)] - \(y))\(mean)", "z[\(l)] instead of a[\(l)]: the softmax is left out"),
      ]
    default:
      result.append(
        (
          "(\(a) - \(y)) * \(h)'(z[\(l)])\(mean)",
          "multiplied by the derivative \(h)' once too often: (a − y) has it already"
        ))
    }
    return result
  }

  /// da ⊙ h′ with something else for h′, or h′ for something else.
  func slopes(_ l: Int) -> [Entry] {
    let h = network[layer: l].activation
    let (z, a) = (network.argument(l).name, "a[\(l)]")
    let da = "da[\(l)]" + (network.dropsOut(l) ? " * mask[\(l)]" : "")
    guard h.isElementwise else { return softmaxSlopes(l, da, a) }
    let right = "\(h.functionName)'(\(z))"
    return inSomethingElse(h, da, z, a, l) + steps(h, da, z, a) + other(h, da, z, a, right)
      + (network.dropsOut(l) ? masks(l, right) : [])
  }

  /// The written-out derivative at another argument: z (1 − z).
  private func inSomethingElse(_ h: Activation, _ da: String, _ z: String, _ a: String, _ l: Int) -> [Entry] {
    let name = h.functionName
    guard let own = h.slopeInValue("a") else {
      return [("\(da) * \(name)'(da[\(l)])", "the derivative is taken at da[\(l)] instead of \(z): \(name)'(\(z))")]
    }
    var result: [Entry] = []
    for argument in [z, "da[\(l)]", "delta[\(l)]", name + "'(\(z))"] {
      guard let slope = h.slopeInValue(argument), h != .relu || argument != z else { continue }
      result.append(
        (
          "\(da) * \(slope)",
          "the derivative is taken at \(argument) instead of \(a): \(own.trimmed) is \(name)' in a = \(name)(z)"
        ))
    }
    result.append(("\(da) * \(name)'(da[\(l)])", "the derivative is taken at da[\(l)] instead of \(z): \(name)'(\(z))"))
    return result
  }

  /// A step for the derivative of an activation that is no step.
  private func steps(_ h: Activation, _ da: String, _ z: String, _ a: String) -> [Entry] {
    let name = h.functionName
    switch h {
    case .relu:
      return [("\(da) * (\(z) <= 0)", "the mask is inverted: relu'(\(z)) is 1 if \(z) > 0, not if it is negative")]
    case .leakyRelu, .elu:
      return [
        ("\(da) * (\(z) > 0)", "the slope of \(name) below 0 is left out: this is the derivative of relu"),
        ("\(da) * \(name)'(-\(z))", "the mask is inverted: the slopes of \(name)' change places"),
        (
          "\(da) * (\(z) > 0) + 0.01 * \(z) * (\(z) <= 0)",
          "below 0 the slope multiplies \(z) where it should multiply da"
        ),
      ]
    default:
      return [
        ("\(da) * (\(z) > 0)", "the derivative of \(name) is replaced by a step, which is relu'"),
        ("\(da) * (\(z) < 0)", "the derivative of \(name) is replaced by a step, which only relu' is"),
      ]
    }
  }

  /// h for h′, and the derivative of another activation written in a or z.
  private func other(_ h: Activation, _ da: String, _ z: String, _ a: String, _ right: String) -> [Entry] {
    let name = h.functionName
    var result: [Entry] = [
      ("\(da) * \(name)(\(z))", "the activation \(name) takes the place of its derivative: \(right)"),
      ("\(da) + \(right)", "the derivative is added: da is multiplied by \(right)"),
      ("\(da) / \(right)", "divided by the derivative: da is multiplied by \(right)"),
    ]
    for other in [Activation.sigmoid, .tanh] where other != h {
      for argument in [a, z] {
        guard let slope = other.slopeInValue(argument) else { continue }
        result.append(
          (
            "\(da) * \(slope)",
            "the derivative of the wrong activation: this is \(other.functionName)' in a, the layer has \(name)"
          ))
      }
    }
    switch h {
    case .tanh:
      result += [
        ("\(da) * (1 - \(a))", "the square is left out of the derivative: 1 − a²"),
        ("\(da) * (1 - \(a))^2", "the square is in the wrong place: the derivative is 1 − a², not (1 − a)²"),
        ("\(da) * (\(a)^2 - 1)", "the sign of the derivative is reversed: 1 − a²"),
      ]
    case .sigmoid:
      result += [
        ("\(da) * (1 - \(a))", "the factor a is left out of the derivative: a (1 − a)"),
        ("\(da) * \(a) * (\(a) - 1)", "the sign of the derivative is reversed: a (1 − a)"),
        ("\(da) * (\(a) - \(a)^2) * 2", "a factor 2 too many: the derivative is a (1 − a)"),
        ("\(da) * \(a) * (1 + \(a))", "the sign inside the derivative is reversed: a (1 − a)"),
      ]
    default: break
    }
    return result
  }

  private func masks(_ l: Int, _ slope: String) -> [Entry] {
    let p = network[layer: l].dropout
    let plain = "da[\(l)] * \(slope)"
    return [
      ("\(plain) * mask[\(l)] * mask[\(l)]", "the mask is applied twice"),
      (
        "\(plain) * (mask[\(l)] > 0) / \(p)",
        "the mask is scaled by 1/p: dropout scales what it keeps by 1/(1 − p) = 1/\(1 - p)"
      ),
      ("\(plain) * mask[\(l)] * \(1 - p)", "the mask is not scaled: what dropout keeps is multiplied by 1/(1 − p)"),
      ("\(plain) * (mask[\(l)] == 0)", "the mask is inverted: it drops the units that dropout keeps"),
    ]
  }

  private func softmaxSlopes(_ l: Int, _ da: String, _ a: String) -> [Entry] {
    let right = "row by row: a * (da − the sum of da * a along the row)"
    return [
      (
        "\(da) * \(a) * (1 - \(a))", "softmax is taken entry by entry, but each output depends on every score; \(right)"
      ),
      ("\(da) * \(a)", "softmax: the sum along the row is left out; \(right)"),
      ("\(a) * (\(da) - sum(\(da) * \(a)))", "softmax: the sum is over all entries, not along each row; \(right)"),
      (
        "\(a) * (\(da) - sum(\(da) * \(a), axis 0))",
        "softmax: the sum goes down the columns, not along each row; \(right)"
      ),
      ("\(a) * (\(da) - sum(\(da), axis 1))", "softmax: a is left out of the sum along the row; \(right)"),
      ("\(da) - sum(\(da) * \(a), axis 1)", "softmax: the factor a is left out; \(right)"),
      (
        "\(a) * (\(da) + sum(\(da) * \(a), axis 1))", "softmax: the sign of the sum along the row is reversed; \(right)"
      ),
    ]
  }

  private func normalizedDeltas(_ l: Int) -> [Entry] {
    let e = BatchNormalization<Double>.epsilon
    guard network.mode == .training else { return [] }
    let root = "sqrt(var[\(l)] + \(e))"
    let terms = "2 * dvar[\(l)] * (z[\(l)] - mu[\(l)]) / B + dmu[\(l)] / B"
    return [
      ("dzbn[\(l)]", "batch normalisation is left out: this is dzbn[\(l)]"),
      ("dzhat[\(l)]", "the way through the batch normalisation is left out: this is dzhat[\(l)]"),
      ("da[\(l)]", "the derivative and the batch normalisation are left out: this is da[\(l)]"),
      (
        "dzbn[\(l)] * gamma[\(l)] / \(root)",
        "mu[\(l)] and var[\(l)] are taken for constants: they depend on z[\(l)], which acts through dmu[\(l)] and dvar[\(l)] too"
      ),
      (
        "dzhat[\(l)] / \(root) + 2 * dvar[\(l)] * (z[\(l)] - mu[\(l)]) + dmu[\(l)]",
        "dvar[\(l)] and dmu[\(l)] are not divided by B"
      ),
      ("dzhat[\(l)] / (var[\(l)] + \(e)) + \(terms)", "divided by the variance, not by its root"),
      ("dzbn[\(l)] / \(root) + \(terms)", "gamma[\(l)] is left out: dzhat[\(l)] = gamma[\(l)] * dzbn[\(l)]"),
    ]
  }
}

extension String {
  /// Without the parentheses around it.
  fileprivate var trimmed: String { hasPrefix("(") && hasSuffix(")") ? String(dropFirst().dropLast()) : self }
}
