import Engine
import Language
import SessionCore

/// Values of expressions on one state, many of them: what is read of the session is kept.
///
/// It gives what `Evaluator` gives; what it does not know itself, as index notation, it asks there.
struct TreeValues {
  let session: Session
  private let outputs: Outputs
  private let source: String
  /// Quantities that have other values than in the session.
  private(set) var replaced: [Quantity: Matrix<Double>] = [:]
  private var quantities: [Leaf: Quantity?] = [:]

  /// A name, with a layer if it has one.
  private struct Leaf: Hashable {
    var name: String
    var layer: Double?
  }

  init(_ session: Session, outputs: Outputs, source: String) {
    (self.session, self.outputs, self.source) = (session, outputs, source)
  }

  /// The value of an expression; `nil` if its shapes do not fit or something has no value.
  mutating func matrix(_ expression: Expression) -> Matrix<Double>? { value(expression)?.asMatrix }

  /// The value of an expression if some quantities were others.
  mutating func matrix(_ expression: Expression, replacing other: [Quantity: Matrix<Double>]) -> Matrix<Double>? {
    let before = replaced
    defer { replaced = before }
    replaced.merge(other) { $1 }
    return matrix(expression)
  }

  /// The value of a quantity.
  func value(of quantity: Quantity) -> Matrix<Double>? {
    let quantity = quantity == .activation(0) ? .input : quantity
    return replaced[quantity] ?? session[quantity]
  }

  mutating func value(_ expression: Expression) -> Value? {
    switch expression {
    case .number(let x, _): return .number(x)
    case .name, .index: return selected(expression)
    case .negation(let inner, _): return value(inner).map { $0.mapped { -$0 } }
    case .transpose(let inner, _): return value(inner)?.exchanged
    case .binary(let sign, let left, let right):
      guard let a = value(left), let b = value(right) else { return nil }
      return a.joined(with: b, by: sign)
    case .call(let call): return value(call)
    case .matrix: return asked(expression)
    }
  }

  // MARK: Quantities

  /// The quantity that an expression names: `W[1]`, `X`; `nil` for anything else.
  mutating func quantity(of expression: Expression) -> Quantity? {
    guard let leaf = Self.leaf(expression) else { return nil }
    if let known = quantities[leaf] { return known }
    var evaluator = Evaluator(session: session, outputs: outputs, source: source)
    let found = (try? evaluator.quantity(of: expression)) ?? nil
    let quantity = found == .activation(0) ? .input : found
    quantities[leaf] = quantity
    return quantity
  }

  private static func leaf(_ expression: Expression) -> Leaf? {
    switch expression {
    case .name(let name, _): Leaf(name: name, layer: nil)
    case .index(.name(let name, _), let list, _):
      if list.count == 1, case .at(let index) = list[0], let layer = number(index) {
        Leaf(name: name, layer: layer)
      } else {
        nil
      }
    default: nil
    }
  }

  private static func number(_ expression: Expression) -> Double? {
    switch expression {
    case .number(let x, _): x
    case .negation(let inner, _): number(inner).map { -$0 }
    default: nil
    }
  }

  private mutating func selected(_ expression: Expression) -> Value? {
    if let quantity = quantity(of: expression) {
      return value(of: quantity).map { Value($0, of: quantity) }
    }
    guard case .index(let base, let list, _) = expression else { return constant(expression) }
    if list.count == 1, self.quantity(of: base)?.family.isRow == true { return asked(expression) }
    guard list.allSatisfy(\.isPlain), case .matrix(let matrix)? = value(base) else { return asked(expression) }
    return matrix.selection(list)
  }

  private mutating func constant(_ expression: Expression) -> Value? {
    if case .name("B", _) = expression, session.samples > 0 { return .number(Double(session.samples)) }
    return asked(expression)
  }

  /// What the session's own evaluator says.
  private func asked(_ expression: Expression) -> Value? {
    var session = session
    for (quantity, matrix) in replaced where session.trace[quantity] != nil { session.trace[quantity] = matrix }
    var evaluator = Evaluator(session: session, outputs: outputs, source: source)
    return try? evaluator.evaluate(expression)
  }

  // MARK: Calls

  private mutating func value(_ call: Expression.Call) -> Value? {
    guard call.partial == nil, session.functions[call.function] == nil, let function = Function.all[call.name] else {
      return asked(.call(call))
    }
    var arguments: [Value] = []
    for argument in call.arguments {
      guard let value = value(argument) else { return nil }
      arguments.append(value)
    }
    switch (function.rule, arguments.count) {
    case (.entrywise(let f), 1): return arguments[0].mapped(f)
    case (.rowwise(let f), 1): return .matrix(f(arguments[0].asMatrix))
    case (.layout(.transpose), 1): return arguments[0].exchanged
    case (.entrywisePair(let f), 2): return arguments[0].joined(with: arguments[1], f)
    case (.reduction, 1):
      guard let axis = call.axis else { return try? function.value(of: arguments, axis: nil, for: call) }
      return Self.number(axis).flatMap { Int(exactly: $0) }.flatMap { axis in
        0...1 ~= axis ? try? function.value(of: arguments, axis: axis, for: call) : nil
      }
    default: return asked(.call(call))
    }
  }
}
