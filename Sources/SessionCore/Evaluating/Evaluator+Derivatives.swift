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
      let isOfNumbers = arguments.allSatisfy { $0.shape == .number }
      let formula = try FunctionFormula(
        of: function, shapes: arguments.map { _ in .number }, in: session, reads: reads)
      if isOfNumbers || formula.isEntrywise {
        return try formula.value(of: formula.derivative(function.orders(of: call)), at: arguments, shape: value.shape)
      }
      throw Diagnostic("\(call.name) is known for numbers and entry by entry", at: function.body.span)
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

extension FunctionFormula {
  /// A term of the parameters for each entry of the arguments.
  /// - Parameter shape: that of the result.
  fileprivate func value(of term: Term, at arguments: [Value], shape: ValueShape) throws(Diagnostic) -> Value {
    guard case .matrix(let shape) = shape else {
      return .number(try number(term, arguments.map { $0.asMatrix.elements[0] }))
    }
    let matrices = arguments.map { $0.spread(to: shape) }
    var elements: [Double] = []
    for place in 0..<shape.count { elements.append(try number(term, matrices.map { $0.elements[place] })) }
    return .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: elements))
  }

  private func number(_ term: Term, _ arguments: [Double]) throws(Diagnostic) -> Double {
    let values = Dictionary(zip(parameters, arguments), uniquingKeysWith: { first, _ in first })
    do {
      return try TermEvaluation<Double>(library: library) { values[$0].map { [$0] } }.number(term)
    } catch {
      throw Diagnostic("its derivative has no rule", at: SourceSpan(0, 0))
    }
  }
}

extension Function {
  /// The functions with formulas that are not the user's.
  static let library = FunctionLibrary()

  /// A derivative of a built-in function by rules: `sin'`, `sigmoid''`; `nil` if there is none.
  static func derivative(_ call: Expression.Call) -> Function? {
    guard call.order > 0, call.partial == nil, let function = all[call.function], case .entrywise = function.rule,
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
