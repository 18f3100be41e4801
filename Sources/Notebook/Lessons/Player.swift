import CommandKit
import SessionCore
import Language
import Views

/// Plays a lesson at the prompt: shows a step, offers its cell in the input line, judges answers.
///
/// The player keeps a snapshot of the session before each step, made by the lesson's own cells. Entering a step restores
/// its snapshot: whatever the user did in between cannot block the lesson, and `undo` restores it.
public struct Player: Sendable {
  public let lesson: Lesson
  /// The index of the step that is shown; the number of steps at the end.
  public internal(set) var position = 0
  /// Whether the user has paused the lesson.
  public internal(set) var isPlaying = false
  /// The width of the terminal.
  public var textWidth = TextWidth(width: 80)
  /// Whether the cell of the step has run, or its exercise is answered.
  var isDone = false
  var hintsShown = 0
  /// How often numbers were drawn, by exercise.
  var draws: [Int: UInt64] = [:]
  var right: Set<Int> = []
  var shown: Set<Int> = []
  /// The steps that were shown and the cells that were run.
  private(set) var record = Logbook()
  /// The indices of the steps in `record`.
  private var recorded: Set<Int> = []
  /// The session before each step, for the first steps.
  private var snapshots: [Interpreter]
  /// The files that the lesson's cells would have written, by path.
  private var written: [String: [UInt8]] = [:]
  /// The session in which the exercise is asked.
  private(set) var question: Interpreter

  /// The lesson's name in a cell that opens it, or the path of its file.
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

  /// Whether an expression is read as an answer.
  public var isAsking: Bool { exercise != nil && !isPlaying && !isDone }

  public var isFinished: Bool { position >= lesson.steps.count }

  /// Whether Enter on an empty line continues.
  public var continuesByEnter: Bool { !isPlaying && isDone && !isFinished }

  /// Whether an exercise follows.
  public var hasExerciseAhead: Bool {
    lesson.steps.dropFirst(position + 1).contains { !$0.isPlain }
  }

  /// Whether every exercise is answered or shown.
  public var hasAllAnswers: Bool { right.union(shown).count == lesson.exerciseCount }

  public var entry: LessonProgress.Entry {
    LessonProgress.Entry(step: position + 1, steps: lesson.steps.count, right: right, shown: shown)
  }

  // MARK: Steps

  /// Shows the first step, or the one that was shown last time.
  public mutating func open(
    resuming entry: LessonProgress.Entry?, on runner: inout SessionRunner, host: any Host
  ) -> Reply {
    var reply = Reply()
    if let entry, entry.steps == lesson.steps.count, !entry.isFinished {
      (position, right, shown) = (entry.step - 1, entry.right, entry.shown)
      for step in lesson.steps[..<position] { recordDone(step) }
      if position > 0 {
        reply.say("resumed at step \(entry.step) of \(entry.steps); restart returns to the first", .faint)
      }
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

  /// The host of a lesson's cell that the user does not run.
  public func reader(_ host: any Host) -> ReadingHost { ReadingHost(host, written: written) }

  /// Keeps the files that a cell wrote on such a host, for the cells after it.
  public mutating func keepFiles(of reader: ReadingHost) {
    written.merge(reader.files.written) { _, new in new }
  }

  private mutating func ask(_ number: Int, into reply: inout Reply) {
    guard let exercise = exercise?.exercise else { return }
    reply.parts.append(.view(prose("**Exercise \(number) of \(lesson.exerciseCount).** \(exercise.question)")))
    let lines = "**Exercise.** \(exercise.question)".split(separator: "\n", omittingEmptySubsequences: false)
    record.addProse(lines.map { "> \($0)" }.joined(separator: "\n"))
  }

  /// Runs the lesson's cells up to the step, unless they have run before. Ctrl-C stops at the step it has reached.
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
    for setup in exercise?.exercise.setup ?? [] {
      for cell in CellSource.cells(of: setup.source) { _ = question.run(cell.source, host: reader) }
    }
    stage(on: &runner)
  }

  /// Restores the session of the step.
  func stage(on runner: inout SessionRunner) {
    if runner.interpreter.session == question.session { return }
    let draw = Int(draws[exercise?.number ?? 0, default: 1])
    runner.take(question, of: LessonStage(lesson: address, step: position + 1, draw: draw))
  }

  /// Uses the user's run of a cell as the lesson's own if both started from the same session: training runs once.
  mutating func keep(_ interpreter: Interpreter, from session: Session) {
    guard snapshots.count == position + 1, session == snapshots[position].session else { return }
    snapshots.append(interpreter)
  }

  /// A piece of the lesson after a blank line, with another one at the end unless a piece follows.
  func prose(_ markdown: String, isLast: Bool = true) -> View {
    .text(StyledText("\n") + ProseText.styled(markdown, in: textWidth) + StyledText(isLast ? "\n" : ""))
  }

  mutating func forget() {
    (position, right, shown, draws) = (0, [], [], [:])
    (record, recorded) = (Logbook(), [])
  }

  private mutating func recordDone(_ step: Lesson.Step) {
    record.addProse(step.prose)
    if case .cell(let cell) = step.task { record.addCell(cell.source, cell.expectedOutput) }
  }

  mutating func recordCells(_ entries: ArraySlice<Logbook.Entry>, remark: String? = nil) {
    record.append(entries)
    if let remark { record.addProse(remark) }
  }
}
