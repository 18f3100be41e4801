/// A cell of a transcript: the source and the expected output.
public struct Cell: Equatable, Sendable {
  /// Without the `> `; lines are separated by LF.
  public var source: String
  /// The lines below the source, without blank lines at the end.
  public var expected: [String]
  /// The lines of the file that hold the source, counted from 0.
  public var sourceLines: Range<Int>
  /// The lines of the file that hold the expected output, counted from 0.
  public var outputLines: Range<Int>

  /// The first line of the cell, counted from 1.
  public var line: Int { sourceLines.lowerBound + 1 }

  /// The source in a line of a transcript; `nil` for a line of output.
  static func typed(_ line: String) -> Substring? {
    if line.hasPrefix("> ") { return line.dropFirst(2) }
    return line == ">" ? "" : nil
  }
}

/// Whether a cell continues after the lines read so far. It agrees with `Language.CellSource.isOpen` but works line by
/// line, so a cell of a million lines is read in one pass.
struct CellContinuation {
  private var depth = 0
  private var endsInBackslash = false

  var isOpen: Bool { depth > 0 || endsInBackslash }

  mutating func read(_ line: Substring) {
    var isQuoted = false
    endsInBackslash = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      switch byte {
      case UInt8(ascii: "#"): return
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { endsInBackslash = byte == UInt8(ascii: "\\") }
    }
  }
}
