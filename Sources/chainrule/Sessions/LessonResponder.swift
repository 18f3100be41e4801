import CommandKit
import SessionCore
import Datasets
import Files
import Language
import Notebook
import Views

/// Answers requests about lessons, and plays the open one.
///
/// If the input is piped nobody presses Enter: a cell of the lesson runs as soon as it is shown, and an expression is an
/// answer, for which the lesson continues to its next exercise.
struct LessonResponder {
  private(set) var player: Player?
  var textWidth = TextWidth(width: 80)
  private let isPiped: Bool
  private(set) var folder: LessonFolder
  private let file = ProgressFile()
  private var own = OwnFiles()
  private var hasWarned = false

  init(isPiped: Bool, folder: LessonFolder) {
    self.isPiped = isPiped
    self.folder = folder
  }

  mutating func close() { player = nil }

  /// Whether an exercise waits for its answer.
  var isAsking: Bool { player?.isAsking == true }

  /// If the input is piped, the lesson first continues to the exercise that the text is for.
  mutating func read(
    _ typed: String, on runner: inout SessionRunner, host: any Host
  ) -> (Reply, NotebookRequest?) {
    player?.textWidth = textWidth
    var reply = Reply()
    if isPiped, isForAnExercise(typed, runner.interpreter) { playOn(on: &runner, host: host, into: &reply) }
    return (reply, player?.read(typed, on: &runner, host: host).1)
  }

  mutating func follow(_ cell: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply {
    var reply = player?.follow(cell, on: &runner, host: host) ?? Reply()
    settle(&reply, on: &runner, host: host)
    save(into: &reply)
    return reply
  }

  mutating func reply(
    to request: LessonRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    var reply = try answer(request, on: &runner, host: host)
    settle(&reply, on: &runner, host: host)
    save(into: &reply)
    return reply
  }

  /// Whether a line is for the exercise that comes next.
  private func isForAnExercise(_ source: String, _ interpreter: Interpreter) -> Bool {
    guard let player, !player.isPlaying, !player.isAsking, player.hasExerciseAhead else { return false }
    let word = source.split(whereSeparator: \.isWhitespace).first
    let isStep = interpreter.isStep(source) && interpreter.session.derivation?.isFinished != false
    return isStep || interpreter.isAnAnswerAlone(source) || ["answer", "hint", "skip"].contains(word)
  }

  /// At the end of the input, plays a lesson to its end if all its exercises are answered.
  mutating func end(on runner: inout SessionRunner, host: any Host) -> Reply {
    var reply = Reply()
    guard let player, player.hasAllAnswers, !player.isFinished, !player.isPlaying else { return reply }
    playOn(on: &runner, host: host, into: &reply)
    save(into: &reply)
    return reply
  }

  private mutating func playOn(on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    while let next = try? player?.reply(to: .lesson(.next), on: &runner, host: host) {
      reply.append(next)
      settle(&reply, on: &runner, host: host)
      if host.isInterrupted { return }
      if player?.isAsking != false || player?.isFinished != false { return }
    }
  }

  /// Runs the offered cell if the input is piped; errors in it are part of the lesson.
  private mutating func settle(_ reply: inout Reply, on runner: inout SessionRunner, host: any Host) {
    guard isPiped else { return }
    while !host.isInterrupted, let draft = reply.draft, var open = player {
      let reader = open.reader(host)
      var next = runner.run(draft, host: reader, asking: &open)
      open.keepFiles(of: reader)
      player = open
      reply.draft = nil
      let lines = draft.split(whereSeparator: \.isNewline).map { "> \($0)" }
      reply.say(lines.joined(separator: "\n"), .code)
      next.parts = next.parts.map { part in
        if case .outcome(let outcome) = part, let excerpt = outcome.excerpt() { .view(.excerpt(excerpt)) } else { part }
      }
      reply.append(next)
    }
  }

  private mutating func save(into reply: inout Reply) {
    guard let player, let warning = file.save(player.entry, of: player.lesson.name), !hasWarned else { return }
    hasWarned = true
    reply.say("warning: \(warning)", .warning)
  }

  // MARK: Requests

  private mutating func answer(
    _ request: LessonRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    switch request {
    case .list: return Reply(list)
    case .open(let word): return try open(word, on: &runner, host: host)
    case .progress where player == nil: return Reply(list)
    case .transcript(let path, let replaces): return try transcript(to: path, replaces: replaces, host: host)
    case .stage(let stage):
      do throws(NotebookError) {
        try runner.take(stage, lessons: folder, host: host)
        return Reply()
      } catch {
        throw Diagnostic(error.message, at: .start, hint: "lessons lists them")
      }
    case .next, .back, .skip, .play, .hint, .another, .restart, .progress, .answer:
      guard player != nil else {
        throw Diagnostic("no lesson is open", at: .start, hint: "lessons lists them, lesson 1 opens the first")
      }
      return try player?.reply(to: .lesson(request), on: &runner, host: host) ?? Reply()
    }
  }

  private var list: View {
    folder.names.isEmpty
      ? .text("\(folder.path) has no lessons; lesson FILE opens one") : folder.table(file.progress)
  }

  private mutating func open(
    _ word: String, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    if let given = LessonFolder.withLessons(at: word) {
      folder = given
      return Reply(list)
    }
    let lesson = try Self.lesson(word, in: folder, files: host.files)
    var reply = Reply()
    for reason in lesson.needs.compactMap({ Catalog.absence(of: $0, .process, in: .disk) }) {
      reply.say("this lesson needs \(reason)", .warning)
    }
    var player = Player(lesson, commands: runner.interpreter.commands)
    if word.hasSuffix(".md") || word.contains("/") { player.address = word }
    player.textWidth = textWidth
    reply.append(player.open(resuming: file.progress[lesson.name], on: &runner, host: host))
    if !isPiped, reply.draft != nil { reply.say(Self.advice) }
    self.player = player
    return reply
  }

  private static let advice =
    StyledText("the lesson's next cell is in the line: Enter runs it, Ctrl-U empties it; ", .faint)
    + StyledText("play", .code) + StyledText(" pauses the lesson", .faint)

  static func lesson(_ word: String, in folder: LessonFolder, files: FileStore = .disk) throws(Diagnostic) -> Lesson {
    do throws(NotebookError) {
      return try LessonFolder.lesson(meant: word, in: folder, files: files)
    } catch {
      let text = error.line > 0 ? "\(word):\(error.line): \(error.message)" : error.message
      throw Diagnostic(text, at: .start, hint: "lessons lists them")
    }
  }

  private mutating func transcript(
    to path: String?, replaces: Bool, host: any Host
  ) throws(Diagnostic) -> Reply {
    guard let player else { throw Diagnostic("no lesson is open", at: .start, hint: "lesson 1 opens the first") }
    guard let path else { return Reply(.text(player.transcript)) }
    try own.write(Array(player.transcript.utf8), to: path, replaces: replaces, word: "transcript", in: &host.files)
    return Reply(.text("wrote \(path)"))
  }
}

extension SourceSpan {
  /// The first character of a cell.
  static var start: SourceSpan { SourceSpan(0, 1) }
}
