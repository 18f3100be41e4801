import Calculus
import Engine
import Language

/// Derivatives of the user's functions, by rules: f′, f″, ∂f/∂x.
extension Evaluator {
  /// The value of a derivative of a function: of numbers, entry by entry, or the gradient of a number by a matrix.
  /// - Parameters:
  ///   - arguments: the values of its parameters.
  ///   - call: which derivative, `f''(3)` or `df/dx(2, 3)`, and its place.
  mutating func derivative(
    of function: UserFunction, at arguments: [Value], for call: Expression.Call
  ) throws(Diagnostic) -> Value {
    // Mistakes that show with values, and the shape of the result.
    let value = try value(of: function, at: arguments, for: call)
    do throws(Diagnostic) {
      let formula = try FunctionFormula(
        of: function, shapes: arguments.map(\.shape), in: session, reads: reads)
      let derivative = FunctionDerivative(formula: formula, orders: function.orders(of: call), name: call.name)
      return try derivative.value(at: arguments, shape: value.shape)
    } catch {
      throw failure(error, in: function, call)
    }
  }
}

extension UserFunction {
  /// The order of the derivative by each parameter.
  fileprivate func orders(of call: Expression.Call) -> [Int] {
    parameters.map { name in call.partial.map { $0.parameter == name ? 1 : 0 } ?? call.order }
  }
}

extension Function {
  /// The functions with formulas that are not the user's.
  static let library = FunctionLibrary.activations

  /// A derivative of a built-in function by rules: `sin'`, `sigmoid''`; `nil` if there is none.
  static func derivative(_ call: Expression.Call) -> Function? {
    guard call.order > 0, call.partial == nil, let function = all[call.function], function.isOfOneNumber,
      let formula = library.formula(of: Term.Head(call.function, orders: [call.order]), for: .computing)
    else { return nil }
    let (term, x) = (formula.body.resolved(library), formula.parameters[0])
    let name = call.name
    return Function(
      name, "derivative of \(call.function)",
      .entrywise { value in
        let evaluation = TermEvaluation<Double>(library: FunctionLibrary()) { $0 == x ? [value] : nil }
        return (try? evaluation.number(term)) ?? .nan
      })
  }
}
