/// Makes text fit to print: control characters become visible, and everything becomes ASCII if required.
enum PrintableText {
  /// - Parameter unicode: whether characters beyond ASCII may stay.
  static func clean(_ text: String, unicode: Bool) -> String {
    guard !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return text }
    var result = ""
    var marks = 0
    var script: ASCIISpelling.Script?
    /// Whether a word such as `sum ` was written last, and whether its blank comes after the lowered characters.
    var (isWord, owesBlank) = (false, false)
    for scalar in text.unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      if marks > mostMarks { continue }
      if !unicode, let raised = ASCIISpelling.scripts[scalar] {
        if isWord { result.removeLast() }
        (isWord, owesBlank) = (false, isWord || owesBlank)
        result += (raised.script == script ? "" : raised.script.rawValue) + raised.plain
        script = raised.script
        continue
      }
      script = nil
      if isWord, scalar == " " {
        isWord = false
        continue
      }
      let piece = clean(scalar, unicode: unicode)
      isWord = piece.count > 1 && piece.last == " "
      let isClose = result.last.map { $0.isLetter || $0.isNumber } ?? false
      if isClose, isWord || (owesBlank && piece.first != " ") { result += " " }
      owesBlank = false
      result += piece
    }
    return result
  }

  /// More marks on a character than any script needs would run over the lines above and below.
  static let mostMarks = 4

  private static func clean(_ scalar: Unicode.Scalar, unicode: Bool) -> String {
    if 0x20...0x7E ~= scalar.value { return String(scalar) }
    if let name = nameOfControl(scalar, unicode: unicode) { return name }
    if unicode { return String(scalar) }
    if 0x2801...0x28FF ~= scalar.value { return "*" }
    return ASCIISpelling.signs[scalar] ?? (scalar.properties.generalCategory == .nonspacingMark ? "" : "?")
  }

  /// How a character that would act on the terminal is shown: `␛` or `^[`; `<U+202E>` for those without a picture.
  private static func nameOfControl(_ scalar: Unicode.Scalar, unicode: Bool) -> String? {
    switch scalar.value {
    case 0..<0x20: unicode ? picture(0x2400 + scalar.value) : "^" + picture(scalar.value + 0x40)
    case 0x7F: unicode ? "␡" : "^?"
    case 0x80..<0xA0, 0xAD, 0x061C, 0x115F...0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE00FF:
      "<U+" + scalar.value.hexadecimal(digits: 4).uppercased() + ">"
    default: nil
    }
  }

  private static func picture(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "?" }
}

extension Unicode.Scalar {
  /// Whether it is drawn on the character before it.
  var isMark: Bool {
    properties.generalCategory == .nonspacingMark || properties.generalCategory == .enclosingMark
  }
}

extension BinaryInteger {
  /// With zeros before it up to this many digits.
  func hexadecimal(digits: Int) -> String {
    let text = String(self, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
