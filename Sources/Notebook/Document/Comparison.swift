/// Compares an output with the expected one.
///
/// Text must be equal except for blanks at the ends of lines and blank lines at the end. Numbers must round to the digits
/// written. `...` alone on a line matches any lines, `…` in a line any text.
public enum Comparison {
  /// The first line that differs.
  public struct Difference: Equatable, Sendable {
    /// The index of the expected line; the number of expected lines if the output has more.
    public var index: Int
    /// `nil` if no further line was expected.
    public var expected: String?
    /// `nil` if the output has no further line.
    public var got: String?
  }

  /// The first difference; `nil` if the output is as expected.
  public static func difference(expected: [String], got: [String]) -> Difference? {
    let expected = withoutBlankEnd(expected)
    let got = withoutBlankEnd(got)
    let patterns = expected.map { LinePattern.isAnyLines($0) ? nil : LinePattern($0) }
    let mismatch = Wildcards.mismatch(patterns.map { $0 == nil }, got.count) { line, position in
      position < got.count && patterns[line]?.matches(got[position]) == true ? position + 1 : nil
    }
    return mismatch.map { line, position in
      Difference(
        index: line, expected: line < expected.count ? expected[line] : nil,
        got: position < got.count ? got[position] : nil)
    }
  }

  static func withoutBlankEnd(_ lines: [String]) -> [String] {
    let end = lines.lastIndex { !withoutTrailingBlanks($0).isEmpty }
    return Array(lines[..<(end.map { $0 + 1 } ?? 0)])
  }

  /// The lines of a text, whatever ends them, without blank ones at the end.
  static func lines(of text: String) -> [String] {
    withoutBlankEnd(text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
  }
}

/// Patterns with wildcards, for the lines of an output and for the bytes of a line.
enum Wildcards {
  /// Where a text stops matching a pattern; `nil` if it matches.
  ///
  /// The usual algorithm: at a mismatch, return to the last wildcard and let it take one more element.
  ///
  /// - Parameters:
  ///   - isWildcard: for each element of the pattern, whether it matches any text.
  ///   - count: the length of the text.
  ///   - end: where the match of an element ends that starts at a position; `nil` if it does not match there.
  /// - Returns: the furthest element of the pattern that was reached, and the position in the text.
  static func mismatch(
    _ isWildcard: [Bool], _ count: Int, end: (_ element: Int, _ position: Int) -> Int?
  ) -> (element: Int, position: Int)? {
    var (element, position) = (0, 0)
    var retry: (element: Int, position: Int)?
    var furthest = (element: 0, position: 0)
    while true {
      if element >= furthest.element { furthest = (element, position) }
      if element < isWildcard.count, isWildcard[element] {
        element += 1
        retry = (element, position)
      } else if element == isWildcard.count, position == count || isWildcard.last == true {
        return nil
      } else if element < isWildcard.count, let end = end(element, position) {
        (element, position) = (element + 1, end)
      } else if let last = retry, last.position < count {
        retry = (last.element, last.position + 1)
        (element, position) = (last.element, last.position + 1)
      } else {
        return furthest
      }
    }
  }
}
