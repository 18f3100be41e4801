import Calculus
import Engine

/// The functions of a program in NumPy: h and its pullback for each activation, and what their formulas call.
struct NumPyFunctions {
  let activations: [Activation]
  private var definitions: [(name: String, text: String)] = []
  /// What NumPy lacks and Python's `math` has: erf, erfc.
  private(set) var mathFunctions: [String] = []

  init(_ activations: [Activation]) {
    self.activations = activations.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    for activation in self.activations {
      define(activation)
      definePullback(activation)
    }
  }

  var text: String { definitions.map(\.text).joined(separator: "\n\n\n") }

  private func has(_ name: String) -> Bool { definitions.contains { $0.name == name } }

  private mutating func define(_ activation: Activation) {
    guard !has(activation.functionName) else { return }
    let argument = activation.definition.argument.name
    let value = expression(activation.formula)
    let reason = activation.definition.reason.map { "  # \($0)" } ?? ""
    definitions.append(
      (activation.functionName, "def \(activation.functionName)(\(argument)):\(reason)\n    return \(value)"))
  }

  /// The gradient by z from that by a.
  private mutating func definePullback(_ activation: Activation) {
    let (name, argument) = (activation.functionName + "_back", activation.definition.argument.name)
    let gradient =
      activation.isElementwise
      ? "da * (\(expression(activation.definition.derivative)))" : "a * (da - (da * a).sum(axis=1, keepdims=True))"
    definitions.append((name, "def \(name)(da, \(argument), a):\n    return \(gradient)"))
  }

  /// A formula in NumPy, after the functions that it calls.
  private mutating func expression(_ term: Term) -> String {
    guard let printed = term.withoutDerivatives.numpy else { return "np.nan" }
    for head in printed.calls {
      if let activation = Activation.named(head.name) {
        define(activation)
      } else if !has(head.python) {
        mathFunctions.append(head.python)
        definitions.append(
          (head.python, "def \(head.python)(x):\n    return np.vectorize(math.\(head.python), otypes=[x.dtype])(x)"))
      }
    }
    return printed.text
  }
}

extension Term {
  /// σ(z) σ(−z) for σ′(z): the derivatives of activations by their formulas.
  fileprivate var withoutDerivatives: Term {
    let term = mapChildren { $0.withoutDerivatives }
    guard case .apply(let head, let arguments) = term, head.order > 0,
      let formula = FunctionLibrary.activations.formula(of: head, for: .computing)
    else { return term }
    return formula.at(arguments).withoutDerivatives
  }
}
