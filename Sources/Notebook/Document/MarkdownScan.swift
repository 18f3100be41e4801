import CMarkdown

/// The fences, links, headings and running text of a CommonMark text.
struct MarkdownScan: Equatable, Sendable {
  struct Fence: Equatable, Sendable {
    /// The first word after the fence.
    var language: String
    /// From the opening to the closing fence, counted from 0.
    var lines: Range<Int>
    var length: Int
    /// Blanks before the opening fence, which its lines may have as well.
    var indentation: Int
    var character: UInt8
    /// Whether it is inside a list or a quotation.
    var isNested: Bool
  }
  /// A text and the line on which its block starts, counted from 0.
  struct Passage: Equatable, Sendable {
    var text: String
    var line: Int
  }

  var fences: [Fence] = []
  /// The destinations of links and pictures.
  var links: [Passage] = []
  var headings: [Passage] = []
  var prose: [Passage] = []

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
        if isInHeading { headings.append(Passage(text: "", line: line)) }
      case _ where event != CMARK_EVENT_ENTER: continue
      case CMARK_NODE_CODE_BLOCK: add(fence: node, firstLine: firstLine)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        links.append(Passage(text: string(cmark_node_get_url(node)), line: line))
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        let text = string(cmark_node_get_literal(node))
        if isInHeading { headings[headings.count - 1].text += text }
        prose.append(Passage(text: text, line: line))
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
}

/// A string of cmark's; empty if there is none.
func string(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

extension MarkdownScan {
  /// The path of a link, and its anchor without `#`.
  static func parts(of destination: String) -> (path: String, anchor: String?) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts.first ?? "", parts.count == 2 ? parts[1] : nil)
  }

  /// Whether a link has a scheme or a host.
  static func isExternal(_ destination: String) -> Bool {
    if destination.hasPrefix("//") { return true }
    return destination.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]+:/) != nil
  }

  /// The anchors of the headings, which links name after `#`: lower case, hyphens for blanks, no punctuation, repeats
  /// numbered.
  var anchors: [String] {
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
