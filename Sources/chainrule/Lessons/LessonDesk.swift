import CommandKit
import SessionCore
import Datasets
import Files
import Language
import Notebook
import Views

/// Runs what is typed, with or without an open lesson, and answers what commands ask about lessons.
///
/// Where nobody types, nobody presses Enter either: a cell of the lesson runs as soon as it is shown, and an expression
/// is an answer, for which the lesson plays on to its next exercise.
struct LessonDesk {
  private(set) var player: Player?
  var room = ProseRoom(width: 80)
  private let isPiped: Bool
  private(set) var folder: LessonFolder?
  private let file = ProgressFile()
  private var own = OwnFiles()
  private var hasWarned = false

  init(isPiped: Bool, folder: LessonFolder? = .found()) {
    self.isPiped = isPiped
    self.folder = folder
  }

  /// Leaves the open lesson.
  mutating func close() { player = nil }

  /// Whether Enter on an empty line goes on with the lesson.
  var goesOnByEnter: Bool { player?.goesOnByEnter ?? false }

  mutating func run(_ typed: String, on shell: inout Interpreter, host: any Host) -> Player.Reply {
    player?.room = room
    let source = Self.rewritten(typed)
    var reply = Player.Reply()
    if isPiped, concernsAnExercise(source, shell) { playOn(on: &shell, host: host, into: &reply) }
    reply.append(
      player?.run(source, on: &shell, host: host) ?? Player.Reply(shell.run(source, host: host)))
    if case .outcome(let outcome)? = reply.parts.last, case .lesson(let request)? = outcome.request {
      reply.parts.removeLast()
      reply.append(answerTo: outcome) { () throws(Diagnostic) in try answer(request, on: &shell, host: host) }
    }
    settle(&reply, on: &shell, host: host)
    save(into: &reply)
    return reply
  }

  /// Runs a cell again, as a new one.
  mutating func rerun(_ number: Int, on shell: inout Interpreter, host: any Host) -> Player.Reply {
    let outcome = player?.rerun(number, on: &shell, host: host) ?? shell.rerun(number, host: host)
    return outcome.map { Player.Reply($0) } ?? Player.Reply()
  }

  /// Whether a line is meant for the exercise that comes next.
  private func concernsAnExercise(_ source: String, _ shell: Interpreter) -> Bool {
    guard let player, !player.isPlaying, !player.isAsking, player.hasExerciseAhead else { return false }
    let word = source.split(whereSeparator: \.isWhitespace).first
    return shell.isExpression(source) || ["answer", "hint", "skip"].contains(word)
  }

  /// At the end of the input: where everything is answered the lesson plays on to its end.
  mutating func end(on shell: inout Interpreter, host: any Host) -> Player.Reply {
    var reply = Player.Reply()
    guard let player, player.hasAllAnswers, !player.isFinished, !player.isPlaying else { return reply }
    playOn(on: &shell, host: host, into: &reply)
    save(into: &reply)
    return reply
  }

  private mutating func playOn(on shell: inout Interpreter, host: any Host, into reply: inout Player.Reply) {
    while let next = player?.reply(to: .next, on: &shell, host: host) {
      reply.append(next)
      settle(&reply, on: &shell, host: host)
      if host.isInterrupted { return }
      if player?.isAsking != false || player?.isFinished != false { return }
    }
  }

  /// Runs the offered cell where nobody can; what goes wrong in it belongs to the lesson.
  private mutating func settle(_ reply: inout Player.Reply, on shell: inout Interpreter, host: any Host) {
    guard isPiped else { return }
    while !host.isInterrupted, let draft = reply.draft, let reader = player?.reader(host),
      var next = player?.run(draft, on: &shell, host: reader)
    {
      player?.keepFiles(of: reader)
      reply.draft = nil
      let lines = draft.split(whereSeparator: \.isNewline).map { "> \($0)" }
      reply.parts.append(.view(.text(StyledText(lines.joined(separator: "\n"), .code))))
      next.parts = next.parts.map { part in
        guard case .outcome(let outcome) = part, let excerpt = outcome.excerpt() else { return part }
        return .view(.excerpt(excerpt))
      }
      reply.append(next)
    }
  }

  private mutating func save(into reply: inout Player.Reply) {
    guard let player, let warning = file.save(player.entry, of: player.lesson.name), !hasWarned else { return }
    hasWarned = true
    reply.parts.append(.view(.text(StyledText("warning: \(warning)", .warning))))
  }

  // MARK: Requests

  private mutating func answer(
    _ request: LessonRequest, on shell: inout Interpreter, host: any Host
  ) throws(Diagnostic) -> Player.Reply {
    switch request {
    case .list: return Player.Reply(list)
    case .open(let word): return try open(word, on: &shell, host: host)
    case .progress where player == nil: return Player.Reply(list)
    case .transcript(let path, let replaces): return try transcript(to: path, replaces: replaces, host: host)
    case .edit(let text): return try edit(text)
    case .stage(let stage):
      do throws(NotebookError) {
        try shell.take(stage, lessons: folder, host: host)
      } catch {
        throw Diagnostic(error.message, at: .start, hint: "lessons lists them")
      }
      var reply = Player.Reply()
      reply.parts.append(.staged(stage))
      return reply
    default:
      guard let reply = player?.reply(to: request, on: &shell, host: host) else {
        throw Diagnostic("no lesson is open", at: .start, hint: "lessons lists them, lesson 1 opens the first")
      }
      return reply
    }
  }

  private func edit(_ text: String) throws(Diagnostic) -> Player.Reply {
    if isPiped { throw Diagnostic("edit needs a terminal", at: .start) }
    do throws(ExternalEditor.Failure) {
      return Player.Reply(draft: try ExternalEditor().edit(text))
    } catch {
      throw Diagnostic(error.message, at: .start)
    }
  }

  private var list: View {
    guard let folder, !folder.names.isEmpty else {
      return .text("no lessons found; lesson FILE opens one, CHAINRULE_LESSONS names a folder")
    }
    let progress = file.progress
    return folder.table(progress)
  }

  private mutating func open(
    _ word: String, on shell: inout Interpreter, host: any Host
  ) throws(Diagnostic) -> Player.Reply {
    if let given = LessonFolder.inhabited(word) {
      folder = given
      return Player.Reply(list)
    }
    let lesson = try Self.lesson(word, in: folder, files: host.files)
    var reply = Player.Reply()
    for reason in lesson.needs.compactMap({ Catalog.absence(of: $0, .process) }) {
      reply.parts.append(.view(.text(StyledText("this lesson needs \(reason)", .warning))))
    }
    var player = Player(lesson, commands: shell.commands)
    if word.hasSuffix(".md") || word.contains("/") { player.address = word }
    player.room = room
    reply.append(player.open(resuming: file.progress[lesson.name], on: &shell, host: host))
    self.player = player
    return reply
  }

  static func lesson(_ word: String, in folder: LessonFolder?, files: FileStore = .disk) throws(Diagnostic) -> Lesson {
    do throws(NotebookError) {
      return try LessonFolder.lesson(meant: word, in: folder, files: files)
    } catch {
      let text = error.line > 0 ? "\(word):\(error.line): \(error.message)" : error.message
      throw Diagnostic(text, at: .start, hint: "lessons lists them")
    }
  }

  private mutating func transcript(
    to path: String?, replaces: Bool, host: any Host
  ) throws(Diagnostic) -> Player.Reply {
    guard let player else { throw Diagnostic("no lesson is open", at: .start, hint: "lesson 1 opens the first") }
    guard let path else { return Player.Reply(.text(player.transcript)) }
    try own.write(Array(player.transcript.utf8), to: path, replaces: replaces, word: "transcript", in: &host.files)
    return Player.Reply(.text("wrote \(path)"))
  }

  /// `save transcript FILE` and `save transcript to FILE` are `transcript FILE`.
  private static func rewritten(_ source: String) -> String {
    guard let start = source.prefixMatch(of: #/ *save +transcript +(?=[^ ])(?:to(?: +|$))?/#) else { return source }
    return "transcript " + source[start.range.upperBound...]
  }
}

extension SourceSpan {
  /// What was typed first.
  static var start: SourceSpan { SourceSpan(0, 1) }
}
