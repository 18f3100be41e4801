/// A word or sign of an expression, with its place.
public struct Token: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case number(Double)
    /// A name, with its Unicode spelling folded to the ASCII one: `δ` is `delta`.
    case name(String)
    case text(String)
    case plus, minus, times, divide, matrixProduct, power
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, assign
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    case comma, colon, semicolon, prime, transpose
    case unknown(String)
    case end
  }

  public let kind: Kind
  public let span: SourceSpan
}
