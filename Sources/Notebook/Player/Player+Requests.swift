import CommandKit
import SessionCore
import Views

/// What the words of the player do.
extension Player {
  /// Does what a command of the player asks; `nil` for what concerns the lessons as a whole.
  public mutating func reply(
    to request: LessonRequest, on shell: inout Interpreter, host: any Host
  ) -> Reply? {
    var reply = Reply()
    switch request {
    case .list, .open, .transcript, .stage, .edit: return nil
    case .next: goOn(on: &shell, host: host, into: &reply)
    case .back: goBack(on: &shell, host: host, into: &reply)
    case .restart:
      forget()
      enter(on: &shell, host: host, into: &reply)
    case .play:
      isPlaying = true
      reply.say("try what you like; next returns to step \(min(position + 1, lesson.steps.count))", .faint)
    case .skip: skip(on: &shell, host: host, into: &reply)
    case .hint: hint(into: &reply)
    case .another: drawAgain(on: &shell, host: host, into: &reply)
    case .answer(let text):
      if exercise == nil {
        reply.say("no exercise is asked here; next goes on", .faint)
      } else {
        answer(text, on: &shell, host: host, into: &reply)
      }
    case .progress: reply.parts.append(.view(progress))
    }
    return reply
  }

  /// Runs what is typed while the lesson is open: an answer at an exercise, else a cell.
  public mutating func run(_ source: String, on shell: inout Interpreter, host: any Host) -> Reply {
    var reply = Reply()
    if isAsking, shell.isExpression(source) {
      answer(source, on: &shell, host: host, into: &reply)
      return reply
    }
    let before = shell.session
    // A rerun that belongs to the lesson is one step of it; others are done beside it, cell by cell.
    let isStep = !isPlaying && source == cell?.source
    let outcomes = isStep ? shell.outcomes(of: source, host: host) : [shell.run(source, host: host)]
    reply.parts += outcomes.map { .outcome($0) }
    for outcome in outcomes where outcome.number != nil { record.add(outcome) }
    guard let outcome = outcomes.last, outcome.number != nil, !isPlaying, let cell else { return reply }
    if source == cell.source {
      if !host.isInterrupted { keep(shell, from: before) }
      isDone = true
      if followsDirectly { goOn(on: &shell, host: host, into: &reply) }
    } else if case .failure = outcome.result {
      if source.hasPrefix(cell.source) {
        reply.say(
          "the line held the lesson's cell already: Ctrl-U empties it; play leaves the lesson for a while", .faint)
      }
      reply.draft = cell.source
    }
    return reply
  }

  /// Runs a cell again, beside the lesson: it answers no question and does no step.
  public mutating func rerun(_ number: Int, on shell: inout Interpreter, host: any Host) -> CellOutcome? {
    let outcome = shell.rerun(number, host: host)
    if let outcome { record.add(outcome) }
    return outcome
  }

  /// Whether the next step is a cell of the same block.
  private var followsDirectly: Bool {
    guard lesson.steps.indices.contains(position + 1) else { return false }
    let next = lesson.steps[position + 1]
    if case .cell = next.task { return next.prose.isEmpty }
    return false
  }

  private mutating func goOn(on shell: inout Interpreter, host: any Host, into reply: inout Reply) {
    if isPlaying { return enter(on: &shell, host: host, into: &reply, withProse: false) }
    if isFinished { return finish(into: &reply) }
    position += 1
    enter(on: &shell, host: host, into: &reply)
  }

  private mutating func goBack(on shell: inout Interpreter, host: any Host, into reply: inout Reply) {
    if position == 0 { return reply.say("this is where the lesson begins", .faint) }
    position -= 1
    enter(on: &shell, host: host, into: &reply)
  }

  private mutating func skip(on shell: inout Interpreter, host: any Host, into reply: inout Reply) {
    if let cell = cell {
      let rest = run(cell.source, on: &shell, host: host)
      reply.parts += rest.parts
      reply.draft = rest.draft
    } else if let (exercise, number) = exercise, !isDone || isPlaying {
      isPlaying = false
      isDone = true
      if !right.contains(number) { shown.insert(number) }
      stage(on: &shell, into: &reply)
      reply.parts.append(.view(.text(StyledText("the answer: ", .faint) + StyledText(exercise.answer, .code))))
      let outcome = shell.run(exercise.answer, host: host)
      reply.parts.append(.outcome(outcome))
      record.add(outcome, remark: "The answer was shown.")
    } else {
      goOn(on: &shell, host: host, into: &reply)
    }
  }

  /// The cell of the step, where it is still to be run.
  private var cell: Cell? {
    if case .cell(let cell)? = step?.task, !isDone { cell } else { nil }
  }

  private mutating func hint(into reply: inout Reply) {
    guard let exercise = exercise?.exercise else { return reply.say("there are hints at exercises only", .faint) }
    guard hintsShown < exercise.hints.count else {
      return reply.say(
        exercise.hints.isEmpty
          ? "this exercise has no hint; skip shows the answer" : "that was the last hint; skip shows the answer", .faint
      )
    }
    hintsShown += 1
    let caption = StyledText("hint \(hintsShown) of \(exercise.hints.count): ", .emphasis)
    let text = ProseText.styled(exercise.hints[hintsShown - 1], in: room)
    reply.parts.append(.view(.text(caption + text)))
  }

  private mutating func drawAgain(on shell: inout Interpreter, host: any Host, into reply: inout Reply) {
    guard case .exercise(let exercise, let number)? = step?.task else {
      return reply.say("no exercise is asked here; next goes on", .faint)
    }
    if exercise.draws.isEmpty { return reply.say("this exercise has no numbers to draw", .faint) }
    draws[number, default: 1] += 1
    enter(on: &shell, host: host, into: &reply, withProse: false)
  }
}
