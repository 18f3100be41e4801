import Renderers

/// Markdown as HTML: mathematics as MathML, headings with anchors, links to lessons as links to their pages.
struct ProseHTML {
  let source: String
  /// The line of the file on which the source starts, counted from 0.
  let firstLine: Int
  var anchors: ArraySlice<String> = []
  let pictures: LessonPictures

  /// The HTML of a text; takes the anchors of its headings from `anchors`.
  ///
  /// - Throws: for unknown mathematics, with its line.
  static func render(
    _ source: String, line: Int, anchors: inout ArraySlice<String>, pictures: LessonPictures
  ) throws(NotebookError) -> String {
    var prose = ProseHTML(source: source, firstLine: line, anchors: anchors, pictures: pictures)
    defer { anchors = prose.anchors }
    return try prose.blocks(Markdown.blocks(of: source))
  }

  mutating func blocks(_ blocks: [MarkdownBlock], isTight: Bool = false) throws(NotebookError) -> String {
    var parts: [String] = []
    for block in blocks { parts.append(try html(block, isTight: isTight)) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private mutating func html(_ block: MarkdownBlock, isTight: Bool) throws(NotebookError) -> String {
    switch block {
    case .heading(let level, let content): return try heading(content, level: level)
    case .paragraph(let content):
      let text = try inlines(content)
      return isTight ? text : Markup.element("p", content: text)
    case .quote(let content): return Markup.element("blockquote", content: try blocks(content))
    case .list(let first, let isTight, let items): return try list(items, first: first, isTight: isTight)
    case .code(_, let text): return Self.preformatted(text)
    case .table(let table): return try html(table)
    case .rule: return "<hr/>"
    case .html(let text): return text.hasPrefix("<!--") ? "" : Self.preformatted(text)
    }
  }

  private mutating func heading(_ content: [MarkdownInline], level: Int) throws(NotebookError) -> String {
    let anchor = anchors.popFirst().map { "id=\"\(Markup.escape($0))\"" } ?? ""
    return Markup.element("h\(level)", anchor, content: try inlines(content))
  }

  private mutating func list(_ items: [[MarkdownBlock]], first: Int?, isTight: Bool) throws(NotebookError) -> String {
    var lines: [String] = []
    for item in items { lines.append(Markup.element("li", content: try blocks(item, isTight: isTight))) }
    let start = first.map { $0 == 1 ? "" : "start=\"\($0)\"" } ?? ""
    return Markup.element(first == nil ? "ul" : "ol", start, content: lines.joined(separator: "\n"))
  }

  private func html(_ table: MarkdownTable) throws(NotebookError) -> String {
    var rows = [try row(table.header, "th", table.alignments)]
    for cells in table.rows { rows.append(try row(cells, "td", table.alignments)) }
    let content = Markup.element("table", "class=\"prose\"", content: rows.joined(separator: "\n"))
    return Markup.element("div", "class=\"wide\"", content: content)
  }

  private func row(
    _ cells: [[MarkdownInline]], _ name: String, _ alignments: [MarkdownTable.Alignment]
  ) throws(NotebookError) -> String {
    var content = ""
    for (cell, alignment) in zip(cells, alignments) {
      let style = alignment == .left ? "" : "style=\"text-align:\(alignment == .right ? "right" : "center")\""
      content += Markup.element(name, style, content: try inlines(cell))
    }
    return Markup.element("tr", content: content)
  }

  func inlines(_ content: [MarkdownInline]) throws(NotebookError) -> String {
    var result = ""
    var content = content[...]
    while let inline = content.popFirst() {
      var markup = try html(inline)
      if case .math(_, isDisplay: false) = inline, let sign = Self.closing(&content) {
        markup = Markup.element("span", "class=\"nobreak\"", content: markup + Markup.escape(sign))
      }
      result += markup
    }
    return result
  }

  /// Takes the punctuation at the start of the text, which must not start a line.
  private static func closing(_ content: inout ArraySlice<MarkdownInline>) -> String? {
    guard case .text(let text)? = content.first else { return nil }
    let sign = text.prefix { ".,:;!?)’".contains($0) }
    if sign.isEmpty { return nil }
    content[content.startIndex] = .text(String(text[sign.endIndex...]))
    return String(sign)
  }

  private func html(_ inline: MarkdownInline) throws(NotebookError) -> String {
    switch inline {
    case .text(let text): Markup.escape(text)
    case .code(let text): Markup.element("code", text: text)
    case .emphasis(let content): Markup.element("em", content: try inlines(content))
    case .strong(let content): Markup.element("strong", content: try inlines(content))
    case .link(let destination, let content): try link(destination, content)
    case .image(let destination, let content): try image(destination, content)
    case .math(let tex, let isDisplay): try math(tex, isDisplay: isDisplay)
    case .softBreak: "\n"
    case .lineBreak: "<br/>\n"
    case .html(let text): text.hasPrefix("<!--") ? "" : Markup.escape(text)
    }
  }

  private func link(_ destination: String, _ content: [MarkdownInline]) throws(NotebookError) -> String {
    let text = try inlines(content)
    guard let address = PageLinks.address(of: destination) else { return text }
    return Markup.element("a", "href=\"\(Markup.escape(address))\"", content: text)
  }

  /// A picture in the folder is part of the page; any other becomes a link, because a page loads nothing.
  private func image(_ destination: String, _ content: [MarkdownInline]) throws(NotebookError) -> String {
    let text = InlineText.runs(of: content).map(\.text).joined()
    guard let data = pictures.data(destination) else { return try link(destination, content) }
    return "<img src=\"\(data)\" alt=\"\(Markup.escape(text))\"/>"
  }

  private func math(_ tex: String, isDisplay: Bool) throws(NotebookError) -> String {
    do throws(MathML.Failure) {
      let markup = try MathML.markup(tex, isDisplay: isDisplay)
      return isDisplay ? Markup.element("span", "class=\"formula\"", content: markup) : markup
    } catch {
      throw NotebookError(error.message, line: line(of: tex))
    }
  }

  /// The line of the file on which a formula starts, counted from 1.
  private func line(of tex: String) -> Int {
    let before = source.firstRange(of: "$" + tex).map { source[..<$0.lowerBound] } ?? ""
    return firstLine + 1 + before.count(where: \.isNewline)
  }

  /// The text unchanged, line by line.
  static func preformatted(_ text: some StringProtocol, _ kind: String = "view") -> String {
    let lines = withoutTrailingBlanks(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let content = lines.map { Markup.escape(String($0)) }.joined(separator: "\n")
    return Markup.element("pre", "class=\"\(kind)\"", content: content)
  }
}
