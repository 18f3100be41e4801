import Language

/// A person's own formula for a step of the backward pass or of the update, with the text it was typed as.
public struct Definition: Equatable, Sendable {
  public var expression: Expression
  /// The cell it was typed in.
  public var source: String
  /// The formula as it was typed.
  public var text: String

  public init(expression: Expression, source: String, text: String) {
    self.expression = expression
    self.source = source
    self.text = text
  }
}
