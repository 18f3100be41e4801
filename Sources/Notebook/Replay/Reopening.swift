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
