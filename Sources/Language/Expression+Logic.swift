/// Conditions: `x > 1 and x < 4`, which are calls of functions with the names of the words.
extension Expression {
  /// A word between conditions, or before one.
  public enum Connective: String, CaseIterable, Sendable { case and, or, not }
}

extension Expression.Call {
  /// The word that the call is written with; `nil` for other calls.
  public var connective: Expression.Connective? {
    guard order == 0, partial == nil, axis == nil, let word = Expression.Connective(rawValue: function) else {
      return nil
    }
    return arguments.count == (word == .not ? 1 : 2) ? word : nil
  }

  /// Operands with a word between them, or one after it.
  static func joining(
    _ operands: [Expression], by connective: Expression.Connective, at word: SourceSpan
  ) -> Expression.Call {
    let span = operands.reduce(word) { $0.joined($1.span) }
    return Expression.Call(
      function: connective.rawValue, order: 0, arguments: operands, nameSpan: word, span: span)
  }
}

extension ExpressionParser {
  /// The error of `1 < 2 < 3`, of which the second sign is next.
  /// - Parameters:
  ///   - start: where the first operand starts.
  ///   - sign: the first sign.
  func chainedComparison(from start: Int, _ sign: SourceSpan) -> Diagnostic {
    let second = token.span
    var ahead = self
    ahead.givesHints = false
    ahead.advance()
    let middle = typed(from: sign.end, to: end)
    let first = "\(typed(from: start, to: end)) and \(middle)"
    let isRead = (try? ahead.sum()) != nil
    let rest = isRead ? typed(from: second.start, to: ahead.end) : "\(token.kind.description) c"
    return Diagnostic("comparisons do not chain", at: second, hint: "write \(first) \(rest)")
  }

  /// Refuses `X⁻¹`, which may be meant as the inverse of a matrix.
  func requireNumber(_ base: Expression, at span: SourceSpan) throws(Diagnostic) {
    if case .number = base { return }
    throw Diagnostic(
      "⁻¹ can be read in two ways here", at: span,
      hint: "inv(\(base.code)) is the inverse of a matrix, 1 / \(base.operandCode) that of each entry")
  }
}
