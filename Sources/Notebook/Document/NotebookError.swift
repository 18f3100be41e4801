/// What is wrong in a file, with the line where it is.
public struct NotebookError: Error, Equatable, Sendable, CustomStringConvertible {
  public var message: String
  /// Counted from 1.
  public var line: Int

  public init(_ message: String, line: Int) {
    self.message = message
    self.line = line
  }

  public var description: String { "line \(line): \(message)" }
}
