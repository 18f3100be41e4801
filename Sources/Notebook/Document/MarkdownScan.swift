import CMarkdown

/// What the notebook needs to know of a CommonMark text: its fences, links, headings and running text.
struct MarkdownScan: Equatable, Sendable {
  struct Fence: Equatable, Sendable {
    /// The first word behind the fence.
    var language: String
    /// From the opening to the closing fence, counted from 0.
    var lines: Range<Int>
    var length: Int
    /// Blanks before the opening fence, which its lines may have too.
    var indentation: Int
    var character: UInt8
    /// Whether it stands in a list or a quotation.
    var isNested: Bool
  }
  struct Link: Equatable, Sendable {
    var destination: String
    var line: Int
  }
  struct Heading: Equatable, Sendable {
    var text: String
    var line: Int
  }
  struct Prose: Equatable, Sendable {
    var text: String
    var line: Int
  }

  var fences: [Fence] = []
  var links: [Link] = []
  var headings: [Heading] = []
  var prose: [Prose] = []

  /// Reads the bytes from `start`, the first byte of line `firstLine`.
  init(_ bytes: [UInt8], from start: Int = 0, firstLine: Int = 0) {
    bytes.withUnsafeBytes { buffer in
      let text = UnsafeRawBufferPointer(rebasing: buffer[start...])
      guard let base = text.baseAddress?.assumingMemoryBound(to: CChar.self),
        let root = cmark_parse_document(base, text.count, CMARK_OPT_DEFAULT)
      else { return }
      defer { cmark_node_free(root) }
      walk(root, firstLine: firstLine)
    }
  }

  private mutating func walk(_ root: OpaquePointer, firstLine: Int) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    var isInHeading = false
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      let line = firstLine + Int(cmark_node_get_start_line(node)) - 1
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING:
        isInHeading = event == CMARK_EVENT_ENTER
        if isInHeading { headings.append(Heading(text: "", line: line)) }
      case _ where event != CMARK_EVENT_ENTER: continue
      case CMARK_NODE_CODE_BLOCK: add(fence: node, firstLine: firstLine)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        links.append(Link(destination: string(cmark_node_get_url(node)), line: line))
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        add(text: string(cmark_node_get_literal(node)), line: line, isInHeading: isInHeading)
      default: continue
      }
    }
  }

  private mutating func add(fence node: OpaquePointer, firstLine: Int) {
    var length: CInt = 0
    var offset: CInt = 0
    var character: CChar = 0
    guard cmark_node_get_fenced(node, &length, &offset, &character) != 0 else { return }
    let first = firstLine + Int(cmark_node_get_start_line(node)) - 1
    let end = firstLine + Int(cmark_node_get_end_line(node))
    let info = string(cmark_node_get_fence_info(node))
    fences.append(
      Fence(
        language: info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "",
        lines: first..<max(end, first + 1), length: Int(length), indentation: Int(offset),
        character: UInt8(bitPattern: character),
        isNested: cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT))
  }

  private mutating func add(text: String, line: Int, isInHeading: Bool) {
    if isInHeading, !headings.isEmpty { headings[headings.count - 1].text += text }
    prose.append(Prose(text: text, line: line))
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

extension MarkdownScan {
  /// Whether a link has a scheme, or a host.
  static func isExternal(_ destination: String) -> Bool {
    if destination.hasPrefix("//") { return true }
    return destination.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]+:/) != nil
  }

  /// What links to the headings say behind `#`: small letters, blanks as hyphens, punctuation dropped, repeats numbered.
  var anchors: Set<String> { Set(headingAnchors) }

  /// The anchors in the order of the headings.
  var headingAnchors: [String] {
    var seen: [String: Int] = [:]
    return headings.map { heading in
      let kept = heading.text.lowercased().filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
      let anchor = kept.replacing(" ", with: "-")
      seen[anchor, default: -1] += 1
      let count = seen[anchor, default: 0]
      return count == 0 ? anchor : "\(anchor)-\(count)"
    }
  }
}
