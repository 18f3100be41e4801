extension Manual {
  /// The manual as a page for man(1).
  func roff(version: String) -> String {
    var lines = [".TH CHAINRULE 1 \"\" \"\(version)\" \"chainrule manual\""]
    for block in blocks {
      let isFirst = lines.last?.hasPrefix(".S") ?? false
      lines += Self.roff(block).filter { !(isFirst && $0 == ".PP") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func roff(_ block: ManualBlock) -> [String] {
    switch block {
    case .section(let title): [".SH \"\(escaped(title))\""]
    case .subsection(let title): [".SS \"\(escaped(title))\""]
    case .paragraph(let text): [".PP", line(text)]
    case .code(let text):
      [".PP", ".nf", ".RS 2"] + text.split(separator: "\n").map { line(String($0)) } + [".RE", ".fi"]
    case .item(let term, let text): [".TP", "\\fB\(escaped(term))\\fR", line(text)]
    }
  }

  /// A line of text; a dot or a quote at its beginning would make it a request.
  private static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.first == "." || text.first == "'" ? "\\&" + text : text
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      case "\n": result += " "
      default: result.append(character)
      }
    }
  }
}
