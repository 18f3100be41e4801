/// The ASCII spelling of the signs that the program uses, for media that have nothing else.
enum ASCIISpelling {
  private static let spellings: [Character: String] = [
    "δ": "delta", "σ": "sigma", "η": "eta", "λ": "lambda", "π": "pi", "Σ": "sum ", "∂": "d", "½": "1/2", "²": "^2",
    "√": "sqrt", "⊙": "*", "·": "*", "×": "x", "ᵀ": ".T", "′": "'", "−": "-", "–": "-", "…": "...", "≠": "!=",
    "±": "+-",
    "→": "->", "←": "<-", "✓": "ok", "✗": "no", "‖": "|", "“": "\"", "”": "\"", "’": "'", "∞": "inf", "⌊": "floor(",
    "⌋": ")", "█": "#", "▀": "\"", "░": ".", "▒": "-", "▓": "=", "│": "|", "─": "-", "┤": "+", "└": "+", "ᵢ": "_i",
    "ⱼ": "_j", "ₛ": "_s", "₀": "0", "₁": "1", "₂": "2", "Φ": "Phi", "≤": "<=", "≥": ">=", "é": "e",
  ]

  static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return text.map { character in
      character.isASCII ? String(character) : spellings[character] ?? "?"
    }.joined()
  }
}
