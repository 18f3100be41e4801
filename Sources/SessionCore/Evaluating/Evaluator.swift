import Engine
import Interruption
import Language
import RealModule

/// Evaluates expressions on a session: the shapes of the complete tree first, then numbers.
public struct Evaluator {
  public let session: Session
  /// The results of earlier cells.
  var outputs = Outputs()
  private let ownSource: String
  /// The calls of the user's functions.
  var calls = CallLog()
  /// Quantities that were read and are out of date, each with what has changed since.
  private(set) var staleReads: [Quantity: Quantity] = [:]
  /// Results of stale cells that were used, with the reasons.
  private(set) var staleOutputs: [Int: String] = [:]
  /// Records what is used.
  let reads: ReadLog?
  /// The random stream that rand and randn draw from; `nil` for a formula that must give the same each time.
  public internal(set) var generator: NumPyGenerator?
  /// How many calls have drawn from it.
  public internal(set) var draws = 0
  /// t, the number of the step whose update is computed; `nil` elsewhere.
  private let step: Int?

  public init(
    session: Session, outputs: Outputs = Outputs(), source: String, reads: ReadLog? = nil, step: Int? = nil,
    drawsNumbers: Bool = false
  ) {
    generator = drawsNumbers ? session.generator : nil
    self.session = session
    self.outputs = outputs
    ownSource = source
    self.reads = reads
    self.step = step
  }

  /// The text that the expressions come from, for messages: of the cell, or of the function that is called.
  var source: String { calls.frames.last?.function.text ?? ownSource }

  /// The value of an expression, after its shapes have been checked.
  public mutating func evaluate(_ expression: Expression) throws(Diagnostic) -> Value {
    calls = CallLog()
    if let value = try indexedValue(of: expression) { return value }
    _ = try shape(of: expression)
    return try value(of: expression)
  }

  public mutating func number(_ expression: Expression) throws(Diagnostic) -> Double {
    _ = try shape(of: expression)
    return try plainNumber(expression)
  }

  /// The number that an expression of checked shape is.
  mutating func plainNumber(_ expression: Expression) throws(Diagnostic) -> Double {
    let value = try value(of: expression)
    if case .number(let number) = value { return number }
    throw Diagnostic("expected a number, not \(text(expression)) (\(value.shape))", at: expression.span)
  }

  /// The text of an expression as it was typed, with the parentheses around its first and last operand; one that was
  /// put together from several texts is printed.
  public func text(_ expression: Expression) -> String {
    let bytes = Array(source.utf8)
    var (start, end) = (expression.span.start, expression.span.end)
    let isTyped = expression.nodes.allSatisfy { $0.span.start <= $0.span.end && $0.span.end <= bytes.count }
    guard isTyped, start < end else { return expression.code }
    if expression.nodes.contains(where: { Self.isFunctionForSign($0, in: bytes) }) { return expression.code }
    var (open, unopened) = (0, 0)
    for byte in bytes[start..<end] {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { if open > 0 { open -= 1 } else { unopened += 1 } }
    }
    while unopened > 0, start > 0 {
      start -= 1
      if bytes[start] == UInt8(ascii: "(") { unopened -= 1 }
    }
    while open > 0, end < bytes.count {
      if bytes[end] == UInt8(ascii: ")") { open -= 1 }
      end += 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Whether it is a sign here, typed as a function of two arguments: `np.dot(a, b)`.
  private static func isFunctionForSign(_ expression: Expression, in bytes: [UInt8]) -> Bool {
    guard case .binary(_, let left, let right) = expression, left.span.end < right.span.start else { return false }
    return bytes[left.span.end..<right.span.start].contains(UInt8(ascii: ","))
  }

  public mutating func read(_ quantity: Quantity, at span: SourceSpan) throws(Diagnostic) -> Value {
    guard let matrix = session[quantity] else { throw missing(quantity, at: span) }
    for part in quantity == .activationGradient(0) ? [.delta(1), .weights(1)] : [quantity] { reads?.read(part) }
    if let cause = session.cause(ofStaleness: quantity) {
      staleReads[quantity] = cause
      reads?.readOutOfDate(quantity)
    }
    return Value(matrix, of: quantity)
  }

  // MARK: Values; shapes are known to fit

  mutating func value(of expression: Expression) throws(Diagnostic) -> Value {
    try Work.current.check(at: expression.span)
    switch expression {
    case .number(let number, _): return .number(number)
    case .name(let name, let span): return try value(named: name, at: span)
    case .negation(let operand, _): return try value(of: operand).map { -$0 }
    case .transpose(let operand, _): return try value(of: operand).transposed
    case .binary: return try value(ofChain: expression)
    case .call(let call): return try apply(call)
    case .index(let base, let subscripts, _): return try value(of: expression, base, subscripts)
    case .matrix(let rows, _): return try value(ofRows: rows)
    }
  }

  private mutating func value(
    of expression: Expression, _ base: Expression, _ subscripts: [Expression.Subscript]
  ) throws(Diagnostic) -> Value {
    if let quantity = try quantity(of: expression) { return try read(quantity, at: expression.span) }
    if let output = try output(of: expression) { return output }
    let whole = try value(of: base)
    guard case .matrix(let matrix) = whole else { return whole }
    return try selection(subscripts, of: matrix.shape, in: base).apply(to: matrix)
  }

  private mutating func value(ofRows rows: [[Expression]]) throws(Diagnostic) -> Value {
    var elements: [Double] = []
    for entry in rows.joined() { elements.append(try plainNumber(entry)) }
    return .matrix(Matrix(rows: rows.count, columns: rows[0].count, elements: elements))
  }

  private mutating func value(ofChain expression: Expression) throws(Diagnostic) -> Value {
    let (first, links) = expression.chain
    var result = try value(of: first)
    for link in links {
      let right = try value(of: link.right)
      if link.sign == .matrixProduct, case .matrix(let a) = result, case .matrix(let b) = right {
        result = .matrix(a.multiplied(by: b))
      } else {
        result = result.combined(with: right, Self.operation(link.sign))
      }
    }
    return result
  }

  private mutating func value(named name: String, at span: SourceSpan) throws(Diagnostic) -> Value {
    if let parameter = parameter(name) { return parameter }
    if let quantity = Names.single(name, in: session) { return try read(quantity, at: span) }
    if let variable = session.variables[name] {
      reads?.read(.variable(name))
      return variable
    }
    if let constant = constant(name) { return .number(constant) }
    if name == "_" {
      guard let last = outputs.last else { throw Diagnostic("there is no earlier result", at: span) }
      if let cell = last.number { noteResult(of: cell) }
      return last.value
    }
    throw unknown(name, at: span)
  }

  package func constant(_ name: String) -> Double? {
    switch name {
    case "eta":
      reads?.read(.learningRate)
      return session.learningRate
    case "pi": return .pi
    case "e": return .exp(1)
    case "t": return step.map(Double.init)
    case "B":
      reads?.read(Quantity.input)
      return session.samples > 0 ? Double(session.samples) : nil
    case "L", "l2", "l1":
      reads?.read(.network)
      if name == "L" { return session.network.map { Double($0.depth) } }
      return name == "l2" ? session.objective.l2 : session.objective.l1
    default: return nil
    }
  }

  private mutating func noteResult(of cell: Int) {
    reads?.readResult(of: cell)
    staleOutputs[cell] = outputs.cause(cell)
  }

  package static func operation(_ sign: Expression.Operator) -> (Double, Double) -> Double {
    switch sign {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply, .matrixProduct: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .power: { $1 == 2 ? $0 * $0 : $1 == $1.rounded() && abs($1) < 1024 ? .pow($0, Int($1)) : .pow($0, $1) }
    case .equal: { $0 == $1 ? 1 : 0 }
    case .notEqual: { $0 != $1 ? 1 : 0 }
    case .less: { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: { $0 <= $1 ? 1 : 0 }
    case .greater: { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: { $0 >= $1 ? 1 : 0 }
    }
  }

  private mutating func apply(_ call: Expression.Call) throws(Diagnostic) -> Value {
    if let quotient = try quotient(call) { return try value(of: quotient) }
    if let result = try result(of: call) { return result }
    return try function(of: call).value(of: try arguments(of: call), axis: try axis(of: call), for: call)
  }

  mutating func arguments(of call: Expression.Call) throws(Diagnostic) -> [Value] {
    var values: [Value] = []
    for argument in call.arguments { values.append(try value(of: argument)) }
    return values
  }

  /// The value of `Out[3]`; `nil` for other expressions.
  package mutating func output(of expression: Expression) throws(Diagnostic) -> Value? {
    guard case .index(.name("Out", _), let subscripts, let span) = expression else { return nil }
    guard subscripts.count == 1, case .at(let index) = subscripts[0] else {
      throw Diagnostic("Out takes the number of a cell", at: span, hint: "Out[3]")
    }
    let number = try plainNumber(index)
    guard let cell = Int(exactly: number), let value = outputs[cell] else {
      throw Diagnostic("cell \(number.formatted) has no result", at: span)
    }
    noteResult(of: cell)
    return value
  }
}
