import CommandKit
import SessionCore
import Renderers

/// What was typed and what came of it, in order, with prose between: a transcript that is still being written.
public struct Logbook: Equatable, Sendable {
  public enum Entry: Equatable, Sendable {
    /// Markdown without blank lines around it.
    case prose(String)
    case cell(source: String, output: CellOutput)
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  public var cellCount: Int { outputs.count }

  /// What came of each cell.
  var outputs: [CellOutput] {
    entries.compactMap { if case .cell(_, let output) = $0 { output } else { nil } }
  }

  public mutating func addProse(_ text: String) {
    let text = withoutTrailingBlanks(text.drop(while: \.isNewline))
    if !text.isEmpty { entries.append(.prose(text)) }
  }

  public mutating func addCell(_ source: String, _ output: CellOutput = CellOutput("")) {
    entries.append(.cell(source: source, output: output))
  }

  mutating func append(_ entries: ArraySlice<Entry>) { self.entries += entries }

  /// Adds what was typed, unless it is nothing for a transcript: requests to the program, blank lines, `quit`, and
  /// cells that Ctrl-C stopped before they had done anything.
  public mutating func add(_ outcome: CellOutcome) {
    guard outcome.sequel == .none, !outcome.source.allSatisfy(\.isWhitespace) else { return }
    if outcome.number == nil, outcome.isFailure { return }
    addCell(outcome.keptSource, CellOutput(outcome))
  }
}
