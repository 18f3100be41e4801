import CommandKit
import SessionCore
import Views

/// A transcript that is run again, to continue after its last cell.
public struct Reopening: Sendable {
  private var runner: SessionRunner
  private let started: Double
  public private(set) var logbook = Logbook()
  /// The cells whose outputs differ from those in the file.
  public private(set) var changes: [Replay.Step] = []
  public let cellCount: Int
  public private(set) var cellsRun = 0

  /// Whether Ctrl-C stopped it before the last cell.
  public var isStopped: Bool { cellsRun < cellCount }

  /// Runs the cells until Ctrl-C. A cell that Ctrl-C stopped does not count.
  ///
  /// - Parameters:
  ///   - display: the display settings of the session before.
  ///   - responder: answers the requests of the cells.
  public init(
    _ document: Document, commands: CommandSet, display: DisplaySettings = DisplaySettings(), host: any Host,
    asking responder: some Responder
  ) {
    started = host.seconds
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
        host.show(.progress(frame(at: host.seconds)))
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
    if step.difference != nil {
      changes.append(step)
    } else if !cell.expected.contains(where: LinePattern.isAnyLines) {
      output.text = cell.expected.joined(separator: "\n")
    }
    logbook.addCell(cell.source, output)
    cellsRun += 1
    return true
  }

  private func frame(at now: Double) -> ProgressFrame {
    let share = Double(cellsRun) / Double(max(cellCount, 1))
    return ProgressFrame(
      title: "cell \(cellsRun + 1)/\(cellCount)", fraction: share,
      fields: share > 0 ? [.timeLeft((now - started) / share * (1 - share))] : [], isMilestone: false)
  }
}

extension Reopening {
  private static let mostChanges = 5

  /// The message to the user.
  public func view(named name: String) -> View {
    let count = Description.count(cellsRun, "cell")
    let head =
      isStopped
      ? StyledText("stopped after \(count) of \(cellCount) of \(name)", .warning)
      : StyledText("ran the \(count) of \(name)")
    let shown = changes.prefix(Self.mostChanges).map(Self.line)
    let rest = changes.count - shown.count
    let more = rest > 0 ? [View.text(StyledText("… and \(Description.count(rest, "cell")) more", .warning))] : []
    return .stack([.text(head)] + shown + more)
  }

  private static func line(_ change: Replay.Step) -> View {
    let cell = change.cell.source.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let expected = change.difference?.expected.map { "the file has “\($0)”" } ?? "the file's output ends"
    let got = change.difference?.got.map { "this time it is “\($0)”" } ?? "this time the output ends"
    return .text(
      StyledText("line \(change.differenceLine ?? change.cell.line): ", .warning) + StyledText(cell, .code)
        + StyledText(" gives another output: \(expected), \(got)", .warning))
  }
}
