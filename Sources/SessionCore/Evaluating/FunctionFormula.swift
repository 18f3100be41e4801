import Calculus
import Engine
import Language

/// The formula of a user's function as one term of its parameters.
///
/// The functions that it calls are written out, and what does not depend on the parameters is computed.
struct FunctionFormula {
  let parameters: [Symbol]
  let term: Term
  let shape: TermShape
  /// Whether it is a formula of numbers, which is computed entry by entry if the arguments are matrices.
  let isOfNumbers: Bool
  let library: FunctionLibrary
  /// The values of matrices in the formula that do not depend on the parameters.
  let constants: [Symbol: Matrix<Double>]

  /// A formula that is larger when it is written out is refused.
  static let mostNodes = 50_000

  /// - Parameter shapes: of the arguments.
  init(
    of function: UserFunction, shapes: [ValueShape], in session: Session, reads: ReadLog?
  ) throws(Diagnostic) {
    var writing = FunctionWriting(session: session, reads: reads)
    let size = writing.size(of: function)
    if size.isNaN || size > Double(Self.mostNodes) || function.body.chain.links.count > 500 {
      throw Diagnostic("its derivative is too large", at: function.body.span)
    }
    let body = try writing.written(function.body, in: function, function.parameters.map { .name($0, .nowhere) })
    let constants = writing.constants
    isOfNumbers = constants.isEmpty && (body.isEntrywise || shapes.allSatisfy { $0 == .number })
    let parameters = zip(function.parameters, isOfNumbers ? shapes.map { _ in .number } : shapes).map {
      Symbol($0, shape: TermShape($1))
    }
    var reader = TermReader(library: writing.library) { name, layer in
      layer == nil ? parameters.first { $0.name == name } ?? constants.keys.first { $0.name == name } : nil
    }
    let reading = try reader.read(body)
    (term, shape) = (reading.term, reading.shape)
    (self.parameters, library, self.constants) = (parameters, writing.library, constants)
  }
}

/// Writes out the formula of a function, so that it calls none of the user's.
private struct FunctionWriting {
  let session: Session
  let reads: ReadLog?
  var library = Function.library
  var constants: [Symbol: Matrix<Double>] = [:]
  private var sizes: [String: (constant: Double, perParameter: [String: Double])] = [:]

  init(session: Session, reads: ReadLog?) {
    (self.session, self.reads) = (session, reads)
  }

  /// An expression of a function's formula with expressions for its parameters.
  mutating func written(
    _ expression: Expression, in function: UserFunction, _ arguments: [Expression]
  ) throws(Diagnostic) -> Expression {
    if case .number = expression { return expression }
    if case .name(let name, _) = expression, Names.hideable.contains(name), session.variables[name] == nil,
      !function.parameters.contains(name)
    {
      return expression
    }
    if case .name(let name, _) = expression, let k = function.parameters.firstIndex(of: name) { return arguments[k] }
    if !expression.names.contains(where: function.parameters.contains) { return try constant(expression, in: function) }
    if case .call(let call) = expression, let callee = session.functions[call.function] {
      reads?.read(.function(callee.name))
      var inner: [Expression] = []
      for argument in call.arguments { inner.append(try written(argument, in: function, arguments)) }
      if call.order == 0, call.partial == nil { return try written(callee.body, in: callee, inner) }
      try define(callee)
    }
    return try expression.mapParts { part throws(Diagnostic) in try written(part, in: function, arguments) }
  }

  /// The value of an expression without parameters.
  private mutating func constant(_ expression: Expression, in function: UserFunction) throws(Diagnostic) -> Expression {
    var evaluator = Evaluator(session: session, source: function.text, reads: reads)
    switch try evaluator.evaluate(expression) {
    case .number(let number): return .number(number, expression.span)
    case .matrix(let matrix):
      let name = "constant\(constants.count + 1)"
      constants[Symbol(name, shape: TermShape(.matrix(matrix.shape)))] = matrix
      return .name(name, expression.span)
    }
  }

  /// Puts a function of numbers, of which a derivative is used, into the library.
  private mutating func define(_ function: UserFunction) throws(Diagnostic) {
    if library[function.name] != nil { return }
    let formula = try FunctionFormula(
      of: function, shapes: function.parameters.map { _ in .number }, in: session, reads: reads)
    library[function.name] = FunctionDefinition(function.name, formula.parameters, formula.term)
  }

  // MARK: Sizes

  /// The number of nodes of the formula when it is written out.
  mutating func size(of function: UserFunction) -> Double {
    let size = linearSize(of: function)
    return size.constant + size.perParameter.values.reduce(0, +)
  }

  /// The size is a constant and, for each parameter, a number of times the size of the argument.
  private mutating func linearSize(of function: UserFunction) -> (constant: Double, perParameter: [String: Double]) {
    if let known = sizes[function.name] { return known }
    let size = linearSize(of: function.body, parameters: function.parameters)
    sizes[function.name] = size
    return size
  }

  private mutating func linearSize(
    of expression: Expression, parameters: [String]
  ) -> (constant: Double, perParameter: [String: Double]) {
    if case .name(let name, _) = expression, parameters.contains(name) { return (0, [name: 1]) }
    // A long sum is not gone into link by link: each level takes some of the stack.
    let (first, links) = expression.chain
    let operands = links.isEmpty ? expression.parts : [first] + links.map(\.right)
    let parts = operands.map { linearSize(of: $0, parameters: parameters) }
    var result: (constant: Double, perParameter: [String: Double]) = (Double(max(links.count, 1)), [:])
    var weights = parts.map { _ in 1.0 }
    if case .call(let call) = expression, let callee = session.functions[call.function] {
      let inner = linearSize(of: callee)
      result.constant = inner.constant
      weights = callee.parameters.map { inner.perParameter[$0] ?? 0 }
    }
    for (part, weight) in zip(parts, weights) {
      result.constant += weight * part.constant
      for (name, count) in part.perParameter { result.perParameter[name, default: 0] += weight * count }
    }
    return result
  }
}

extension SourceSpan {
  /// Of an expression that was not typed.
  fileprivate static let nowhere = SourceSpan(0, 0)
}

extension TermShape {
  /// An axis with one place has no extent.
  init(_ shape: ValueShape) {
    guard case .matrix(let shape) = shape else {
      self = .number
      return
    }
    self.init(
      rows: shape.rows == 1 ? nil : Extent(shape.rows), columns: shape.columns == 1 ? nil : Extent(shape.columns))
  }
}

extension Expression {
  /// Whether it is made of operations entry by entry alone.
  fileprivate var isEntrywise: Bool {
    nodes.allSatisfy { node in
      switch node {
      case .binary(.matrixProduct, _, _), .transpose, .index, .matrix: false
      case .call(let call): Function.all[call.function]?.isEntrywise != false
      case .number, .name, .negation, .binary: true
      }
    }
  }
}
