import Engine
import Language

extension Evaluator {
  /// The shape of an expression, found without computing it.
  /// - Throws: a diagnostic that names both operands with their shapes if they do not fit.
  public mutating func shape(of expression: Expression) throws(Diagnostic) -> ValueShape {
    switch expression {
    case .number: return .number
    case .name(let name, let span):
      if parameter(name) == nil, Names.family(name, in: session) != nil { throw unknown(name, at: span) }
      return try value(of: expression).shape
    case .negation(let operand, _): return try shape(of: operand)
    case .transpose(let operand, _):
      if let function = functionWithPrime(expression) { throw function }
      guard case .matrix(let shape) = try shape(of: operand) else { return .number }
      return .matrix(Shape(rows: shape.columns, columns: shape.rows))
    case .binary: return try shape(ofChain: expression)
    case .call(let call): return try shape(of: call)
    case .index(let base, let subscripts, _): return try shape(of: expression, base, subscripts)
    case .matrix(let rows, _): return try shape(ofRows: rows)
    }
  }

  // What calls itself for the parts of an expression has small frames: expressions are nested deeply.

  private mutating func shape(
    of expression: Expression, _ base: Expression, _ subscripts: [Expression.Subscript]
  ) throws(Diagnostic) -> ValueShape {
    let span = expression.span
    try checkShapes(in: subscripts)
    if let quantity = try quantity(of: expression) { return try read(quantity, at: span).shape }
    if let output = try output(of: expression) { return output.shape }
    if let meant = meantQuantity(base, subscripts, at: span) { throw meant }
    if case .name(let name, let place) = base, !isKnown(name) { throw unknown(name, at: place, isIndexed: true) }
    guard case .matrix(let shape) = try shape(of: base) else {
      throw Diagnostic("\(text(base)) is a number and has no entries", at: span)
    }
    return try selection(subscripts, of: shape, in: base).shape
  }

  private mutating func shape(ofRows rows: [[Expression]]) throws(Diagnostic) -> ValueShape {
    for entry in rows.joined() {
      let shape = try shape(of: entry)
      if shape != .number { throw notANumber(entry, shape, among: rows) }
    }
    return .matrix(Shape(rows: rows.count, columns: rows[0].count))
  }

  private func notANumber(_ entry: Expression, _ shape: ValueShape, among rows: [[Expression]]) -> Diagnostic {
    let list = rows.joined().map(text).joined(separator: ", ")
    return Diagnostic(
      "an entry of a matrix is a number, not \(shape)", at: entry.span,
      hint: "hcat(\(list)) puts matrices side by side, vcat(\(list)) below each other")
  }

  /// Checks the shapes inside subscripts, so that their values can be taken.
  public mutating func checkShapes(in subscripts: [Expression.Subscript]) throws(Diagnostic) {
    for expression in subscripts.flatMap(\.bounds) { _ = try shape(of: expression) }
  }

  private mutating func shape(ofChain expression: Expression) throws(Diagnostic) -> ValueShape {
    let (first, links) = expression.chain
    for link in links {
      let (sign, left, right) = link
      if let meant = meantPower(sign, left, right) ?? meantDerivative(sign, left, right)
        ?? meantHyphen(sign, left, right)
      {
        throw meant
      }
    }
    var result = try shape(of: first)
    for link in links {
      result = try shape(link.sign, link.left, result, link.right, try shape(of: link.right))
    }
    return result
  }

  private func shape(
    _ sign: Expression.Operator, _ left: Expression, _ leftShape: ValueShape, _ right: Expression,
    _ rightShape: ValueShape
  ) throws(Diagnostic) -> ValueShape {
    let span = left.span.joined(right.span)
    switch (leftShape, rightShape) {
    case (.number, .number): return .number
    case (.number, let other), (let other, .number):
      if sign == .matrixProduct {
        throw Diagnostic(
          "the matrix product needs two matrices, and \(text(leftShape == .number ? left : right)) is a number",
          at: span, hint: "* multiplies by a number: \(operandText(left)) * \(operandText(right))")
      }
      return other
    case (.matrix(let a), .matrix(let b)):
      if sign == .matrixProduct { return .matrix(try product(a, b, left, right)) }
      guard let joined = Self.broadcast(a, b) else { throw mismatch(sign, left, a, right, b) }
      return .matrix(joined)
    }
  }

  /// Equal shapes, a row over all rows of the other, or a column over all its columns; not a row with a column.
  package static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    if a == b { return a }
    if a.columns == b.columns { return a.rows == 1 ? b : b.rows == 1 ? a : nil }
    guard a.rows == b.rows else { return nil }
    return a.columns == 1 ? b : b.columns == 1 ? a : nil
  }

  /// The entries of the largest product of matrices.
  private static let mostEntries = 100e6

  private func product(_ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression) throws(Diagnostic) -> Shape {
    if a.columns == b.rows {
      let shape = Shape(rows: a.rows, columns: b.columns)
      if Double(shape.rows) * Double(shape.columns) <= Self.mostEntries { return shape }
      throw Diagnostic("the product would be \(shape), which is too large", at: left.span.joined(right.span))
    }
    throw Diagnostic(
      "cannot multiply \(text(left)) (\(a)) by \(text(right)) (\(b)): \(a.columns) ≠ \(b.rows)",
      at: left.span.joined(right.span), hint: productHint(a, b, left, right))
  }

  private mutating func shape(of call: Expression.Call) throws(Diagnostic) -> ValueShape {
    if let quotient = try quotient(call) { return try shape(of: quotient) }
    if let result = try result(of: call) { return result.shape }
    let function = try function(of: call)
    var shapes: [ValueShape] = []
    for argument in call.arguments { shapes.append(try shape(of: argument)) }
    return try shape(of: function, shapes, call)
  }

  /// The shape of what a function gives, from those of its arguments.
  private mutating func shape(
    of function: Function, _ shapes: [ValueShape], _ call: Expression.Call
  ) throws(Diagnostic) -> ValueShape {
    switch function.rule {
    case .entrywise, .rowwise: return shapes[0]
    case .entrywisePair:
      return shapes.count == 1 ? shapes[0] : try joined(shapes[0], shapes[1], call)
    case .choice, .clamp: return try joined(joined(shapes[0], shapes[1], call), shapes[2], call)
    case .reduction:
      guard case .matrix(let shape) = shapes[0], let axis = try axis(of: call) else { return .number }
      return .matrix(axis == 0 ? Shape(rows: 1, columns: shape.columns) : Shape(rows: shape.rows, columns: 1))
    case .scan(let scan): return scan.shape(of: shapes[0], axis: try axis(of: call))
    case .layout(.transpose):
      guard case .matrix(let shape) = shapes[0] else { return .number }
      return .matrix(Shape(rows: shape.columns, columns: shape.rows))
    case .layout(let layout):
      let known = try known(call, of: function, shapes, withNumbers: layout.takesNumbers)
      return .matrix(try layout.arrangement(of: known).shape)
    case .product(let product): return try product.shape(of: known(call, of: function, shapes, withNumbers: false))
    case .solving(let solving): return try solving.shape(of: known(call, of: function, shapes, withNumbers: false))
    case .oneHot: return .matrix(try Function.oneHotShape(known(call, of: function, shapes, withNumbers: true)))
    case .drawing, .jacobian: throw Diagnostic("\(call.name) has no value here", at: call.span)
    }
  }

  /// What is known of a call from shapes alone, and from the numbers among its arguments.
  private mutating func known(
    _ call: Expression.Call, of function: Function, _ shapes: [ValueShape], withNumbers: Bool
  ) throws(Diagnostic) -> KnownArguments {
    var numbers: [Double?] = []
    for (argument, shape) in zip(call.arguments, shapes) {
      numbers.append(withNumbers && shape == .number ? try plainNumber(argument) : nil)
    }
    let omitted = function.completed(shapes.map { _ in Value.number(0) }).dropFirst(shapes.count)
    return KnownArguments(
      call: call, shapes: shapes + omitted.map(\.shape), numbers: numbers + omitted.map { $0.asMatrix.elements[0] })
  }

  private func joined(_ first: ValueShape, _ second: ValueShape, _ call: Expression.Call) throws(Diagnostic)
    -> ValueShape
  {
    switch (first, second) {
    case (.number, let other), (let other, .number): return other
    case (.matrix(let a), .matrix(let b)):
      if let joined = Self.broadcast(a, b) { return .matrix(joined) }
      throw Diagnostic("\(call.function) cannot combine \(a) and \(b)", at: call.span)
    }
  }

  package func function(of call: Expression.Call) throws(Diagnostic) -> Function {
    let name = call.name
    guard let function = Function.all[name] ?? Function.derivative(call) else { throw unknownFunction(call) }
    guard function.arity.contains(call.arguments.count) else {
      throw Diagnostic(
        "\(name) takes \(function.arityText), not \(call.arguments.count)",
        at: call.span, hint: axisHint(call, of: function))
    }
    if call.axis != nil, !function.takesAxis {
      throw Diagnostic("\(name) takes no axis", at: call.span, hint: rowwiseHint(call, of: function))
    }
    return function
  }

  package mutating func axis(of call: Expression.Call) throws(Diagnostic) -> Int? {
    guard let axis = call.axis else { return nil }
    let number = try number(axis)
    guard number == 0 || number == 1 else {
      throw Diagnostic(
        "axis is 0 or 1, not \(number.formatted)", at: axis.span,
        hint: "axis 0 goes down the rows, axis 1 along each row")
    }
    return Int(number)
  }
}
