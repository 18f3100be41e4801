import Calculus
import Engine
import Language
import SessionCore

/// Wrong formulas of da[l], dW[l], db[l] and of a step of the update.
extension WrongFormulas {
  func activationGradients(_ l: Int) -> [Entry] {
    let (d, w) = ("delta[\(l + 1)]", "W[\(l + 1)]")
    var result: [Entry] = [
      ("da[\(l + 1)] @ \(w)", "the derivative of layer \(l + 1) is left out: da[\(l + 1)] instead of \(d)"),
      ("\(d) @ \(w) / B", "divided by the batch size once too often: \(d) holds the 1/B already"),
    ]
    let output = "a[\(network.depth)] - \(network.compared.name)"
    if l + 1 < network.depth {
      result.append(
        (
          "(\(output))\(mean) @ \(w)",
          "the error a − y of the output is sent down as it is: \(d) is needed, with the derivatives between"
        ))
    } else {
      result += [
        (
          "(\(output))\(mean) @ \(w)",
          "the derivative of layer \(l + 1) is left out: \(d) is needed, not the error a − y"
        ),
        (
          "(\(output)) @ \(w)",
          "the derivative of layer \(l + 1) is left out: \(d) is needed, not the error a − y, and the 1/B"
        ),
      ]
    }
    if l > 0, l < network.depth {
      result.append(
        (
          "\(d) * \(network[layer: l + 1].activation.functionName)'(z[\(l + 1)]) @ \(w)",
          "the derivative of layer \(l + 1) is applied twice: \(d) holds it already"
        ))
    }
    return result
  }

  func weightGradients(_ l: Int) -> [Entry] {
    let (d, a, w) = ("delta[\(l)]", "a[\(l - 1)]", "W[\(l)]")
    let product = "\(d).T @ \(a)"
    var result: [Entry] = []
    if samples > 1 {
      result += [
        ("\(d).T @ \(a) / B", "divided by the batch size once too often: \(d) holds the 1/B already"),
        (
          "outer(sum(\(d), axis 0), sum(\(a), axis 0))",
          "the sums are taken before the product: \(product) adds up the products of each sample"
        ),
        (
          "outer(mean(\(d), axis 0), mean(\(a), axis 0))",
          "the means are taken before the product: \(product) adds up the products of each sample"
        ),
        (
          "outer(sum(\(d), axis 0), mean(\(a), axis 0))",
          "the sums are taken before the product: \(product) adds up the products of each sample"
        ),
      ]
    }
    result.append(("(\(d) * \(w).T) @ \(w)", "the weights \(w) instead of the activations \(a): \(product)"))
    return result + penalized(product, w, l)
  }

  /// A gradient with a penalty that is not its derivative.
  private func penalized(_ gradient: String, _ w: String, _ l: Int) -> [Entry] {
    let (l2, l1) = (penaltyFactors(l).l2, penaltyFactors(l).l1)
    func all(_ penalties: [String]) -> String { ([gradient] + penalties).joined(separator: " + ") }
    let (square, size) = (l2.map { "\($0) * \(w)" }, l1.map { "\($0) * sign(\(w))" })
    var result: [Entry] = []
    if let l2 {
      let right = "the penalty's derivative is λ W = \(l2) * \(w)"
      let rest = [size].compactMap { $0 }
      result += [
        (all(["-(\(l2) * \(w))"] + rest), "the sign of the penalty is reversed: \(right)"),
        (all(["\(l2) / B * \(w)"] + rest), "the penalty is divided by B: it is not averaged; \(right)"),
        (all(["\(l2) * B * \(w)"] + rest), "the penalty is multiplied by B: it is added once; \(right)"),
        (all(["\(l2) / 2 * \(w)"] + rest), "the penalty is halved: \(right)"),
        (all(["2 * \(l2) * \(w)"] + rest), "the penalty term is doubled: \(right)"),
        (all(["\(l2) * \(w)^2"] + rest), "W² in the penalty: \(right)"),
        (all(["\(l2) / 2 * \(w)^2"] + rest), "the penalty ½ λ W² itself, not its derivative: \(right)"),
        (all(["\(l2)"] + rest), "the weights are left out of the penalty: \(right)"),
        (all([w] + rest), "λ is left out of the penalty: \(right)"),
        (all(["\(l2) * sum(\(w))"] + rest), "the sum of all weights in the penalty: \(right), entry by entry"),
        (all(["\(l2) / 2 * sum(\(w)^2)"] + rest), "the penalty itself is added, not its derivative: \(right)"),
        (all(["\(l2) * sign(\(w))"] + rest), "sign(W) is the derivative of |W|: \(right)"),
        (all(["\(l2) * abs(\(w))"] + rest), "|W| in the penalty: \(right)"),
        (all(["2 * \(l2) / B * \(w)"] + rest), "the penalty is doubled and divided by B: \(right)"),
        (
          "(\(all(["\(l2) * \(w)"] + rest))) / B",
          "all is divided by B once too often, the penalty as well: it is not averaged; \(right)"
        ),
        (
          "\(gradient) / B + \(l2) * \(w)",
          "divided by the batch size once too often: delta[\(l)] holds the 1/B already"
        ),
      ]
    }
    if let l1 {
      let right = "the penalty's derivative is λ₁ sign(W) = \(l1) * sign(\(w))"
      let rest = [square].compactMap { $0 }
      result += [
        (all(rest + ["-(\(l1) * sign(\(w)))"]), "the sign of the penalty is reversed: \(right)"),
        (all(rest + ["\(l1) / B * sign(\(w))"]), "the penalty is divided by B: it is not averaged; \(right)"),
        (all(rest + ["\(l1) * abs(\(w))"]), "|W| in the penalty is its value: \(right)"),
        (all(rest + ["\(l1) * \(w)"]), "W in the penalty is the derivative of ½ W²: \(right)"),
        (all(rest + ["2 * \(l1) * \(w)"]), "W in the penalty is the derivative of W²: \(right)"),
        (all(rest + ["\(l1)"]), "the sign of W is left out of the penalty: \(right)"),
        (all(rest + ["2 * \(l1) * sign(\(w))"]), "the penalty term is doubled: \(right)"),
        (all(rest + ["\(l1) / 2 * sign(\(w))"]), "the penalty is halved: \(right)"),
        (all(rest + ["sign(\(w))"]), "λ₁ is left out of the penalty: \(right)"),
        (
          "(\(all(rest + ["\(l1) * sign(\(w))"]))) / B",
          "all is divided by B once too often, the penalty as well: it is not averaged; \(right)"
        ),
      ]
    }
    if let square, let size {
      result.append((all([square, size, square]), "the penalty term \(square) is added twice"))
    }
    return result
  }

  /// λ₂ and λ₁ of a layer as they are typed.
  func penaltyFactors(_ l: Int) -> (l2: String?, l1: String?) {
    let (layer, penalty) = (network[layer: l], network.penalty(l))
    func text(_ value: Double, _ own: Double?, _ name: String) -> String? {
      value == 0 ? nil : own.map { "\($0)" } ?? name
    }
    return (text(penalty.l2, layer.l2, "l2"), text(penalty.l1, layer.l1, "l1"))
  }

  func biasGradients(_ l: Int) -> [Entry] {
    let d = "delta[\(l)]"
    let right = "db[\(l)] adds up over the samples: sum(\(d), axis 0)"
    var result: [Entry] = [
      ("mean(\(d), axis 0)", "the mean over the samples: \(d) holds the 1/B already; \(right)"),
      ("sum(\(d))", "added up over all entries: \(right)"), ("mean(\(d))", "the mean of all entries: \(right)"),
      (d, "not added up: \(right)"), ("sum(\(d), axis 1)", "added up along the wrong axis: \(right)"),
      ("sum(\(d), axis 1).T", "added up along the wrong axis: \(right)"), ("\(d) / B", "not added up: \(right)"),
      ("sum(\(d) * a[\(l)], axis 0)", "the activations do not belong here: \(right)"),
      ("sum(\(d) * b[\(l)], axis 0)", "the bias itself does not belong here: \(right)"),
    ]
    let factors = penaltyFactors(l)
    for (factor, term) in [(factors.l2, "b[\(l)]"), (factors.l1, "sign(b[\(l)])")] {
      guard let factor else { continue }
      result.append(
        (
          "sum(\(d), axis 0) + \(factor) * \(term)",
          "the bias is not penalised: \(factor) * \(term) does not belong here"
        ))
    }
    return result
  }
}
