import CommandKit
import SessionCore
import Views

/// A transcript run again, to go on behind its last cell.
public struct Reopening: Sendable {
  /// A cell that came out another way than the file has it.
  public struct Change: Equatable, Sendable {
    public var cell: String
    /// Counted from 1.
    public var line: Int
    public var difference: Comparison.Difference
  }

  private var runner: SessionRunner
  public private(set) var logbook = Logbook()
  public private(set) var changes: [Change] = []
  public let cellCount: Int
  public private(set) var cellsRun = 0

  /// Whether Ctrl-C stopped it before the last cell.
  public var isStopped: Bool { cellsRun < cellCount }

  /// Runs the cells until Ctrl-C; a cell that Ctrl-C stopped has not been run.
  ///
  /// - Parameters:
  ///   - display: the settings of the display before.
  ///   - responder: answers what the cells ask for.
  public init(
    _ document: Document, commands: CommandSet, display: DisplaySettings = DisplaySettings(), host: any Host,
    asking responder: some Responder
  ) {
    runner = SessionRunner(Interpreter(commands: commands, display: display), keepsLog: false)
    var responder = responder
    cellCount = document.cells.count
    let host = ReadingHost(host)
    for block in document.blocks {
      guard case .transcript(let transcript) = block else {
        logbook.addProse(document.text(of: block))
        continue
      }
      for cell in transcript.cells {
        host.show(.progress(frame))
        if !run(cell, host, &responder) { return }
      }
    }
  }

  public var interpreter: Interpreter { runner.interpreter }

  private mutating func run(_ cell: Cell, _ host: any Host, _ responder: inout some Responder) -> Bool {
    var next = runner
    let reply = next.run(cell.source, host: host, asking: &responder)
    if host.isInterrupted { return false }
    runner = next
    var output = CellOutput(reply.outcomes)
    let step = Replay.Step(cell, output: output)
    if let difference = step.difference, let line = step.differenceLine {
      changes.append(Change(cell: cell.source, line: line, difference: difference))
    } else if !cell.expected.contains(where: LinePattern.isAnyLines) {
      output.text = cell.expected.joined(separator: "\n")
    }
    logbook.addCell(cell.source, output)
    cellsRun += 1
    return true
  }

  private var frame: ProgressFrame {
    ProgressFrame(
      title: "cell \(cellsRun + 1)/\(cellCount)", fraction: Double(cellsRun) / Double(max(cellCount, 1)), fields: [],
      isMilestone: false)
  }
}

extension Reopening {
  private static let mostChanges = 5

  /// What is said of it.
  public func view(named name: String) -> View {
    let count = Count.of(cellsRun, "cell")
    let head =
      isStopped
      ? StyledText("stopped after \(count) of \(cellCount) of \(name)", .warning)
      : StyledText("ran the \(count) of \(name)")
    let shown = changes.prefix(Self.mostChanges).map(Self.line)
    let rest = changes.count - shown.count
    let more = rest > 0 ? [View.text(StyledText("… and \(Count.of(rest, "cell")) more", .warning))] : []
    return .stack([.text(head)] + shown + more)
  }

  private static func line(_ change: Change) -> View {
    let cell = change.cell.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let expected = change.difference.expected.map { "the file has “\($0)”" } ?? "the file has no more"
    let got = change.difference.got.map { "this time it is “\($0)”" } ?? "this time there is no more"
    return .text(
      StyledText("line \(change.line): ", .warning) + StyledText(cell, .code)
        + StyledText(" comes out another way: \(expected), \(got)", .warning))
  }
}

/// Numbers of things in words.
public enum Count {
  /// `1 cell`, `12 cells`.
  public static func of(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
