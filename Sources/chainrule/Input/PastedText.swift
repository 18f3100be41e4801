/// What was pasted, as it goes into the line.
///
/// A transcript loses its prompts and its results. It is one where a line starts with a prompt of this shell, of a
/// lesson or of Python; anything else stays as it is.
struct PastedText {
  let text: String

  init(_ raw: String) {
    let plain = Self.withoutCarriageReturns(raw)
    text = Self.cells(ofTranscript: plain) ?? plain
  }

  /// With a newline for each end of a line, and without those at the end. A terminal sends Enter for a newline, or both.
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

  /// The cells of a transcript, `nil` for a text that is none.
  private static func cells(ofTranscript text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let style = lines.lazy.compactMap(Style.init(opening:)).first else { return nil }
    var cells: [Substring] = []
    var isInCell = false
    for line in lines {
      if let start = style.cell(line) {
        cells.append(start)
        isInCell = true
      } else if isInCell, let further = style.further(line) {
        cells.append(further)
      } else {
        isInCell = false
      }
    }
    return cells.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
  }

  /// How a transcript marks what was typed.
  private enum Style {
    case notebook, lesson, python

    init?(opening line: Substring) {
      if line.prefixMatch(of: /\s*In \[\d+\]: ?/) != nil {
        self = .notebook
      } else if line.hasPrefix(">>> ") {
        self = .python
      } else if line.hasPrefix("> ") {
        self = .lesson
      } else {
        return nil
      }
    }

    func cell(_ line: Substring) -> Substring? {
      switch self {
      case .notebook: line.prefixMatch(of: /\s*In \[\d+\]: ?/).map { line[$0.range.upperBound...] }
      case .python: line.hasPrefix(">>> ") ? line.dropFirst(4) : nil
      case .lesson: line.hasPrefix("> ") ? line.dropFirst(2) : nil
      }
    }

    func further(_ line: Substring) -> Substring? {
      switch self {
      case .notebook: line.prefixMatch(of: /\s*\.\.\.: ?/).map { line[$0.range.upperBound...] }
      case .python: line == "..." ? "" : line.hasPrefix("... ") ? line.dropFirst(4) : nil
      case .lesson: nil
      }
    }
  }
}
