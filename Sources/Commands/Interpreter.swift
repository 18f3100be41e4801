import Language
import Views

/// What came of one cell.
public struct CellOutcome: Sendable {
  /// The number in `In[n]`; a blank cell has none.
  public var number: Int?
  public var source: String
  /// The view, `nil` when the cell is muted or shows nothing.
  public var result: Result<View?, Diagnostic>
  /// Whether the cell asked to leave.
  public var quits: Bool
}

/// One suggestion for the text before the cursor.
public struct Suggestion: Equatable, Sendable {
  /// What replaces `Completion.replaced`.
  public var text: String
  public var summary: String
}

public struct Completion: Equatable, Sendable {
  /// The UTF-8 offsets in the line of what is replaced.
  public var replaced: Range<Int>
  public var suggestions: [Suggestion]
}

/// Runs cells one after another on a session. A cell that fails changes nothing.
public struct Interpreter: Sendable {
  public init() {}

  /// The number of the next cell, from 1.
  public var nextCellNumber: Int { 1 }

  public mutating func run(_ source: String, host: any Host) -> CellOutcome {
    CellOutcome(number: nil, source: source, result: .success(nil), quits: false)
  }

  /// Whether the text is a whole cell: no bracket is open and the last line does not end in `\`.
  public func isComplete(_ source: String) -> Bool { true }

  /// What could stand at a place in a line.
  public func completion(of line: String, at utf8Offset: Int) -> Completion {
    Completion(replaced: utf8Offset..<utf8Offset, suggestions: [])
  }
}
