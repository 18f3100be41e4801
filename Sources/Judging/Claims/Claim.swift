import Engine
import Language
import SessionCore

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

  /// The expression of the quantity that an expression is, or of which it takes a part: `dW[2]` of `dW[2][0, 1]`.
  public static func root(of expression: Expression) -> Expression? {
    switch expression {
    case .name(let name, _): Names.single(name) == nil ? nil : expression
    case .index(.name(let name, _), _, _): Names.family(name) == nil ? nil : expression
    case .index(let base, _, _), .transpose(let base, _): root(of: base)
    case .number, .call, .negation, .binary, .matrix: nil
    }
  }

  /// The sides of the claim: the one that names a quantity, and the other. If both do, the one that is computed later is
  /// what the claim is about; a written number never is.
  func parts(in session: Session) -> (known: Expression, typed: Expression) {
    func place(_ side: Expression) -> Int? {
      guard let root = Self.root(of: side) else { return nil }
      var evaluator = Evaluator(session: session, source: source)
      let quantity = (try? evaluator.quantity(of: root)) ?? nil
      return quantity.flatMap { session.network?.operationOrder.firstIndex(of: $0) } ?? -1
    }
    switch (place(left), place(right)) {
    case (let a?, let b?): return a > b ? (left, right) : (right, left)
    case (nil, nil) where left.isWritten: return (right, left)
    case (nil, nil) where right.isWritten: return (left, right)
    case (nil, _): return (right, left)
    case (_, nil): return (left, right)
    }
  }
}

extension Expression {
  /// Whether it is a number or a matrix of numbers, as it is typed or pasted.
  var isWritten: Bool {
    switch self {
    case .number: true
    case .negation(let operand, _): operand.isWritten
    case .matrix(let rows, _): rows.joined().allSatisfy(\.isWritten)
    case .name, .call, .binary, .index, .transpose: false
    }
  }

  /// Whether it reads a quantity of the pass, or what the optimiser remembers: its value follows the state.
  func readsQuantities(in session: Session) -> Bool {
    session.valuesRead(by: self).contains {
      Names.family($0) != nil || Names.single($0) != nil || ["m", "v"].contains($0)
    }
  }
}
