import Calculus
import Engine

extension Session {
  /// The equations of the forward pass; `nil` without a network.
  public var equations: EquationSystem? {
    network.map { NetworkEquations($0, samples: max(samples, 1)).system(library: functionLibrary) }
  }

  /// The functions that formulas can call.
  public var functionLibrary: FunctionLibrary { .activations }

  /// The derivation of ∂C/∂(a quantity), as far as the matrix form that the program computes.
  /// - Precondition: the quantity has a gradient in this network.
  public func derivation(of gradient: Quantity, _ detail: DerivationDetail = .short) -> TermDerivation? {
    guard let network, let system = equations, let quantity = gradient.differentiated else { return nil }
    let equations = NetworkEquations(network, samples: max(samples, 1))
    // da[0] is the gradient by X, which the equations call a[0].
    let variable: Quantity = quantity == .input ? .activation(0) : quantity
    let (row, column) = equations.letters(variable)
    var derivation = system.gradient(of: equations.symbol(variable), row: row, column: column, detail)
    if let whole = derivation.result.gathered(row: row, column: column) {
      derivation.append(whole.simplified, [.matrixForm])
    }
    return derivation
  }
}
