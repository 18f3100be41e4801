import CommandKit
import Language
import Notebook
import SessionCore
import Views

/// Answers the requests of cells to the program: lessons, files, recovery, the user's editor. Keeps the log on the disk.
struct ProgramResponder: Responder {
  private var lessons: LessonResponder
  private var files = SessionFiles()
  private let isPiped: Bool
  private let journal: Journal?
  private let earlier = EarlierSessions()

  /// - Parameters:
  ///   - isPiped: whether the input is not typed.
  ///   - folder: the folder with lessons.
  init(isPiped: Bool, folder: LessonFolder) {
    self.isPiped = isPiped
    lessons = LessonResponder(isPiped: isPiped, folder: folder)
    journal = isPiped ? nil : Journal()
  }

  /// The width for the text of lessons.
  var textWidth: TextWidth {
    get { lessons.textWidth }
    set { lessons.textWidth = newValue }
  }

  var folder: LessonFolder { lessons.folder }

  /// The message before the first cell.
  var greeting: View? { isPiped ? nil : earlier.crashNotice }

  /// Whether a lesson is open.
  var isInLesson: Bool { lessons.player != nil }
  /// Whether Enter on an empty line continues a lesson.
  var continuesByEnter: Bool { lessons.player?.continuesByEnter ?? false }

  var isAsking: Bool { lessons.isAsking }

  mutating func read(
    _ typed: String, on runner: inout SessionRunner, host: any Host
  ) -> (Reply, NotebookRequest?) { lessons.read(typed, on: &runner, host: host) }

  mutating func follow(_ cell: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply {
    lessons.follow(cell, on: &runner, host: host)
  }

  /// At the end of the input.
  mutating func end(on runner: inout SessionRunner, host: any Host) -> Reply { lessons.end(on: &runner, host: host) }

  /// The shell ends: what is in no file is kept for `recover`; returns a message about it.
  func close(_ logbook: Logbook) -> View? {
    guard let journal else { return nil }
    let keeps = files.hasUnsavedWork(logbook)
    let isKept = journal.close(keeps: keeps)
    if !keeps { return nil }
    let cells = Description.count(logbook.cellCount, "cell")
    if !isKept { return .text(StyledText("\(cells) could not be kept for recover", .warning)) }
    return .text(
      StyledText("\(cells) kept: ", .faint) + StyledText("recover 1", .code)
        + StyledText(" in the next shell brings \(logbook.cellCount == 1 ? "it" : "them") back", .faint))
  }

  /// Only sessions that have work in them are kept: nobody recovers a page of help.
  mutating func keep(_ logbook: Logbook) -> View? {
    logbook.hasWork ? (journal?.append(logbook)).map(Self.warning) : nil
  }

  private static func warning(_ text: String) -> View { .text(StyledText("warning: \(text)", .warning)) }

  // MARK: Requests

  mutating func reply(
    to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    switch request {
    case .lesson(let request): return try lessons.reply(to: request, on: &runner, host: host)
    case .edit(let text): return try edit(text)
    case .file(.save(let path, let replaces)):
      let written = try files.save(runner.logbook, to: path, replaces: replaces, in: &host.files)
      return Reply(.text("saved \(Description.count(runner.logbook.cellCount, "cell")) in \(written)"))
    case .file(.export(let path, let replaces)):
      let bytes = try files.export(
        runner.logbook, to: path, replaces: replaces, commands: runner.interpreter.commands, in: &host.files)
      return Reply(.text("wrote \(path), \(Description.count(bytes, "byte"))"))
    case .file(.page(let page, let path, let replaces)):
      let bytes = try files.export(
        page, to: path, replaces: replaces, commands: runner.interpreter.commands, in: &host.files)
      return Reply(.text("wrote \(path), \(Description.count(bytes, "byte"))"))
    case .file(.open(let path, let replaces)):
      if !host.files.exists(path) { throw Diagnostic("there is no file \(path)", at: .start) }
      if !replaces { try requireSaved(runner.logbook, otherwise: "open \(path) replace drops them") }
      let document = try files.read(path, in: host.files)
      let reopening = reopen(document, on: &runner, host: host)
      var reply = Reply(reopening.view(named: path))
      files.opened(runner.logbook, isComplete: !reopening.isStopped)
      warn(journal?.replace(with: runner.logbook), &reply)
      return reply
    case .recovery(.list): return Reply(try earlier.list())
    case .recovery(.recover(let number)): return try recover(number, on: &runner, host: host)
    case .recovery(.discard(let number)):
      let session = try earlier.session(number)
      session.remove()
      return Reply(.text("discarded a session of \(Description.count(session.cells, "cell")), \(session.time)"))
    case .recovery(.forget): return Reply(.text("deleted \(Description.count(try earlier.forget(), "session"))"))
    }
  }

  private func warn(_ warning: String?, _ reply: inout Reply) {
    if let warning { reply.parts.append(.view(Self.warning(warning))) }
  }

  private func edit(_ text: String) throws(Diagnostic) -> Reply {
    if isPiped { throw Diagnostic("edit needs a terminal", at: .start) }
    do throws(ProgramError) {
      return Reply(draft: try ExternalEditor().edit(text))
    } catch {
      throw Diagnostic(error.description, at: .start)
    }
  }

  private func requireSaved(_ logbook: Logbook, otherwise: String) throws(Diagnostic) {
    let count = files.unsavedCells(of: logbook)
    if count == 0 { return }
    throw Diagnostic(
      "this session has \(Description.count(count, "cell")) that \(count == 1 ? "is" : "are") not saved", at: .start,
      hint: "save FILE.md keeps them; \(otherwise)")
  }

  private mutating func recover(
    _ number: Int, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    let session = try earlier.session(number)
    try requireSaved(runner.logbook, otherwise: "recover also works in a new shell")
    let reopening = reopen(session.document, on: &runner, host: host)
    var reply = Reply(reopening.view(named: "the session of \(session.time)"))
    if session.isIncomplete {
      reply.say("the last cell was being written and is left out", .warning)
    }
    files = SessionFiles()
    if let journal {
      warn(journal.replace(with: runner.logbook), &reply)
      if journal.isKept, runner.logbook.cellCount == session.cells { session.remove() }
    }
    return reply
  }

  /// Runs a transcript in a new session, which replaces this one.
  private mutating func reopen(
    _ document: Document, on runner: inout SessionRunner, host: any Host
  ) -> Reopening {
    let reopening = Reopening(
      document, commands: runner.interpreter.commands, display: runner.interpreter.display, host: host,
      asking: StageResponder(lessons.folder))
    runner.replace(with: reopening.interpreter, reopening.logbook)
    lessons.close()
    return reopening
  }
}
