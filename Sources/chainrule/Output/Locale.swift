import CLineEditor

/// The character set of the terminal.
enum Locale {
  /// Whether the environment asks for another character set than UTF-8.
  nonisolated(unsafe) private(set) static var isASCII = false

  /// Called once, first of all.
  static func use() { isASCII = line_editor_use_locale() }
}
