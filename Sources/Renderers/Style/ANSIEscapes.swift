/// The sequences that `ANSIRenderer` writes.
public enum ANSIEscapes {
  /// The text without its colours.
  public static func removed(from text: String) -> String {
    var isEscape = false
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true }
      if !isEscape { scalars.append(scalar) }
      if scalar == "m" { isEscape = false }
    }
    return String(scalars)
  }
}
