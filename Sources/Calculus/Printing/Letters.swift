/// The letters of mathematics: Greek, and the small ones that Unicode has.
enum Letters {
  /// As they are spelled in ASCII, which is also their command in TeX.
  static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]

  /// The ASCII spelling of a Greek letter.
  static let spellings = Dictionary(greek.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

  /// δ for delta, dγ for dgamma, σ for sigmoid.
  static func symbol(_ name: String) -> String {
    if name == "sigmoid" { return "σ" }
    if let letter = greek[name] { return letter }
    return name.first == "d" ? greek[String(name.dropFirst())].map { "d" + $0 } ?? name : name
  }

  private static let subscripts = table("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
  private static let superscripts = table(
    "0123456789+−abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")

  /// In small letters; `nil` if one of them has no small form.
  static func lowered(_ text: String) -> String? { mapped(text, subscripts) }
  static func raised(_ text: String) -> String? { mapped(text.filter { $0 != " " }, superscripts) }

  private static func mapped(_ text: String, _ table: [Character: Character]) -> String? {
    let small = text.compactMap { table[$0] }
    return small.count == text.count ? String(small) : nil
  }

  private static func table(_ plain: String, _ small: String) -> [Character: Character] {
    Dictionary(zip(plain, small), uniquingKeysWith: { first, _ in first })
  }
}

/// A number in scientific notation: 2.5 · 10⁻⁵ has the mantissa 2.5 and the exponent −5; no exponent if it is short.
func scientific(_ value: Double) -> (mantissa: String, exponent: Int?) {
  let parts = decimal(value).split(separator: "e")
  guard parts.count == 2, let exponent = Int(parts[1]) else { return (decimal(value), nil) }
  return (String(parts[0]), exponent)
}
