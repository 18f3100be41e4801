import CommandKit
import SessionCore
import Language
import Notebook
import Views

/// Runs what is typed, keeps what came of it, and does what commands ask of the program: lessons, files, recovery.
struct NotebookDesk {
  private(set) var lessons: LessonDesk
  private var logbook = Logbook()
  private var files = SessionFiles()
  /// `nil` where nobody types.
  private let journal: Journal?
  private let graveyard = Graveyard()

  init(lessons: LessonDesk, isJournalled: Bool) {
    self.lessons = lessons
    journal = isJournalled ? Journal() : nil
  }

  /// What the terminal has for the text of lessons.
  var room: ProseRoom {
    get { lessons.room }
    set { lessons.room = newValue }
  }

  /// Where lessons are.
  var folder: LessonFolder? { lessons.folder }

  /// What is to be said before the first cell.
  var greeting: View? { journal == nil ? nil : graveyard.offer }

  mutating func run(_ typed: String, on shell: inout Interpreter, host: any Host) -> Player.Reply {
    var reply = lessons.run(typed, on: &shell, host: host)
    guard case .outcome(let outcome)? = reply.parts.last, let request = outcome.request else {
      record(&reply)
      return reply
    }
    reply.parts.removeLast()
    record(&reply)
    reply.append(answerTo: outcome) { () throws(Diagnostic) in try answer(request, on: &shell, host: host) }
    return reply
  }

  /// Runs a cell again, as a new one.
  mutating func rerun(_ number: Int, on shell: inout Interpreter, host: any Host) -> Player.Reply {
    var reply = lessons.rerun(number, on: &shell, host: host)
    record(&reply)
    return reply
  }

  /// At the end of the input.
  mutating func end(on shell: inout Interpreter, host: any Host) -> Player.Reply {
    lessons.end(on: &shell, host: host)
  }

  /// The session ends properly: nothing is left to be recovered.
  func close() { journal?.remove() }

  // MARK: Keeping

  private mutating func record(_ reply: inout Player.Reply) {
    let count = logbook.entries.count
    for part in reply.parts {
      switch part {
      case .outcome(let outcome): logbook.add(outcome)
      case .staged(let stage): logbook.addCell(stage.cell)
      case .view: continue
      }
    }
    warn(journal?.append(logbook.entries[count...]), &reply)
  }

  private func warn(_ warning: String?, _ reply: inout Player.Reply) {
    if let warning { reply.parts.append(.view(.text(StyledText("warning: \(warning)", .warning)))) }
  }

  // MARK: Requests

  private mutating func answer(
    _ request: NotebookRequest, on shell: inout Interpreter, host: any Host
  ) throws(Diagnostic) -> Player.Reply {
    switch request {
    case .lesson: return Player.Reply()
    case .file(.save(let path, let replaces)):
      let written = try files.save(logbook, to: path, replaces: replaces, in: &host.files)
      return Player.Reply(.text("saved \(Count.of(logbook.cellCount, "cell")) in \(written)"))
    case .file(.export(let path, let replaces)):
      let bytes = try files.export(
        logbook, to: path, replaces: replaces, commands: shell.commands, in: &host.files)
      return Player.Reply(.text("wrote \(path), \(Count.of(bytes, "byte"))"))
    case .file(.open(let path, let replaces)):
      if !replaces { try requireSaved(elsewise: "open \(path) replace gives them up") }
      let document = try files.read(path, in: host.files)
      let reopening = reopen(document, on: &shell, host: host)
      var reply = Player.Reply(ReopeningView.view(of: reopening, named: path))
      files.opened(logbook, isWhole: !reopening.isStopped)
      warn(journal?.replace(with: logbook), &reply)
      return reply
    case .recovery(.recover(let number)): return try recover(number, on: &shell, host: host)
    case .recovery(.discard(let number)):
      guard let stone = try graveyard.stone(number) else { return Player.Reply(graveyard.list) }
      stone.remove()
      return Player.Reply(.text("discarded a session of \(Count.of(stone.cells, "cell")), \(stone.time)"))
    }
  }

  private func requireSaved(elsewise: String) throws(Diagnostic) {
    let count = files.unsavedCells(of: logbook)
    if count == 0 { return }
    throw Diagnostic(
      "this session has \(Count.of(count, "cell")) that \(count == 1 ? "is" : "are") not saved", at: .start,
      hint: "save FILE.md keeps them; \(elsewise)")
  }

  private mutating func recover(
    _ number: Int?, on shell: inout Interpreter, host: any Host
  ) throws(Diagnostic) -> Player.Reply {
    guard let stone = try graveyard.stone(number) else { return Player.Reply(graveyard.list) }
    try requireSaved(elsewise: "recover works in a new shell, too")
    let reopening = reopen(stone.document, on: &shell, host: host)
    var reply = Player.Reply(ReopeningView.view(of: reopening, named: "the session of \(stone.time)"))
    if stone.isTorn {
      reply.parts.append(.view(.text(StyledText("the last cell was being written and is left out", .warning))))
    }
    files = SessionFiles()
    if let journal {
      warn(journal.replace(with: logbook), &reply)
      if journal.isKept, logbook.cellCount == stone.cells { stone.remove() }
    }
    return reply
  }

  /// Runs a transcript in a new session, which takes the place of this one.
  private mutating func reopen(
    _ document: Document, on shell: inout Interpreter, host: any Host
  ) -> Reopening {
    let reopening = Reopening(
      document, commands: shell.commands, display: shell.display, lessons: lessons.folder, host: host)
    shell = reopening.interpreter
    logbook = reopening.logbook
    lessons.close()
    return reopening
  }
}
