/// How signs beyond ASCII are spelled in it: as in the shell's language, else as usual.
enum ASCIISpelling {
  /// The sign before raised or lowered characters: `x^2`, `W_12`.
  enum Script: String { case raised = "^", lowered = "_" }

  /// Raised and lowered characters with their plain forms. `ᵀ` is not among them: it is `.T` in the language.
  static let scripts: [Unicode.Scalar: (script: Script, plain: String)] = {
    let raised = table("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0123456789+-=()abcdefghijklmnoprstuvwxyz")
    let lowered = table("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx")
    return raised.mapValues { (.raised, $0) }.merging(lowered.mapValues { (.lowered, $0) }) { $1 }
  }()

  private static func table(_ from: String, _ to: String) -> [Unicode.Scalar: String] {
    let pairs = zip(from.unicodeScalars, to).map { ($0, String($1)) }
    return Dictionary(pairs) { first, _ in first }
  }

  static let signs: [Unicode.Scalar: String] = greek.merging(mathematics) { $1 }.merging(writing) { $1 }
    .merging(drawing) { $1 }

  private static let greek: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "sum ", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega",
  ]

  private static let mathematics: [Unicode.Scalar: String] = [
    "∂": "d", "∇": "grad ", "∑": "sum ", "∏": "prod ", "∫": "int ", "ᵀ": ".T", "·": "@", "⊙": "*", "×": "x", "÷": "/",
    "−": "-", "½": "1/2", "¼": "1/4", "¾": "3/4", "√": "sqrt", "∞": "inf", "≠": "!=", "≈": "~", "≃": "~", "∼": "~",
    "≡": "==", "≔": ":=", "≤": "<=", "≥": ">=", "≪": "<<", "≫": ">>", "→": "->", "←": "<-", "↑": "^", "↓": "v",
    "↔": "<->", "↦": "|->", "⇒": "=>", "⇐": "<=", "⇔": "<=>", "∈": "in", "∉": "not in", "∅": "{}", "∩": "and",
    "∪": "or", "∧": "and", "∨": "or", "¬": "not ", "∀": "for all ", "∃": "there is ", "±": "+-", "∓": "-+", "‖": "||",
    "∘": "o", "∗": "*", "⋆": "*", "⊗": "(x)", "⊕": "(+)", "∝": "~", "⊤": "T", "⟨": "<", "⟩": ">", "⌊": "floor(",
    "⌋": ")", "⌈": "ceil(", "⌉": ")", "⋯": "...", "⋮": ":", "⋱": "...", "ℓ": "l", "ℝ": "R", "ℕ": "N", "ℤ": "Z",
    "ℚ": "Q", "ℂ": "C", "𝔼": "E", "⊂": "subset of", "⊆": "subset of",
  ]

  private static let writing: [Unicode.Scalar: String] = [
    "–": "-", "—": "-", "′": "'", "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "\"", "»": "\"", "…": "...", "•": "*",
    "°": "deg", "†": "+", "é": "e", "è": "e", "ï": "i", "ö": "o", "ü": "u", "ä": "a", "Ö": "O", "Ü": "U", "Ä": "A",
    "ß": "ss", "\u{A0}": " ", "\u{202F}": " ", "✓": "[ok]", "✗": "[no]",
  ]

  private static let drawing: [Unicode.Scalar: String] = [
    "█": "#", "▓": "*", "▒": "+", "░": ".", "▀": "#", "▶": ">", "─": "-", "═": "=", "│": "|", "┌": "+", "┐": "+",
    "└": "+", "┘": "+", "├": "|", "┤": "|", "┴": "+", "┬": "+", "┼": "+", "⟋": "/", "⟍": "\\", "▁": "_", "▂": ".",
    "▃": ".", "▄": "-", "▅": "-", "▆": "=", "▇": "*", "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "|", "▊": "|",
    "▉": "#", "▕": "|",
  ]
}
