/// A lesson or a transcript: CommonMark whose `chainrule` blocks hold cells and whose `exercise` blocks hold exercises.
///
/// The blocks cover the file from its first to its last line, and `bytes` are the file's: nothing is normalised.
public struct Document: Equatable, Sendable {
  public enum Block: Equatable, Sendable {
    case frontMatter(FrontMatter)
    /// All other lines, counted from 0.
    case prose(Range<Int>)
    case transcript(Transcript)
    case exercise(Exercise)

    /// The lines of the block, counted from 0.
    public var lines: Range<Int> {
      switch self {
      case .frontMatter(let matter): matter.lines
      case .prose(let lines): lines
      case .transcript(let transcript): transcript.lines
      case .exercise(let exercise): exercise.lines
      }
    }
  }

  public private(set) var blocks: [Block]
  let lines: SourceLines
  let scan: MarkdownScan

  public var bytes: [UInt8] { lines.bytes }

  public var frontMatter: FrontMatter? {
    if case .frontMatter(let matter)? = blocks.first { matter } else { nil }
  }

  /// What the front matter says, else the first heading.
  var title: String? { frontMatter?.title ?? scan.headings.first?.text }

  public var cells: [Cell] {
    blocks.flatMap { if case .transcript(let transcript) = $0 { transcript.cells } else { [Cell]() } }
  }

  public var exercises: [Exercise] {
    blocks.compactMap { if case .exercise(let exercise) = $0 { exercise } else { nil } }
  }

  /// The bytes of a block in the file.
  public func bytes(of block: Block) -> ArraySlice<UInt8> { lines.bytes[lines[block.lines]] }

  /// The text of a block in the file, without a byte order mark.
  public func text(of block: Block) -> String {
    let bytes = bytes(of: block)
    let mark = block.lines.lowerBound == 0 && bytes.starts(with: SourceLines.byteOrderMark)
    return String(decoding: bytes.dropFirst(mark ? SourceLines.byteOrderMark.count : 0), as: UTF8.self)
  }
}

extension Document {
  public static func parse(_ text: String) throws(NotebookError) -> Document { try parse(bytes: Array(text.utf8)) }

  /// Reads a file.
  ///
  /// - Throws: `NotebookError` for one of our blocks that is not closed or is inside a list or a quotation, for a
  ///   transcript that does not start with a cell, and for an exercise that breaks the format.
  public static func parse(bytes: [UInt8]) throws(NotebookError) -> Document {
    let lines = SourceLines(bytes)
    let matter = try FrontMatter.parse(lines)
    let firstLine = matter?.lines.upperBound ?? 0
    let scan = MarkdownScan(bytes, from: firstLine == 0 ? 0 : lines[firstLine - 1].upperBound, firstLine: firstLine)
    var blocks: [Block] = matter.map { [.frontMatter($0)] } ?? []
    var position = firstLine
    for fence in scan.fences where fence.isOurs {
      try fence.validate(in: lines)
      if fence.lines.lowerBound > position { blocks.append(.prose(position..<fence.lines.lowerBound)) }
      blocks.append(
        fence.language == "exercise"
          ? .exercise(try Exercise(fence, in: lines)) : .transcript(try Transcript(fence, in: lines)))
      position = fence.lines.upperBound
    }
    if position < lines.count { blocks.append(.prose(position..<lines.count)) }
    return Document(blocks: blocks, lines: lines, scan: scan)
  }
}

extension MarkdownScan.Fence {
  var isOurs: Bool { language == "chainrule" || language == "exercise" }

  func validate(in source: SourceLines) throws(NotebookError) {
    let line = lines.lowerBound + 1
    if isNested {
      throw NotebookError(
        "a \(language) block inside a list or a quotation is not run: move it to the margin", line: line)
    }
    if lines.count < 2 || !closes(source.content(lines.upperBound - 1)) {
      throw NotebookError("this \(language) block is not closed", line: line)
    }
  }

  /// Whether a line closes the fence: at most three blanks, the fence's character at least as often, then blanks only.
  private func closes(_ line: ArraySlice<UInt8>) -> Bool {
    let blanks = line.prefix { $0 == UInt8(ascii: " ") }.count
    let rest = line.dropFirst(blanks)
    let fence = rest.prefix { $0 == character }.count
    let isBlankAfter = rest.dropFirst(fence).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return blanks <= 3 && fence >= length && isBlankAfter
  }
}

/// An error in a file, with its line.
public struct NotebookError: Error, Equatable, Sendable, CustomStringConvertible {
  public var message: String
  /// Counted from 1.
  public var line: Int

  public init(_ message: String, line: Int) {
    self.message = message
    self.line = line
  }

  public var description: String { "line \(line): \(message)" }
}
