/// The characters of TeX's commands, for the terminal and for MathML.
enum MathSymbols {
  static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
  ]

  /// Written with a blank on each side.
  static let relations: [String: String] = [
    "cdot": "·", "odot": "⊙", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "otimes": "⊗", "oplus": "⊕", "ast": "∗",
    "circ": "∘", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "ll": "≪", "gg": "≫",
    "approx": "≈", "equiv": "≡", "sim": "∼", "simeq": "≃", "propto": "∝", "to": "→", "rightarrow": "→",
    "leftarrow": "←", "gets": "←", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "implies": "⇒",
    "iff": "⇔", "mapsto": "↦", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩",
    "mid": "|", "colon": ":", "coloneqq": "≔", "leftrightarrow": "↔", "land": "∧", "lor": "∨",
  ]

  static let signs: [String: String] = [
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "infty": "∞", "ldots": "…", "cdots": "⋯",
    "dots": "…", "vdots": "⋮", "ddots": "⋱", "forall": "∀", "exists": "∃", "emptyset": "∅", "ell": "ℓ", "prime": "′",
    "top": "⊤", "langle": "⟨", "rangle": "⟩", "lvert": "|", "rvert": "|", "vert": "|", "lVert": "‖", "rVert": "‖",
    "Vert": "‖", "|": "‖", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "{": "{", "}": "}", "%": "%",
    "$": "$", "#": "#", "&": "&", "_": "_", "backslash": "\\", "dagger": "†", "star": "⋆", "bullet": "•", "hbar": "ℏ",
    "lbrace": "{", "rbrace": "}", "neg": "¬", "Re": "ℜ", "Im": "ℑ",
  ]

  /// Those that Unicode has as one character.
  static let fractions = ["1/2": "½", "1/4": "¼"]

  /// Written as their names.
  static let functions: Set<String> = [
    "log", "ln", "exp", "max", "min", "sin", "cos", "tan", "tanh", "sinh", "cosh", "arg", "argmax", "argmin", "det",
    "lim", "sup", "inf", "dim", "ker", "Pr",
  ]

  /// Each as text, and as the width of a space in MathML.
  static let spaces: [String: (text: String, width: String)] = [
    ",": (" ", "0.167em"), ":": (" ", "0.222em"), ";": (" ", "0.278em"), " ": (" ", "0.333em"), "!": ("", "-0.167em"),
    "quad": ("  ", "1em"), "qquad": ("    ", "2em"), "thinspace": (" ", "0.167em"),
  ]

  /// Each as a combining character, and as the sign that MathML sets above the letter.
  static let accents: [String: (combining: String, above: String)] = [
    "hat": ("\u{302}", "^"), "widehat": ("\u{302}", "^"), "bar": ("\u{304}", "¯"), "overline": ("\u{304}", "¯"),
    "tilde": ("\u{303}", "~"), "widetilde": ("\u{303}", "~"), "dot": ("\u{307}", "˙"), "ddot": ("\u{308}", "¨"),
    "vec": ("\u{20D7}", "→"),
  ]

  /// Besides the alphabets of `MathAlphabet`, the commands whose operand is shown as it is.
  static let texts: Set<String> = [
    "text", "textbf", "textit", "textrm", "operatorname", "mathop", "mathbin", "mathrel",
  ]

  static let doubleStruck: [Character: Character] = [
    "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ",
  ]

  static let superscripts = characters(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′⊤∗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′ᵀ*")

  static let subscripts = characters(
    "0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

  private static func characters(_ plain: String, _ raised: String) -> [Character: Character] {
    Dictionary(zip(plain, raised)) { first, _ in first }
  }
}
