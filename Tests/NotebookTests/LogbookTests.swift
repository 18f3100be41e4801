import CommandKit
import Commands
import Datasets
import SessionCore
import Testing
import Views

@testable import Notebook

struct LogbookTests {
  private let host = SilentHost(Catalog.Environment(variables: [:]))

  /// What was typed, logged as the shell does.
  private func logbook(_ cells: String...) -> Logbook {
    var interpreter = Interpreter(commands: .standard)
    var logbook = Logbook()
    for cell in cells { logbook.add(interpreter.run(cell, host: host)) }
    return logbook
  }

  @Test func cellsAndProseAreWritten() {
    var logbook = logbook("1 + 1", "x = 2;")
    logbook.addProse("\nSo.\n\n")
    logbook.addProse(" \n")
    logbook.addCell("x")
    #expect(logbook.markdown == "```chainrule\n> 1 + 1\n2\n> x = 2;\n```\n\nSo.\n\n```chainrule\n> x\n```\n")
  }

  @Test func requestsAndBlankCellsAreLeftOut() {
    #expect(logbook("next", "save a.md", "open a.md", "", "  ", "quit").cellCount == 0)
    #expect(logbook("# a note", "nope").cellCount == 2)
  }

  /// Whatever the texts are, the cells read back, and the check finds nothing.
  @Test(
    arguments: [
      ("a", "> not a cell\n```\n````\n...\n  indented"), ("a [\n\n```\n]", "x"), ("\"# > \" [\n> \n]", ""),
      ("a", "\n\n1\n\n"), ("é ｱ 👩‍🔬 \u{1B}[1m", "\u{301}x"), ("# note", ""), ("~~~", "~~~"),
    ])
  func aTranscriptReadsBack(source: String, output: String) throws {
    var logbook = Logbook()
    for _ in 1...2 { logbook.addCell(source, CellOutput(output)) }
    for text in [logbook.markdown, Logbook.markdown(of: logbook.entries)] {
      let document = try Document.parse(text)
      #expect(document.cells.map(\.source) == [source, source])
      let steps = Replay(document, on: FakeRunner([source: output])).steps
      #expect(steps.allSatisfy { $0.difference == nil }, "\(text)")
    }
  }

  @Test func measuredTimesAreElided() {
    let text = logbook("data xor", "network 2 1", "train epochs 3 batch 4", "runs").markdown
    #expect(text.contains("trained 3 epochs in … s: batch 4"))
    #expect(text.contains("        …  finished"))
  }
}

struct ReopeningTests {
  /// Presses Ctrl-C when the clock was looked at so often, or never.
  private final class Impatient: Host {
    var shown = 0
    let limit: Int
    init(limit: Int) { self.limit = limit }
    func show(_ view: View) { shown += 1 }
    var isInterrupted: Bool { shown > limit }
    let seconds = 0.0
  }

  private static let text = "T\n\n```chainrule\n> x = 1\n> x + 1\n3\n> nope\nerror: …\n...\n> x = 5\n```\n"

  /// The file on the disk may have become another one since.
  @Test func aSavedTranscriptIsReadBack() throws {
    let text =
      "```chainrule\n> v = [[1, 2]]\n> save v to v.npy\n...\n> v = [[3, 4]]\n> load v from v.npy\n...\n> v\n1×2  1  2\n```\n"
    let reopening = Reopening(
      try Document.parse(text), commands: .standard, host: Impatient(limit: 99), asking: StageResponder(nil))
    #expect(reopening.changes == [])
    #expect(reopening.cellsRun == 5)
  }

  @Test func continuesAfterTheLastCell() throws {
    let reopening = Reopening(
      try Document.parse(Self.text), commands: .standard, host: Impatient(limit: 99), asking: StageResponder(nil))
    var shell = reopening.interpreter
    #expect(shell.nextCellNumber == 5)
    #expect(reopening.changes.map(\.differenceLine) == [6])
    #expect(reopening.logbook.cellCount == 4)
    #expect(
      reopening.logbook.markdown.hasPrefix("T\n\n```chainrule\n> x = 1\n> x + 1\n2\n> nope\nerror: unknown name nope\n")
    )
    #expect(!reopening.isStopped)
    let undone = shell.run("undo", host: Impatient(limit: 99))
    #expect(String(describing: try undone.result.get()).contains("undone: x = 5"))
  }

  @Test func anInterruptKeepsTheCellsThatHaveRun() throws {
    let reopening = Reopening(
      try Document.parse(Self.text), commands: .standard, host: Impatient(limit: 2), asking: StageResponder(nil))
    #expect(reopening.isStopped)
    #expect(reopening.cellsRun == 2)
    #expect(reopening.interpreter.nextCellNumber == 3)
  }
}
