import CMarkdown

/// Reads Markdown into blocks.
public enum Markdown {
  public static func blocks(of source: String) -> [MarkdownBlock] {
    let math = MathSpans(source)
    guard isTableKnown, let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
    defer { cmark_parser_free(parser) }
    if let table = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, table) }
    var text = math.text
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { cmark_parser_feed(parser, $0, bytes.count) }
    }
    guard let root = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(root) }
    return MarkdownReader(math: math).blocks(in: root, depth: 0)
  }

  /// Registers cmark's extensions, once.
  private static let isTableKnown: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()
}

private struct MarkdownReader {
  let math: MathSpans

  /// Anything deeper is left out: a file of a million `>` must not exhaust the stack.
  static let maximumDepth = 60

  func blocks(in parent: OpaquePointer, depth: Int) -> [MarkdownBlock] {
    depth > Self.maximumDepth ? [] : children(parent).compactMap { block($0, depth: depth + 1) }
  }

  private func block(_ node: OpaquePointer, depth: Int) -> MarkdownBlock? {
    switch name(node) {
    case "heading": .heading(level: Int(cmark_node_get_heading_level(node)), inlines(in: node, depth: depth))
    case "paragraph": .paragraph(inlines(in: node, depth: depth))
    case "block_quote": .quote(blocks(in: node, depth: depth))
    case "list": list(node, depth: depth)
    case "code_block": .code(language: language(node), text: math.restored(literal(node)))
    case "table": table(node, depth: depth)
    case "thematic_break": .rule
    case "html_block": .html(math.restored(literal(node)))
    default: nil
    }
  }

  private func list(_ node: OpaquePointer, depth: Int) -> MarkdownBlock {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      first: isOrdered ? Int(cmark_node_get_list_start(node)) : nil, isTight: cmark_node_get_list_tight(node) != 0,
      items: children(node).map { blocks(in: $0, depth: depth) })
  }

  private func table(_ node: OpaquePointer, depth: Int) -> MarkdownBlock {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    let letters = UnsafeBufferPointer(start: cmark_gfm_extensions_get_table_alignments(node), count: count)
    let rows = children(node).map { row in children(row).map { inlines(in: $0, depth: depth) } }
    let alignments = letters.map { letter -> MarkdownTable.Alignment in
      switch letter {
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .left
      }
    }
    return .table(MarkdownTable(alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst())))
  }

  private func inlines(in parent: OpaquePointer, depth: Int) -> [MarkdownInline] {
    depth > Self.maximumDepth ? [] : children(parent).flatMap { inline($0, depth: depth + 1) }
  }

  private func inline(_ node: OpaquePointer, depth: Int) -> [MarkdownInline] {
    switch name(node) {
    case "text": text(literal(node))
    case "code": [.code(math.restored(literal(node)))]
    case "emph": [.emphasis(inlines(in: node, depth: depth))]
    case "strong": [.strong(inlines(in: node, depth: depth))]
    case "link": [.link(destination: destination(node), inlines(in: node, depth: depth))]
    case "image": [.image(destination: destination(node), inlines(in: node, depth: depth))]
    case "softbreak": [.softBreak]
    case "linebreak": [.lineBreak]
    case "html_inline": [.html(math.restored(literal(node)))]
    default: inlines(in: node, depth: depth)
    }
  }

  private func text(_ text: String) -> [MarkdownInline] {
    math.pieces(text).map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .span(let span): .math(span.tex, isDisplay: span.isDisplay)
      }
    }
  }

  private func children(_ parent: OpaquePointer) -> [OpaquePointer] {
    Array(sequence(first: parent) { $0 == parent ? cmark_node_first_child($0) : cmark_node_next($0) }.dropFirst())
  }

  private func name(_ node: OpaquePointer) -> String { string(cmark_node_get_type_string(node)) }
  private func literal(_ node: OpaquePointer) -> String { string(cmark_node_get_literal(node)) }
  private func destination(_ node: OpaquePointer) -> String { string(cmark_node_get_url(node)) }

  private func language(_ node: OpaquePointer) -> String {
    string(cmark_node_get_fence_info(node)).split(separator: " ").first.map(String.init) ?? ""
  }
}

/// A block of a CommonMark text, with tables and with mathematics between dollar signs.
public indirect enum MarkdownBlock: Equatable, Sendable {
  case heading(level: Int, [MarkdownInline])
  case paragraph([MarkdownInline])
  case quote([MarkdownBlock])
  /// `first` is the number of the first item, `nil` for a list with bullets.
  case list(first: Int?, isTight: Bool, items: [[MarkdownBlock]])
  case code(language: String, text: String)
  case table(MarkdownTable)
  case rule
  case html(String)
}

public struct MarkdownTable: Equatable, Sendable {
  public enum Alignment: Sendable { case left, center, right }

  public var alignments: [Alignment]
  public var header: [[MarkdownInline]]
  public var rows: [[[MarkdownInline]]]
}

/// A part of running text.
public indirect enum MarkdownInline: Equatable, Sendable {
  case text(String)
  case code(String)
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case link(destination: String, [MarkdownInline])
  case image(destination: String, [MarkdownInline])
  /// TeX between dollar signs.
  case math(String, isDisplay: Bool)
  case softBreak
  case lineBreak
  case html(String)
}
