/// The text of a cell, prepared for reading: comments and line continuations are blanks, all else keeps its place.
public struct CellSource: Equatable, Sendable {
  /// As many bytes as were typed: comments, `\` at the end of a line and the final `;` are blanks. The `;` of a cell that
  /// runs other cells belongs to the last of them.
  public let code: String
  /// Whether a final `;` asks not to show the result.
  public let isMuted: Bool
  /// Whether a bracket is open at the end, or the last line ends in `\`.
  public let isOpen: Bool
  /// How many brackets are open at the end; negative if more are closed.
  public let depth: Int

  public init(_ source: String) {
    var scan = CellScan(source)
    depth = scan.depth
    isOpen = scan.depth > 0 || scan.endsInContinuation
    isMuted = CompoundStatement.startsOne(scan.code) ? false : scan.removeFinalSemicolon()
    code = scan.code
  }

  public var isBlank: Bool { code.allSatisfy(\.isWhitespace) }
}

/// One cell of a text that may hold several: `a; b`.
public struct CellPiece: Equatable, Sendable {
  /// As it was typed, with the `;` that mutes it.
  public let source: String
  /// Where it starts in the text, in bytes.
  public let start: Int

  public init(source: String, start: Int) {
    self.source = source
    self.start = start
  }

  func moved(by offset: Int) -> CellPiece { CellPiece(source: source, start: start + offset) }
}

extension CellSource {
  /// The cell at the end of a text, which is being typed.
  public static func openCell(of text: String) -> String {
    let scan = CellScan(text)
    var start = 0
    for separator in scan.separators {
      if CompoundStatement.takesLine(scan.code(start..<separator)) { break }
      start = separator + 1
    }
    return String(decoding: Array(text.utf8.dropFirst(start)), as: UTF8.self)
  }

  /// The cells of a text.
  ///
  /// `;` separates them outside brackets, texts and comments; one before another `;` or the end mutes its cell. The rest
  /// of the line belongs to `repeat`, `for`, `if` and `else`.
  public static func cells(of text: String) -> [CellPiece] {
    let scan = CellScan(text)
    if scan.separators.isEmpty { return [CellPiece(source: text, start: 0)] }
    var ranges: [Range<Int>] = []
    var start = 0
    for separator in scan.separators {
      if scan.isBlank(start..<separator) {
        // `a;; b`: the first `;` belongs to `a`.
        guard let last = ranges.last else { continue }
        ranges[ranges.count - 1] = last.lowerBound..<separator
      } else if CompoundStatement.takesLine(scan.code(start..<separator)) {
        break
      } else {
        ranges.append(start..<separator)
      }
      start = separator + 1
    }
    if let last = ranges.last, scan.isBlank(start..<scan.bytes.count) {
      ranges[ranges.count - 1] = last.lowerBound..<scan.bytes.count
    } else {
      ranges.append(start..<scan.bytes.count)
    }
    if ranges.count == 1 { return [CellPiece(source: text, start: 0)] }
    return ranges.map { CellPiece(text, $0) }
  }
}

extension CellPiece {
  /// The part of a text without blanks at its ends.
  fileprivate init(_ text: String, _ range: Range<Int>) {
    let bytes = Array(text.utf8.dropFirst(range.lowerBound).prefix(range.count))
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let first = bytes.firstIndex { !blanks.contains($0) } ?? bytes.count
    let end = (bytes.lastIndex { !blanks.contains($0) } ?? first - 1) + 1
    self.init(source: String(decoding: bytes[first..<end], as: UTF8.self), start: range.lowerBound + first)
  }
}

/// Reads over a text once: brackets, texts, comments, continued lines and `;`.
private struct CellScan {
  /// The text; comments and line breaks become blanks.
  var bytes: [UInt8]
  /// The brackets that are open at the end.
  private(set) var depth = 0
  private(set) var endsInContinuation = false
  /// The places of `;` between cells.
  private(set) var separators: [Int] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    run()
  }

  var code: String { String(decoding: bytes, as: UTF8.self) }

  func code(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  private mutating func run() {
    var inText = false
    var inComment = false
    for i in bytes.indices {
      let byte = bytes[i]
      if byte == 0x0A || byte == 0x0D {
        inComment = false
        inText = false
        bytes[i] = 0x20
      } else if inComment {
        bytes[i] = 0x20
      } else if byte == UInt8(ascii: "\"") {
        inText.toggle()
      } else if !inText {
        inComment = byte == UInt8(ascii: "#")
        if inComment { bytes[i] = 0x20 }
        read(byte, at: i)
      }
    }
  }

  private mutating func read(_ byte: UInt8, at index: Int) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
    case UInt8(ascii: "\\"): blankContinuation(at: index)
    case UInt8(ascii: ";") where depth <= 0:
      separators.append(index)
      depth = 0
    default: break
    }
  }

  private mutating func blankContinuation(at index: Int) {
    let rest = bytes[(index + 1)...].prefix { $0 != 0x0A && $0 != 0x0D }
    guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return }
    bytes[index] = 0x20
    if rest.endIndex == bytes.endIndex { endsInContinuation = true }
  }

  mutating func removeFinalSemicolon() -> Bool {
    guard let last = bytes.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }), bytes[last] == UInt8(ascii: ";") else {
      return false
    }
    bytes[last] = 0x20
    return true
  }
}
