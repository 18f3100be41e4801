/// Text made fit to print: control characters become visible, and everything becomes ASCII where that is asked for.
enum Spelling {
  /// - Parameter unicode: whether characters beyond ASCII may stay.
  static func clean(_ text: String, unicode: Bool) -> String {
    guard !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return text }
    return text.unicodeScalars.map { clean($0, unicode: unicode) }.joined()
  }

  private static func clean(_ scalar: Unicode.Scalar, unicode: Bool) -> String {
    if 0x20...0x7E ~= scalar.value { return String(scalar) }
    if let name = nameOfControl(scalar, unicode: unicode) { return name }
    if unicode { return String(scalar) }
    if 0x2801...0x28FF ~= scalar.value { return "*" }
    return ascii[scalar] ?? (scalar.properties.generalCategory == .nonspacingMark ? "" : "?")
  }

  /// How a character that would act on the terminal is shown: `␛` or `^[`; `<U+202E>` for those without a picture.
  private static func nameOfControl(_ scalar: Unicode.Scalar, unicode: Bool) -> String? {
    switch scalar.value {
    case 0..<0x20: unicode ? picture(0x2400 + scalar.value) : "^" + picture(scalar.value + 0x40)
    case 0x7F: unicode ? "␡" : "^?"
    case 0x80..<0xA0, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
      "<U+" + hexadecimal(scalar.value) + ">"
    default: nil
    }
  }

  private static func picture(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "?" }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The ASCII names of the language, and the usual replacements for signs.
  private static let ascii: [Unicode.Scalar: String] = [
    "δ": "delta", "σ": "sigma", "η": "eta", "α": "alpha", "β": "beta", "ε": "epsilon", "γ": "gamma", "λ": "lambda",
    "μ": "mu", "π": "pi", "θ": "theta", "ρ": "rho", "Φ": "Phi", "φ": "phi", "Σ": "sum ", "Δ": "Delta", "∂": "d",
    "∇": "grad ", "∑": "sum ",
    "ᵀ": ".T", "·": "@", "⊙": "*", "×": "x", "÷": "/", "−": "-", "–": "-", "—": "-", "½": "1/2", "¼": "1/4",
    "√": "sqrt", "∞": "inf", "≠": "!=", "≈": "~", "≤": "<=", "≥": ">=", "→": "->", "←": "<-", "↑": "^", "↓": "v",
    "∈": "in", "±": "+-", "‖": "||", "′": "'", "‘": "'", "’": "'", "“": "\"", "”": "\"", "…": "...", "•": "*",
    "°": "deg", "²": "^2", "³": "^3", "ᵢ": "_i", "ⱼ": "_j", "ₗ": "_l", "ᵗ": "^t", "₀": "_0", "₁": "_1", "₂": "_2",
    "₃": "_3",
    "₄": "_4", "₅": "_5", "₆": "_6", "₇": "_7", "₈": "_8", "₉": "_9", "✓": "[ok]", "✗": "[no]", "█": "#", "░": ".",
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "|", "┤": "|", "┴": "+", "┬": "+", "┼": "+",
    "▁": "_", "▂": ".", "▃": ".", "▄": "-", "▅": "-", "▆": "=", "▇": "*", "é": "e", "ï": "i", "ö": "o", "ü": "u",
    "ä": "a", "ß": "ss", "\u{A0}": " ",
  ]
}
