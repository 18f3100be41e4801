import Engine
import Language

/// Something a person claims: that two expressions are equal.
public struct Claim {
  public let left: Expression
  public let right: Expression
  /// The text that both come from.
  public let source: String

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

  public init(left: Expression, right: Expression, source: String) {
    self.left = left
    self.right = right
    self.source = source
  }

  /// The side that names a quantity or a part of one, with the other side; the right one where both do.
  public var parts: (known: Expression, typed: Expression) {
    Self.root(of: right) != nil || Self.root(of: left) == nil ? (right, left) : (left, right)
  }

  /// The expression of the quantity that an expression is, or of which it takes a part: `dW[2]` of `dW[2][0, 1]`.
  public static func root(of expression: Expression) -> Expression? {
    switch expression {
    case .name(let name, _):
      return Names.single(name) == nil ? nil : expression
    case .index(.name(let name, _), _, _): return Names.family(name) == nil ? nil : expression
    case .index(let base, _, _): return root(of: base)
    case .transpose(let base, _): return root(of: base)
    default: return nil
    }
  }

  /// The digits that were written, where an expression is a number: `0.0123` has 3.
  static func writtenDigits(of expression: Expression, in source: String) -> Int? {
    switch expression {
    case .number(_, let span):
      let text = String(decoding: Array(source.utf8)[span.start..<span.end], as: UTF8.self)
      let mantissa = text.prefix { $0 != "e" && $0 != "E" }
      let digits = mantissa.filter { $0.isNumber }.drop { $0 == "0" }
      return digits.count
    case .negation(let operand, _): return writtenDigits(of: operand, in: source)
    case .matrix(let rows, _):
      let counts = rows.joined().map { writtenDigits(of: $0, in: source) }
      return counts.contains(nil) ? nil : counts.compactMap { $0 }.filter { $0 > 0 }.min()
    default: return nil
    }
  }
}
