extension Manual {
  /// The manual as CommonMark.
  var markdown: String {
    var lines = ["# chainrule: the manual"]
    var wasItem = false
    for block in blocks {
      let isItem = if case .item = block { true } else { false }
      if !(isItem && wasItem) { lines.append("") }
      lines.append(Self.markdown(block))
      wasItem = isItem
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func markdown(_ block: ManualBlock) -> String {
    switch block {
    case .section(let title): "## " + title.prefix(1) + title.dropFirst().lowercased()
    case .subsection(let title): "### " + markdownEscaped(title)
    case .paragraph(let text): markdownEscaped(text)
    case .code(let text): "```text\n\(text)\n```"
    case .item(let term, let text): "- **\(markdownEscaped(term))**: \(markdownEscaped(text))"
    }
  }

  /// Escapes characters with a meaning in Markdown.
  private static func markdownEscaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_<>[]#$|".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}

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
    case .section(let title): [".SH \"\(roffEscaped(title))\""]
    case .subsection(let title): [".SS \"\(roffEscaped(title))\""]
    case .paragraph(let text): [".PP", line(text)]
    case .code(let text):
      [".PP", ".nf", ".RS 2"] + text.split(separator: "\n").map { line(String($0)) } + [".RE", ".fi"]
    case .item(let term, let text): [".TP", "\\fB\(roffEscaped(term))\\fR", line(text)]
    }
  }

  /// A line of text; a dot or a quote at its start would make it a request.
  private static func line(_ text: String) -> String {
    let text = roffEscaped(text)
    return text.first == "." || text.first == "'" ? "\\&" + text : text
  }

  private static func roffEscaped(_ text: String) -> String {
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
