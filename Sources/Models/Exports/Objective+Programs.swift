import Calculus
import Engine

/// How losses are written in NumPy and PyTorch.
extension Objective {
  /// `Y`, smoothed if labels are.
  var numpySmoothing: [String] {
    guard smoothing != 0 else { return [] }
    let classes =
      switch loss.targets {
      case .probabilities: "2"
      case .distribution, .anyNumbers, .signs: "Y.shape[1]"
      }
    return ["Y = (1 - \(smoothing)) * Y + \(smoothing) / \(classes)  # smoothed labels"]
  }

  /// `total`, the sum of the losses of all samples; the entropies are taken from z.
  func numpyTotal(outputs: Int) -> [String] {
    let total = loss.definition.stableTotal(of: operands("a[L]", "z[L]", outputs)).inProgram(loss.definition)
    return numpySmoothing + ["total = \(total.numpy?.text ?? "np.nan")"]
  }

  /// The gradient of `total` by a[L], or by z[L] if the output activation belongs to the loss.
  func numpyOutputGradient(outputs: Int) -> String {
    let operands = operands("a[L]", "z[L]", outputs)
    let gradient = loss.definition.logitGradient(of: operands) ?? loss.definition.gradient(of: operands)
    return gradient.inProgram(loss.definition).numpy?.text ?? "np.nan"
  }

  /// What NumPy lacks of the functions that the loss calls, and Python's `math` has: erf, erfc.
  func mathFunctions(outputs: Int) -> [String] {
    let operands = operands("a[L]", "z[L]", outputs)
    let terms = [loss.definition.stableTotal(of: operands), loss.definition.gradient(of: operands)]
    let calls = terms.flatMap { $0.inProgram(loss.definition).numpy?.calls ?? [] }
    return [Elementary.erf, .erfc].map(\.rawValue).filter { calls.contains(Term.Head($0)) }
  }

  /// The sum of the losses of all samples; the entropies are taken from the logits, which the last module gets.
  func pytorchTotal(outputs: Int) -> String {
    let total = loss.definition.stableTotal(of: operands("model(X)", "model[:-1](X)", outputs))
    return total.inProgram(loss.definition).pytorch?.text ?? "torch.nan"
  }

  private func operands(_ a: String, _ z: String, _ outputs: Int) -> LossOperands {
    let n = Extent(outputs)
    let shape = TermShape(rows: Extent(.max, symbol: "B"), columns: n)
    return LossOperands(
      a: Symbol(a, shape: shape), y: Symbol("Y", shape: shape), z: Symbol(z, shape: shape), outputs: n,
      constants: lossConstants)
  }
}

extension Term {
  /// Made of functions that libraries have, with numbers worked out.
  fileprivate func inProgram(_ loss: LossDefinition) -> Term { resolved(loss.library).withNumbersWorkedOut }

  private var withNumbersWorkedOut: Term {
    let term = mapChildren(\.withNumbersWorkedOut)
    switch term {
    case .symbol(.pi): return .number(.pi)
    case .apply(let head, let list) where head.orders.isEmpty:
      guard let function = Elementary(rawValue: head.name), list.count == 1, case .number(let x) = list[0] else {
        return term
      }
      return .number(function.value(x))
    default: return term
    }
  }
}
