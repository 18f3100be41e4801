import Calculus
import Engine
import Language

extension Function {
  /// Whether a call of it is evaluated once, although shapes and values are found in two passes.
  var isEvaluatedOnce: Bool {
    switch rule {
    case .drawing, .jacobian: true
    case .entrywise, .entrywisePair, .choice, .clamp, .reduction, .scan, .rowwise, .layout, .product, .solving, .oneHot:
      false
    }
  }
}

/// Calls that are not evaluated from the values of their arguments: random numbers and Jacobians.
extension Evaluator {
  mutating func valueOnce(of call: Expression.Call) throws(Diagnostic) -> Value {
    let function = try function(of: call)
    if case .drawing(let distribution) = function.rule { return try drawn(from: distribution, call) }
    return try jacobian(call)
  }

  private mutating func drawn(
    from distribution: Distribution, _ call: Expression.Call
  ) throws(Diagnostic) -> Value {
    var arguments: [Value] = []
    for argument in call.arguments { arguments.append(.number(try number(argument))) }
    guard var generator else {
      throw Diagnostic(
        "\(call.function) draws other numbers each time, and this formula must give the same", at: call.span,
        hint: "x = \(Expression.call(call).code)")
    }
    let known = KnownArguments(call: call, arguments: arguments)
    let shape = arguments.isEmpty ? Shape(rows: 1, columns: 1) : try Placement.shape(known)
    let matrix = distribution.draw(shape, from: &generator)
    self.generator = generator
    draws += 1
    reads?.read(.randomStream)
    return arguments.isEmpty ? .number(matrix.elements[0]) : .matrix(matrix)
  }

  // MARK: Jacobians

  /// jacobian(f, x)_ij = ∂f(x)_i/∂x_j, of a function that is named.
  private mutating func jacobian(_ call: Expression.Call) throws(Diagnostic) -> Value {
    guard let name = Self.functionName(call.arguments[0]) else {
      throw Diagnostic(
        "jacobian takes the name of a function", at: call.arguments[0].span, hint: "jacobian(softmax, [1, 2, 3])")
    }
    let head = Expression.Call(name.function, order: name.order, of: [.name("x", call.span)])
    guard session.functions[name.function] != nil || Function.all[name.function] != nil else {
      var named = Expression.Call(name.function, order: name.order, of: [])
      (named.nameSpan, named.span) = (call.arguments[0].span, call.arguments[0].span)
      throw unknownFunction(named)
    }
    _ = try shape(of: call.arguments[1])
    let argument = try value(of: call.arguments[1])
    let shape = argument.shape.extent
    guard shape.rows == 1 || shape.columns == 1 else {
      throw Diagnostic(
        "the Jacobian is by a row, not by \(shape)", at: call.arguments[1].span,
        hint: "\(call.function)(\(call.arguments[0].code), \(call.arguments[1].code)[0, :]) is that of the first row")
    }
    let function = try UserFunction("jacobian_(x) = \(Expression.call(head).code)")
    do throws(Diagnostic) {
      let value = try value(of: function, at: [argument], for: call)
      let formula = try FunctionFormula(of: function, shapes: [argument.shape], in: session, reads: reads)
      return try FunctionDerivative(formula: formula, orders: [1], name: name.function)
        .jacobian(at: argument, shape: value.shape)
    } catch {
      throw Diagnostic(
        "\(call.arguments[0].code) has no Jacobian by rules: \(error.message)", at: call.span, hint: error.hint)
    }
  }

  /// The function of `softmax`, `sigmoid'`.
  private static func functionName(_ expression: Expression) -> (function: String, order: Int)? {
    switch expression {
    case .name(let name, _): (name, 0)
    case .transpose(.name(let name, _), _): (name, 1)
    case .number, .call, .negation, .binary, .index, .transpose, .matrix: nil
    }
  }
}
