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

/// A piece of running text.
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
