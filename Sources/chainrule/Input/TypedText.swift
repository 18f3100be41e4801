/// Text that goes into the line as if the person had typed it.
enum TypedText {
  /// Without what a keyboard does not write: control characters, which are keys to the editor, and the marks that turn
  /// the direction of writing, which make a line look like another.
  static func clean(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 == "\n" || !isHidden($0) }))
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
  }
}
