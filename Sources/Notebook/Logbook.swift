import CommandKit
import Renderers

/// The cells that were run, with their outputs and the prose between them: a transcript that is still being written.
public struct Logbook: Equatable, Sendable {
  public enum Entry: Equatable, Sendable {
    /// Markdown without blank lines around it.
    case prose(String)
    case cell(source: String, output: CellOutput)
  }

  public private(set) var entries: [Entry] = []
  /// How many cells there are up to the last one that changed the session or has a value; help and tables do neither.
  public private(set) var lastWork = 0

  public var hasWork: Bool { lastWork > 0 }

  public init() {}

  public var cellCount: Int { outputs.count }

  var outputs: [CellOutput] {
    entries.compactMap { if case .cell(_, let output) = $0 { output } else { nil } }
  }

  public mutating func addProse(_ text: String) {
    let text = withoutTrailingBlanks(text.drop(while: \.isNewline))
    if !text.isEmpty { entries.append(.prose(text)) }
  }

  public mutating func addCell(_ source: String, _ output: CellOutput = CellOutput("")) {
    entries.append(.cell(source: source, output: output))
    lastWork = cellCount
  }

  mutating func append(_ entries: ArraySlice<Entry>) {
    self.entries += entries
    lastWork = cellCount
  }

  /// Adds a cell, unless it does not belong in a transcript: requests to the program, blank lines, `quit`, and cells
  /// that Ctrl-C stopped before they did anything.
  ///
  /// - Parameter isWork: whether it changed the session or has a value.
  public mutating func add(_ outcome: CellOutcome, isWork: Bool = true) {
    guard outcome.sequel == .none, !outcome.source.allSatisfy(\.isWhitespace) else { return }
    if outcome.number == nil, outcome.isFailure { return }
    let before = lastWork
    addCell(outcome.keptSource, CellOutput(outcome))
    if !isWork { lastWork = before }
  }
}

extension Logbook {
  /// CommonMark with the cells in `chainrule` blocks.
  public var markdown: String {
    var pieces: [String] = []
    var cells: [String] = []
    func close() {
      if !cells.isEmpty { pieces.append(Self.block(cells)) }
      cells = []
    }
    for entry in entries {
      switch entry {
      case .prose(let text):
        close()
        pieces.append(text + "\n")
      case .cell(let source, let output): cells.append(Self.lines(source, output))
      }
    }
    close()
    return pieces.joined(separator: "\n")
  }

  /// Each entry as a block of its own, to be added to the end of a file.
  public static func markdown(of entries: some Collection<Entry>) -> String {
    entries.map { entry in
      switch entry {
      case .prose(let text): text + "\n\n"
      case .cell(let source, let output): block([lines(source, output)]) + "\n"
      }
    }.joined()
  }

  private static func lines(_ source: String, _ output: CellOutput) -> String {
    let typed = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "> \($0)" }
    let output = Comparison.lines(of: output.text).map { Transcript.escaped($0) }
    return (typed + output).map { $0 + "\n" }.joined()
  }

  /// The fence is longer than any line of backquotes in it.
  private static func block(_ cells: [String]) -> String {
    let text = cells.joined()
    let lines: [Substring] = text.split(whereSeparator: \.isNewline)
    let longest = lines.map { $0.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)chainrule\n\(text)\(fence)\n"
  }
}
