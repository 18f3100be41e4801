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
    case .subsection(let title): "### " + escaped(title)
    case .paragraph(let text): escaped(text)
    case .code(let text): "```text\n\(text)\n```"
    case .item(let term, let text): "- **\(escaped(term))**: \(escaped(text))"
    }
  }

  /// Signs that Markdown would read as its own are escaped.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_<>[]#$|".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
