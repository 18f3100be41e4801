import CommandKit
import Commands
import Datasets
import Interruption
import Language
import Testing
import Views

@testable import Notebook

@Suite struct SessionRunnerTests {
  /// Answers the requests of files, and notes what it is told.
  private struct Clerk: Responder {
    var followed: [[Int?]] = []
    var kept = 0

    func reply(
      to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
    ) throws(Diagnostic) -> Reply {
      guard case .file(let request) = request else { throw RefusingResponder.refusal }
      return Reply(.text("\(request)"))
    }

    mutating func follow(_ cell: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply {
      followed.append(cell.outcomes.map(\.number))
      return Reply(draft: "after \(cell.source)")
    }

    mutating func keep(_ logbook: Logbook) -> View? {
      kept = logbook.cellCount
      return nil
    }
  }

  /// Changes the session, and is stopped while it works.
  private struct SlowClerk: Responder {
    var isChanged = false

    mutating func reply(
      to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
    ) throws(Diagnostic) -> Reply {
      isChanged = true
      runner.replace(with: Interpreter(commands: .standard), Logbook())
      return Reply(.text(Work.current.isStopped ? "partial" : "complete"))
    }

    mutating func follow(_ cell: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply {
      isChanged = Work.current.isStopped
      return Reply(.text("partial"))
    }
  }

  /// Presses Ctrl-C after a number of questions.
  private final class Impatient: Host {
    var questions: Int
    init(after questions: Int) { self.questions = questions }
    func show(_ view: View) {}
    var isInterrupted: Bool {
      questions -= 1
      return questions < 0
    }
    let seconds = 0.0
  }

  @Test func `a reply that is stopped leaves session and responder as they were`() throws {
    var runner = SessionRunner(Interpreter(commands: .standard))
    var clerk = SlowClerk()
    _ = runner.run("x = 1", host: Impatient(after: 99), asking: &clerk)
    let reply = runner.run("save a.md", host: Impatient(after: 0), asking: &clerk)
    #expect(reply.isFailure)
    #expect(!clerk.isChanged)
    #expect(runner.interpreter.session.variables["x"] == .number(1))
  }

  private let host = SilentHost(Catalog.Environment(variables: [:]))
  private var clerk = Clerk()
  private var runner = SessionRunner(Interpreter(commands: .standard))

  private mutating func replies(to source: String) -> [Reply] {
    var replies: [Reply] = []
    runner.enter(source)
    while let reply = runner.next(host: host, asking: &clerk) { replies.append(reply) }
    return replies
  }

  @Test mutating func aCellHasOneReply() {
    let replies = replies(to: "1 + 1")
    #expect(replies.map { $0.outcomes.map(\.number) } == [[1]])
    #expect(replies[0].outcomes[0].value == .number(2))
    #expect(replies[0].draft == "after 1 + 1")
    #expect(clerk.kept == 1)
  }

  @Test mutating func aTextOfSeveralCellsHasAReplyForEach() {
    let replies = replies(to: "x = 1; x + 1; x + 2;; x")
    #expect(replies.map { $0.outcomes.map(\.number) } == [[1], [2], [3], [4]])
    #expect(replies.map { $0.outcomes.map(\.source) } == [["x = 1"], ["x + 1"], ["x + 2;"], ["x"]])
    #expect(replies[2].outcomes[0].view == nil && replies[3].outcomes[0].value == .number(1))
    #expect(clerk.followed == [[1, 2, 3, 4]], "the responder hears of them once, at the end")
    #expect(runner.logbook.cellCount == 4)
  }

  @Test mutating func theFirstErrorStopsTheOthers() throws {
    let replies = replies(to: "x = 1; é + 1; x = 3")
    #expect(replies.count == 2 && runner.interpreter.session.variables["x"] == .number(1))
    let excerpt = try #require(replies[1].outcomes[0].excerpt(file: "a", firstLine: 7))
    #expect(excerpt.line == 7 && excerpt.column == 8 && excerpt.text == "x = 1; é + 1; x = 3")
  }

  @Test mutating func placesAreThoseInTheText() throws {
    let replies = replies(to: "y = [1,\n  2]; y + zz")
    let excerpt = try #require(replies.last?.outcomes.last?.excerpt())
    #expect(excerpt.line == 2 && excerpt.column == 11 && excerpt.text == "  2]; y + zz")
  }

  @Test mutating func anAnswerAmongSeveralCellsIsJudged() throws {
    let lesson = Lesson(
      try Document.parse("# Sum\n\n```exercise\nquestion: What is 1 + 1?\nanswer: 2\n```\n"), name: "sum")
    var player = Player(lesson, commands: .standard)
    _ = player.open(resuming: nil, on: &runner, host: host)
    let reply = runner.run("k = 1; k + 1", host: host, asking: &player)
    #expect(player.isDone, "\(reply.views)")
  }

  @Test mutating func requestsAmongSeveralCells() {
    let replies = replies(to: "x = 1; save a.md; x + 1")
    #expect(replies.count == 3 && replies[1].views.count == 1)
    #expect(replies[2].outcomes.map(\.number) == [2])
    _ = self.replies(to: "rerun 1..2; x")
    #expect(runner.interpreter.cells.map(\.source) == ["x = 1", "x + 1", "x = 1", "x + 1", "x"])
  }

  /// Each cell that is run again is shown before the next one runs; the responder hears of them once, at the end.
  @Test mutating func cellsRunAgainOneByOne() {
    for cell in ["x = 1", "x + 1", "x = 5"] { _ = replies(to: cell) }
    clerk.followed = []
    let replies = replies(to: "rerun 1..3")
    #expect(replies.map { $0.outcomes.compactMap(\.original) } == [[], [1], [2], [3]])
    #expect(clerk.followed == [[4, 5, 6]])
    #expect(runner.logbook.cellCount == 6, "rerun itself is not a cell")
  }

  @Test mutating func anErrorEndsTheCellsThatRunAgain() {
    for cell in ["y = 1", "y + 1", "y = 2", "restore 0"] { _ = replies(to: cell) }
    let replies = replies(to: "rerun 2..3")
    #expect(replies.count == 2)
    #expect(replies.last?.isFailure == true)
    #expect(runner.interpreter.nextCellNumber == 6)
  }

  @Test mutating func aRequestIsAnswered() {
    #expect(replies(to: "save a.md").flatMap(\.views) == [.text("save(Optional(\"a.md\"), replaces: false)")])
    let refused = replies(to: "next")
    #expect(refused.map(\.isFailure) == [true])
    #expect(refused[0].outcomes[0].number == nil)
    #expect(runner.logbook.cellCount == 0, "requests are not logged")
    #expect(clerk.followed == [])
  }

  @Test mutating func quittingIsReported() {
    let replies = replies(to: "quit")
    #expect(replies.map(\.quits) == [true])
    #expect(runner.logbook.cellCount == 0)
  }
}
