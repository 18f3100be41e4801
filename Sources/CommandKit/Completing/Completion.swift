import SessionCore

/// What could stand at a place in a line.
public struct Completion: Equatable, Sendable {
  /// The UTF-8 offsets in the line of what is replaced.
  public var replaced: Range<Int>
  public var suggestions: [Suggestion]
  /// What is expected where no word can be offered: `W[1] is 5×3: rows 0…4, columns 0…2`.
  public var hint: String?

  public init(replaced: Range<Int>, suggestions: [Suggestion], hint: String? = nil) {
    self.replaced = replaced
    self.suggestions = suggestions
    self.hint = hint
  }
}

/// One suggestion for the text before the cursor.
public struct Suggestion: Equatable, Sendable {
  /// What replaces `Completion.replaced`.
  public var text: String
  /// How it is listed.
  public var label: String
  public var summary: String
  /// What is inserted behind it where it is the only one: a blank where another word may come.
  public var tail = ""
  /// Whether the word goes on behind it: a folder, a quantity whose layer is missing.
  public var isOpen: Bool
  /// What it is listed under.
  public var group: String?

  public init(
    _ text: String, _ summary: String = "", label: String? = nil, isOpen: Bool = false, group: String? = nil
  ) {
    self.text = text
    self.label = label ?? text
    self.summary = summary
    self.isOpen = isOpen
    self.group = group
  }
}
