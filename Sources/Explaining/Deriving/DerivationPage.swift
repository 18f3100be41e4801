import SessionCore

/// A derivation as a text to publish.
public struct DerivationPage: Equatable, Sendable {
  public let title: String
  /// With mathematics between dollar signs, and the expression that is typed back after each line.
  public let markdown: String
  /// A document of its own.
  public let latex: String

  /// - Parameter setting: what the derivation is for, in a sentence.
  public init(_ text: DerivationText, named name: String, setting: String?) {
    title = "Derivation of \(name)"
    markdown = Self.markdown(text, title: title, setting: setting)
    latex = Self.latex(text, title: title, setting: setting)
  }

  private static func markdown(_ text: DerivationText, title: String, setting: String?) -> String {
    let lines = text.lines.map { line in
      let expression = line.expression.map { ": `\($0)`" } ?? ""
      return "$$= \(line.latex)$$\n\n\(sentence(line.rule))\(expression)"
    }
    let parts = ["# \(title)"] + [setting].compactMap { $0 } + ["$$\(text.targetLatex)$$"] + lines
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func latex(_ text: DerivationText, title: String, setting: String?) -> String {
    let lines = text.lines.map { "  &= \($0.latex) \\\\\n  &\\qquad\\text{\(escaped(sentence($0.rule)))}" }
    return """
      \\documentclass{article}
      \\usepackage{amsmath}
      \\allowdisplaybreaks
      \\begin{document}
      \\section*{\(escaped(title))}
      \(setting.map(escaped) ?? "")
      \\begin{align*}
        & \(text.targetLatex) \\\\
      \(lines.joined(separator: " \\\\\n"))
      \\end{align*}
      \\end{document}

      """
  }

  private static func sentence(_ rule: String) -> String { rule.prefix(1).uppercased() + rule.dropFirst() }

  /// The characters of a text that TeX reads otherwise, and those that its fonts lack.
  private static func escaped(_ text: String) -> String {
    text.map { character -> String in
      switch character {
      case "_", "%", "&", "#", "$", "{", "}": "\\\(character)"
      case "^": "\\^{}"
      case "\\": "\\textbackslash{}"
      case "~": "\\~{}"
      case "Σ": "$\\Sigma$"
      case "σ": "$\\sigma$"
      case "δ": "$\\delta$"
      case "∂": "$\\partial$"
      case "μ": "$\\mu$"
      case "η": "$\\eta$"
      case "λ": "$\\lambda$"
      case "−": "$-$"
      case "′": "$'$"
      case "ᵀ": "$^\\top$"
      case "·": "$\\cdot$"
      case "½": "$\\tfrac12$"
      case "ₖ": "$_k$"
      default: String(character)
      }
    }.joined()
  }
}
