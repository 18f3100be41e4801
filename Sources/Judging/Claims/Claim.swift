import SessionCore
import Engine
import Language

/// A claim that two expressions are equal.
public struct Claim {
  let left: Expression
  let right: Expression
  /// The text that both come from.
  let source: String
}

extension Claim {
  /// Reads `left == right` or `left = right` from a place in a text.
  public init(_ source: String, from start: Int) throws(Diagnostic) {
    var parser = ExpressionParser(source, from: start)
    let first = try parser.expression()
    if case .binary(.equal, let left, let right) = first {
      try parser.expectEnd()
      self.init(left: left, right: right, source: source)
    } else if parser.skip(.assign) {
      let right = try parser.expression()
      try parser.expectEnd()
      self.init(left: first, right: right, source: source)
    } else {
      try parser.expectEnd()
      throw Diagnostic(
        "a claim has two sides", at: first.span, hint: "check (a[2] - Y) * sigmoid'(z[2]) / B == delta[2]")
    }
  }

  /// The side that names a quantity or a part of one, with the other side; the right one if both do.
  var parts: (known: Expression, typed: Expression) {
    Self.root(of: right) != nil || Self.root(of: left) == nil ? (right, left) : (left, right)
  }

  /// The expression of the quantity that an expression is, or of which it takes a part: `dW[2]` of `dW[2][0, 1]`.
  public static func root(of expression: Expression) -> Expression? {
    switch expression {
    case .name(let name, _): Names.single(name) == nil ? nil : expression
    case .index(.name(let name, _), _, _): Names.family(name) == nil ? nil : expression
    case .index(let base, _, _), .transpose(let base, _): root(of: base)
    default: nil
    }
  }

  /// The digits with which a number was written, 3 in `0.0123`; of a matrix the fewest; `nil` for other expressions.
  static func writtenDigits(of expression: Expression, in source: String) -> Int? {
    switch expression {
    case .number(_, let span):
      let text = String(decoding: Array(source.utf8)[span.start..<span.end], as: UTF8.self)
      return text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber).drop { $0 == "0" }.count
    case .negation(let operand, _): return writtenDigits(of: operand, in: source)
    case .matrix(let rows, _):
      let counts = rows.joined().map { writtenDigits(of: $0, in: source) }
      return counts.contains(nil) ? nil : counts.compactMap { $0 }.filter { $0 > 0 }.min()
    default: return nil
    }
  }
}

extension Expression {
  /// Whether it reads a quantity and no value of the user's own state, so that it can be evaluated on other states.
  func followsState(_ session: Session) -> Bool {
    let (names, variables) = (session.valuesRead(by: self), session.variables)
    func isFixed(_ name: String) -> Bool {
      variables[name].map { $0.shape != .number } ?? (name == "_" || name == "Out")
    }
    func isQuantity(_ name: String) -> Bool {
      variables[name] == nil && (Names.family(name) != nil || Names.single(name) != nil)
    }
    return names.contains(where: isQuantity) && !names.contains(where: isFixed)
  }
}
