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
      guard case .matrix(let shape) = try shape(of: operand) else { return .number }
      return .matrix(Shape(rows: shape.columns, columns: shape.rows))
    case .binary: return try shape(ofChain: expression)
    case .call(let call): return try shape(of: call)
    case .index(let base, let subscripts, let span):
      try checkShapes(in: subscripts)
      if let quantity = try quantity(of: expression) { return try read(quantity, at: span).shape }
      if let output = try output(of: expression) { return output.shape }
      guard case .matrix(let shape) = try shape(of: base) else {
        throw Diagnostic("\(text(base)) is a number and has no entries", at: span)
      }
      return try selection(subscripts, of: shape, in: base).shape
    case .matrix(let rows, _):
      for entry in rows.joined() {
        let entryShape = try shape(of: entry)
        if entryShape != .number {
          throw Diagnostic("an entry of a matrix is a number, not \(entryShape)", at: entry.span)
        }
      }
      return .matrix(Shape(rows: rows.count, columns: rows[0].count))
    }
  }

  /// Checks the shapes inside subscripts, so that their values can be taken.
  public mutating func checkShapes(in subscripts: [Expression.Subscript]) throws(Diagnostic) {
    for expression in subscripts.flatMap(\.bounds) { _ = try shape(of: expression) }
  }

  private mutating func shape(ofChain expression: Expression) throws(Diagnostic) -> ValueShape {
    let (first, links) = expression.chain
    var result = try shape(of: first)
    for link in links { result = try shape(link.sign, link.left, result, link.right, try shape(of: link.right)) }
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
          at: span, hint: "* multiplies by a number")
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

  private func product(_ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression) throws(Diagnostic) -> Shape {
    if a.columns == b.rows { return Shape(rows: a.rows, columns: b.columns) }
    throw Diagnostic(
      "cannot multiply \(text(left)) (\(a)) by \(text(right)) (\(b)): \(a.columns) ≠ \(b.rows)",
      at: left.span.joined(right.span), hint: productHint(a, b, left, right))
  }

  private func productHint(_ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression) -> String {
    if let hint = neighbourHint(left, right) { return hint }
    let (l, r) = (operandText(left), operandText(right))
    if a.columns == b.columns { return "\(l) @ \(transposedText(right)) would fit: \(a.rows)×\(b.rows)" }
    if a.rows == b.rows { return "\(transposedText(left)) @ \(r) would fit: \(a.columns)×\(b.columns)" }
    if b.columns == a.rows { return "\(r) @ \(l) would fit: \(b.rows)×\(a.columns)" }
    return "the columns of the left factor must be as many as the rows of the right"
  }

  /// An error signal multiplied by the weights of another layer.
  private func neighbourHint(_ left: Expression, _ right: Expression) -> String? {
    var bare = right
    if case .transpose(let operand, _) = right { bare = operand }
    guard let l = Self.layer(of: left, named: "delta"), let k = Self.layer(of: bare, named: "W"), l != k else {
      return nil
    }
    return "W[\(k)] is the weights of the neighbouring layer: from delta[\(l)] back goes W[\(l)]"
  }

  /// The layer of `name[layer]`, if it is written as a number.
  private static func layer(of expression: Expression, named name: String) -> Int? {
    guard case .index(.name(name, _), let subscripts, _) = expression, subscripts.count == 1,
      case .at(.number(let layer, _)) = subscripts[0]
    else { return nil }
    return Int(exactly: layer)
  }

  /// The transpose of an expression as it would be typed.
  private func transposedText(_ expression: Expression) -> String {
    if case .transpose(let operand, _) = expression { return operandText(operand) }
    return operandText(expression) + ".T"
  }

  private func operandText(_ expression: Expression) -> String {
    if case .binary = expression { return "(\(text(expression)))" }
    return text(expression)
  }

  private func mismatch(
    _ sign: Expression.Operator, _ left: Expression, _ a: Shape, _ right: Expression, _ b: Shape
  ) -> Diagnostic {
    let verb =
      switch sign {
      case .add: "add \(text(left)) (\(a)) and \(text(right)) (\(b))"
      case .subtract: "subtract \(text(right)) (\(b)) from \(text(left)) (\(a))"
      case .multiply: "multiply \(text(left)) (\(a)) and \(text(right)) (\(b)) entry by entry"
      case .divide: "divide \(text(left)) (\(a)) by \(text(right)) (\(b)) entry by entry"
      default: "compare \(text(left)) (\(a)) with \(text(right)) (\(b)) entry by entry"
      }
    let reason = a.columns == b.columns ? "\(a.rows) ≠ \(b.rows) rows" : "\(a.columns) ≠ \(b.columns) columns"
    let hint: String? =
      if a == Shape(rows: b.columns, columns: b.rows) {
        "one of them is transposed: \(operandText(right)).T is \(a)"
      } else if sign == .multiply, a.columns == b.rows {
        "@ is the matrix product: it would be \(a.rows)×\(b.columns)"
      } else if sign == .multiply, a.rows == 1 && b.columns == 1 || a.columns == 1 && b.rows == 1 {
        "outer(\(text(left)), \(text(right))) has every product"
      } else if a.columns == 1 || b.columns == 1 {
        "a row spreads over rows of its length, a column over columns of its length"
      } else {
        nil
      }
    return Diagnostic("cannot \(verb): \(reason)", at: left.span.joined(right.span), hint: hint)
  }

  private mutating func shape(of call: Expression.Call) throws(Diagnostic) -> ValueShape {
    if let quotient = try quotient(call) { return try shape(of: quotient) }
    if let result = try result(of: call) { return result.shape }
    let function = try function(of: call)
    var shapes: [ValueShape] = []
    for argument in call.arguments { shapes.append(try shape(of: argument)) }
    switch function.rule {
    case .entrywise, .rowwise: return shapes[0]
    case .entrywisePair:
      return try joined(shapes[0], shapes[1], call)
    case .choice: return try joined(joined(shapes[0], shapes[1], call), shapes[2], call)
    case .reduction:
      guard case .matrix(let shape) = shapes[0], let axis = try axis(of: call) else { return .number }
      return .matrix(axis == 0 ? Shape(rows: 1, columns: shape.columns) : Shape(rows: shape.rows, columns: 1))
    case .transpose: return try shape(of: .transpose(call.arguments[0], call.span))
    case .diagonal, .outer, .oneHot, .zeros, .ones, .unit:
      // These results are cheap, and their shapes depend on the values.
      let (arguments, axis) = (try arguments(of: call), try axis(of: call))
      try function.validate(arguments, call)
      return function.apply(to: arguments, axis: axis).shape
    }
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
      let arity = function.arity
      let wanted =
        arity.lowerBound == arity.upperBound ? "\(arity.lowerBound)" : "\(arity.lowerBound) or \(arity.upperBound)"
      throw Diagnostic(
        "\(name) takes \(wanted) argument\(arity.upperBound == 1 ? "" : "s"), not \(call.arguments.count)",
        at: call.span, hint: ofTwo(call))
    }
    if call.axis != nil, !function.takesAxis { throw Diagnostic("\(name) takes no axis", at: call.span) }
    return function
  }

  /// What users who know Python's or C's `max(a, b)` look for.
  private func ofTwo(_ call: Expression.Call) -> String? {
    let names = ["max": "maximum", "min": "minimum"]
    guard call.arguments.count == 2, let name = names[call.function] else { return nil }
    return "\(name)(…, …) compares two, entry by entry; \(call.function) is of the entries of one"
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

  func unknownFunction(_ call: Expression.Call) -> Diagnostic {
    if call.order > 0, Function.all[call.function] != nil {
      return Diagnostic(
        call.function == "softmax"
          ? "the derivative of softmax is a Jacobian, not an entry for each entry"
          : "\(call.name) is not known", at: call.nameSpan,
        hint: call.function == "softmax"
          ? "row by row: delta = a * (da - sum(da * a, axis 1))" : "activations have derivatives: sigmoid'(z[1])")
    }
    if parameter(call.function) != nil || Names.isReserved(call.function, in: session)
      || session.variables[call.function] != nil
    {
      return Diagnostic(
        "\(call.function) is not a function", at: call.nameSpan,
        hint: "entries are taken with [ ], products with * or @")
    }
    let isLetter = call.function.count == 1
    let near =
      isLetter
      ? nil
      : Suggestions.nearest(
        to: call.function, among: Function.all.keys.filter { !$0.hasSuffix("'") } + session.functions.keys)
    return Diagnostic(
      "unknown function \(call.function)", at: call.nameSpan,
      hint: near.map { "did you mean \($0)?" } ?? "help functions lists them; your own: \(call.function)(x) = …")
  }
}
