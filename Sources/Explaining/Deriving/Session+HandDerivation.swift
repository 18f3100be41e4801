import Calculus
import Engine
import SessionCore
import Stepping

extension Session {
  /// Starts the derivation of a gradient, as dW[1] or delta[2]; `nil` without a network.
  public func handDerivation(of gradient: Quantity) -> HandDerivation? {
    guard let network, let system = equations, let quantity = gradient.differentiated else { return nil }
    let equations = NetworkEquations(network, samples: max(samples, 1))
    let variable: Quantity = quantity == .input ? .activation(0) : quantity
    let (row, column) = equations.letters(variable)
    var problem = StepProblem(
      gradientOf: equations.symbol(variable), row: row, column: column, system: system,
      sizes: ["B": Extent(max(samples, 1), symbol: "B")])
    problem.constants = [Symbol("l1"): objective.l1, Symbol("l2"): objective.l2]
    return HandDerivation(problem, named: gradient.name.replacingDelta)
  }
}
