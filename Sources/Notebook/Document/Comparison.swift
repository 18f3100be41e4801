/// Expected output against what came.
///
/// Text must be equal, blanks at the ends of lines and blank lines at the end aside; numbers must round to the digits
/// written; `...` alone on a line stands for any lines, `…` in a line for any text.
public enum Comparison {
  /// The first line where they part.
  public struct Difference: Equatable, Sendable {
    /// The index of the expected line; the number of expected lines where output goes on behind them.
    public var index: Int
    /// The line that was expected, `nil` behind the last.
    public var expected: String?
    /// The line that came, `nil` behind the last.
    public var got: String?
  }

  /// The first difference, `nil` where the output is as expected.
  public static func difference(expected: [String], got: [String]) -> Difference? {
    let expected = withoutBlankEnd(expected)
    let got = withoutBlankEnd(got)
    let patterns = expected.map { LinePattern.isAnyLines($0) ? nil : LinePattern($0) }
    var (line, position) = (0, 0)
    var retry: (line: Int, position: Int)?
    var furthest = (line: 0, position: 0)
    while true {
      if line >= furthest.line { furthest = (line, position) }
      if line < patterns.count, patterns[line] == nil {
        line += 1
        retry = (line, position)
      } else if line == patterns.count, position == got.count || patterns.last == .some(nil) {
        return nil
      } else if line < patterns.count, position < got.count, patterns[line]?.matches(got[position]) == true {
        (line, position) = (line + 1, position + 1)
      } else if let last = retry, last.position < got.count {
        retry = (last.line, last.position + 1)
        (line, position) = (last.line, last.position + 1)
      } else {
        return difference(at: furthest, expected, got)
      }
    }
  }

  private static func difference(
    at place: (line: Int, position: Int), _ expected: [String], _ got: [String]
  ) -> Difference {
    Difference(
      index: place.line,
      expected: place.line < expected.count ? expected[place.line] : nil,
      got: place.position < got.count ? got[place.position] : nil)
  }

  /// The lines without blank ones at the end.
  static func withoutBlankEnd(_ lines: [String]) -> [String] {
    let end = lines.lastIndex { !withoutTrailingBlanks($0).isEmpty }
    return Array(lines[..<(end.map { $0 + 1 } ?? 0)])
  }

  /// The lines of a text, whatever ends them, without blank ones at the end.
  static func lines(of text: String) -> [String] {
    withoutBlankEnd(text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
  }
}
