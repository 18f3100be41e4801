import Views

/// What a cell printed: as plain text, and as the view that it is the text of.
public struct CellOutput: Equatable, Sendable {
  public var text: String
  /// `nil` for a muted cell and for a runner that has no views.
  public var view: View?
  /// How the session writes numbers.
  public var format = NumberFormat()
  /// Whether the text is the message of an error.
  public var isError: Bool

  public init(_ text: String, isError: Bool = false, view: View? = nil, format: NumberFormat = NumberFormat()) {
    self.text = text
    self.view = view
    self.format = format
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
  /// The words that begin a command.
  var commandNames: Set<String> { get }

  mutating func run(_ source: String) -> CellOutput

  /// The value of an expression, which changes nothing.
  ///
  /// - Throws: `EvaluationError`.
  func value(of expression: String) throws -> NumericValue
}
