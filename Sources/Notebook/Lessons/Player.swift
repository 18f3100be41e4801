import CommandKit
import SessionCore
import Language
import Views

/// Plays a lesson at the prompt: shows a piece, offers its cell for the input line, judges answers.
///
/// The lesson's own cells make a snapshot of the session before each step. To enter a step is to restore its snapshot:
/// nothing that was changed on the way can block the lesson, and `undo` brings it back.
public struct Player: Sendable {
  public let lesson: Lesson
  /// The index of the step that is shown; the number of steps behind the end.
  public internal(set) var position = 0
  /// Whether the person has left the lesson for a while.
  public internal(set) var isPlaying = false
  /// What the terminal has for its text.
  public var room = TextWidth(width: 80)
  /// Whether the cell of the step has run, or its exercise is answered.
  var isDone = false
  var hintsShown = 0
  /// How often fresh numbers were asked for, by exercise.
  var draws: [Int: UInt64] = [:]
  var right: Set<Int> = []
  var shown: Set<Int> = []
  /// What was shown and done, a lesson of its own.
  private(set) var record = Logbook()
  /// The steps that it has.
  private var recorded: Set<Int> = []
  /// The session before each step, as far as they are known.
  private var snapshots: [Interpreter]
  /// What the lesson's cells would have written into files, by path.
  private var written: [String: [UInt8]] = [:]
  /// The session in which the exercise is asked.
  private(set) var question: Interpreter

  /// What a cell opens the lesson by: its name, or the path of its file.
  public var address: String

  public init(_ lesson: Lesson, commands: CommandSet) {
    self.lesson = lesson
    question = Interpreter(commands: commands)
    snapshots = [question]
    address = lesson.name
  }

  var step: Lesson.Step? { lesson.steps.indices.contains(position) ? lesson.steps[position] : nil }

  /// The exercise of the step with its numbers drawn, and its own number.
  var exercise: (exercise: Exercise, number: Int)? {
    guard case .exercise(let exercise, let number)? = step?.task else { return nil }
    return (Lesson.drawn(exercise, number: number, draw: draws[number, default: 1]), number)
  }

  /// Whether an expression that is typed now is an answer.
  public var isAsking: Bool { exercise != nil && !isPlaying && !isDone }

  public var isFinished: Bool { position >= lesson.steps.count }

  /// Whether Enter on an empty line goes on.
  public var goesOnByEnter: Bool { !isPlaying && isDone && !isFinished }

  /// Whether an exercise lies ahead.
  public var hasExerciseAhead: Bool {
    lesson.steps.dropFirst(position + 1).contains { !$0.isPlain }
  }

  /// Whether each exercise is answered or shown.
  public var hasAllAnswers: Bool { right.union(shown).count == lesson.exerciseCount }

  public var entry: LessonProgress.Entry {
    var entry = LessonProgress.Entry()
    entry.step = position + 1
    entry.steps = lesson.steps.count
    entry.right = right
    entry.shown = shown
    return entry
  }

  // MARK: Steps

  /// Shows the first step, or the one at which the person left.
  public mutating func open(
    resuming entry: LessonProgress.Entry?, on runner: inout SessionRunner, host: any Host
  ) -> Reply {
    var reply = Reply()
    if let entry, entry.steps == lesson.steps.count, !entry.isFinished {
      (position, right, shown) = (entry.step - 1, entry.right, entry.shown)
      for step in lesson.steps[..<position] { recordDone(step) }
      if position > 0 { reply.say("going on at step \(entry.step) of \(entry.steps); restart begins again", .faint) }
    }
    enter(on: &runner, host: host, into: &reply)
    return reply
  }

  /// Restores the session of the step and shows it.
  mutating func enter(on runner: inout SessionRunner, host: any Host, into reply: inout Reply, withProse: Bool = true) {
    isPlaying = false
    isDone = false
    hintsShown = 0
    restore(on: &runner, host: host)
    guard let step else { return finish(into: &reply) }
    if recorded.insert(position).inserted { record.addProse(step.prose) }
    if withProse, !step.prose.isEmpty { reply.parts.append(.view(prose(step.prose, isLast: step.isPlain))) }
    switch step.task {
    case .cell(let cell): reply.draft = cell.source
    case .exercise(_, let number): ask(number, into: &reply)
    case .reading: isDone = true
    }
  }

  /// The host of a cell of the lesson that the person does not run.
  public func reader(_ host: any Host) -> ReadingHost { ReadingHost(host, written: written) }

  /// Keeps what a cell wrote on such a host, for those after it.
  public mutating func keepFiles(of reader: ReadingHost) {
    written.merge(reader.files.written) { _, new in new }
  }

  private mutating func ask(_ number: Int, into reply: inout Reply) {
    guard let exercise = exercise?.exercise else { return }
    reply.parts.append(.view(prose("**Exercise \(number) of \(lesson.exerciseCount).** \(exercise.question)")))
    let lines = "**Exercise.** \(exercise.question)".split(separator: "\n", omittingEmptySubsequences: false)
    record.addProse(lines.map { "> \($0)" }.joined(separator: "\n"))
  }

  /// Runs the lesson's cells up to the step, where that was not done before; Ctrl-C stops at the step that was reached.
  private mutating func restore(on runner: inout SessionRunner, host: any Host) {
    let reader = reader(host)
    defer { written = reader.files.written }
    for index in snapshots.count - 1..<max(position, snapshots.count - 1) {
      var next = SessionRunner(snapshots[index], keepsLog: false)
      if case .cell(let cell) = lesson.steps[index].task {
        var responder = RefusingResponder()
        _ = next.run(cell.source, host: reader, asking: &responder)
      }
      if host.isInterrupted {
        position = index
        break
      }
      snapshots.append(next.interpreter)
    }
    question = snapshots[position]
    for setup in exercise?.exercise.setup ?? [] { _ = question.run(setup.source, host: reader) }
    stage(on: &runner)
  }

  /// Puts the session of the step in place.
  func stage(on runner: inout SessionRunner) {
    if runner.interpreter.session == question.session { return }
    let number = exercise?.number ?? 0
    runner.take(
      question, of: LessonStage(lesson: address, step: position + 1, draw: Int(draws[number, default: 1])))
  }

  /// Takes what the person ran as the lesson's own run of the cell, where it is the same: training runs once.
  mutating func keep(_ interpreter: Interpreter, from session: Session) {
    guard snapshots.count == position + 1, session == snapshots[position].session else { return }
    snapshots.append(interpreter)
  }

  /// A piece of the lesson, behind a blank line, and before one where no other piece follows.
  func prose(_ markdown: String, isLast: Bool = true) -> View {
    .text(StyledText("\n") + ProseText.styled(markdown, in: room) + StyledText(isLast ? "\n" : ""))
  }

  mutating func forget() {
    (position, right, shown, draws) = (0, [], [], [:])
    (record, recorded) = (Logbook(), [])
  }

  /// A step that was done before.
  private mutating func recordDone(_ step: Lesson.Step) {
    record.addProse(step.prose)
    if case .cell(let cell) = step.task {
      record.addCell(cell.source, CellOutput(cell.expected.joined(separator: "\n")))
    }
  }

  /// Adds what was run to what was done.
  mutating func recordCells(_ entries: ArraySlice<Logbook.Entry>, remark: String? = nil) {
    record.append(entries)
    if let remark { record.addProse(remark) }
  }
}
