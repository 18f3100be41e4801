/// Pasted text, as it is inserted into the line.
///
/// A transcript loses its prompts and results: a text in which a line starts with a prompt of this shell, of a lesson or
/// of Python. Other text is unchanged.
struct PastedText {
  let text: String

  init(_ raw: String) {
    let plain = Self.withoutCarriageReturns(raw)
    text = Self.cells(ofTranscript: plain) ?? plain
  }

  /// With newlines for carriage returns, which terminals send for or with newlines, and without newlines at the end.
  static func withoutCarriageReturns(_ raw: String) -> String {
    var unicode = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in raw.unicodeScalars {
      if scalar == "\r" {
        unicode.append("\n")
      } else if scalar != "\n" || previous != "\r" {
        unicode.append(scalar)
      }
      previous = scalar
    }
    while unicode.last == "\n" { unicode.removeLast() }
    return String(unicode)
  }

  /// The cells of a transcript; `nil` for other text.
  private static func cells(ofTranscript text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let styles = Style.all
    guard let style = lines.lazy.compactMap({ line in styles.first { $0.first(in: line) != nil } }).first else {
      return nil
    }
    var cells: [Substring] = []
    var isInCell = false
    for line in lines {
      if let start = style.first(in: line) {
        cells.append(start)
        isInCell = true
      } else if isInCell, let further = style.other(in: line) {
        cells.append(further)
      } else {
        isInCell = false
      }
    }
    return cells.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
  }

  /// The prompts of a transcript.
  private struct Style {
    let first: Regex<Substring>
    /// `nil` if cells have one line.
    let others: Regex<Substring>?

    static var all: [Style] {
      [
        Style(first: /\s*In \[\d+\]: ?/, others: /\s*\.\.\.: ?/), Style(first: #/>>> /#, others: /\.\.\.(?: |$)/),
        Style(first: #/> /#, others: nil),
      ]
    }

    /// The text after the prompt of a cell's first line.
    func first(in line: Substring) -> Substring? { line.prefixMatch(of: first).map { line[$0.range.upperBound...] } }

    /// The text after the prompt of one of its other lines.
    func other(in line: Substring) -> Substring? {
      others.flatMap { line.prefixMatch(of: $0) }.map { line[$0.range.upperBound...] }
    }
  }
}
