/// Facts about a file: lines `key: value` between two lines `---` at its top. It is not YAML.
public struct FrontMatter: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    public var key: String
    public var value: String
    /// Counted from 1.
    public var line: Int
  }

  public var entries: [Entry]
  /// The lines, fences included, counted from 0.
  public var lines: Range<Int>

  /// The value of the first entry with the key.
  public subscript(key: String) -> String? { entries.first { $0.key == key }?.value }

  public var title: String? { self["title"] }

  /// The data sets that the file needs: `needs: mnist, fashion-mnist`.
  public var needs: [String] {
    (self["needs"] ?? "").split(separator: ",").map(trimmed).filter { !$0.isEmpty }
  }
}

extension FrontMatter {
  /// The front matter at the top; a first line `---` that nothing closes is prose.
  static func parse(_ lines: SourceLines) throws(NotebookError) -> FrontMatter? {
    guard lines.count > 0, isFence(lines.text(0)) else { return nil }
    guard let close = (1..<lines.count).first(where: { isFence(lines.text($0)) }) else { return nil }
    var entries: [Entry] = []
    for line in 1..<close {
      if let entry = try entry(lines.text(line), line: line + 1) { entries.append(entry) }
    }
    return FrontMatter(entries: entries, lines: 0..<close + 1)
  }

  private static func isFence(_ text: String) -> Bool { withoutTrailingBlanks(text) == "---" }

  private static func entry(_ text: String, line: Int) throws(NotebookError) -> Entry? {
    let text = trimmed(text)
    if text.isEmpty || text.hasPrefix("#") { return nil }
    guard let colon = text.firstIndex(of: ":") else {
      throw NotebookError("front matter has lines `key: value`, this one has no colon", line: line)
    }
    return Entry(key: trimmed(text[..<colon]), value: trimmed(text[text.index(after: colon)...]), line: line)
  }
}

/// The text without blanks at either end.
func trimmed(_ text: some StringProtocol) -> String {
  withoutTrailingBlanks(text.drop { $0 == " " || $0 == "\t" })
}

/// The text without blanks at its end.
func withoutTrailingBlanks(_ text: some StringProtocol) -> String {
  var text = text[...]
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return String(text)
}
