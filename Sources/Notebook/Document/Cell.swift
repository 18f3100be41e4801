/// A cell of a transcript: what is typed and what is to come of it.
public struct Cell: Equatable, Sendable {
  /// What is typed, without the `> `; lines are separated by LF.
  public var source: String
  /// The lines under the cell, without blank lines at the end.
  public var expected: [String]
  /// The lines of the file that hold the source, counted from 0.
  public var sourceLines: Range<Int>
  /// The lines of the file that hold the expected output, counted from 0; empty where there is none.
  public var outputLines: Range<Int>

  /// The line where the cell starts, counted from 1.
  public var line: Int { sourceLines.lowerBound + 1 }

  /// Whether a line of a transcript starts or continues a cell, and what it types.
  static func typed(_ line: String) -> Substring? {
    if line.hasPrefix("> ") { return line.dropFirst(2) }
    return line == ">" ? "" : nil
  }
}

/// Whether a cell goes on behind the lines read so far, as `Language.CellSource.isOpen` says, but line by line: a cell of
/// a million lines is read in one pass.
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
