import Views

/// What a cell printed, as plain text.
public struct CellOutput: Equatable, Sendable {
  public var text: String
  /// Whether the text is the message of an error.
  public var isError: Bool

  public init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}

/// An expression has no value.
public struct EvaluationError: Error, Equatable, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}

/// Runs the cells of a document one after another.
///
/// A runner is a value: a copy is a snapshot of the session.
public protocol CellRunner: Sendable {
  mutating func run(_ source: String) -> CellOutput

  /// The value of an expression, which changes nothing.
  ///
  /// - Throws: `EvaluationError`.
  func value(of expression: String) throws -> NumericValue
}
