import CommandKit
import Language
import SessionCore
import Views

extension Player: Responder {
  /// A formula or an equation at an exercise is an answer.
  public mutating func read(
    _ typed: String, on runner: inout SessionRunner, host: any Host
  ) -> (Reply, NotebookRequest?) {
    let interpreter = runner.interpreter
    let isOfADerivation = interpreter.isStep(typed) && interpreter.session.derivation?.isFinished == false
    let isAnswer =
      isAsking && exercise?.exercise.derives == nil && !isOfADerivation && interpreter.typedAnswer(typed) != nil
    return (Reply(), isAnswer ? .lesson(.answer(typed)) : nil)
  }

  public mutating func reply(
    to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    guard case .lesson(let request) = request else { throw RefusingResponder.refusal }
    var reply = Reply()
    switch request {
    case .list, .open, .transcript, .stage: throw RefusingResponder.refusal
    case .next: advance(on: &runner, host: host, into: &reply)
    case .back: goBack(on: &runner, host: host, into: &reply)
    case .restart:
      forget()
      enter(on: &runner, host: host, into: &reply)
    case .play:
      isPlaying = true
      reply.say("try what you like; next returns to step \(min(position + 1, lesson.steps.count))", .faint)
    case .skip: skip(on: &runner, host: host, into: &reply)
    case .hint: hint(on: &runner, into: &reply)
    case .another: drawAgain(on: &runner, host: host, into: &reply)
    case .answer(let text):
      if exercise == nil {
        reply.say("this step has no exercise; next continues", .faint)
      } else if exercise?.exercise.derives != nil {
        runner.enter("= " + text)
      } else {
        answer(text, on: &runner, host: host, into: &reply)
      }
    case .progress: reply.parts.append(.view(progress))
    }
    return reply
  }

  /// A step that has run leads to the next one.
  public mutating func follow(_ typed: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply {
    var reply = Reply()
    recordCells(runner.logbook.entries[typed.logStart...])
    guard let outcome = typed.outcomes.last, outcome.number != nil, !isPlaying else { return reply }
    if exercise?.exercise.derives != nil, !isDone { settleDerivation(runner.interpreter.session, into: &reply) }
    guard let cell else { return reply }
    if typed.source == cell.source {
      if !host.isInterrupted { keep(runner.interpreter, from: typed.before) }
      isDone = true
      if followsDirectly { advance(on: &runner, host: host, into: &reply) }
    } else if outcome.isFailure, !typed.isRerun {
      if typed.source.hasPrefix(cell.source) {
        reply.say(
          "the lesson's cell was already in the line: Ctrl-U empties it; play pauses the lesson", .faint)
      }
      reply.draft = cell.source
    }
    return reply
  }

  /// Whether the next step is a cell of the same block.
  private var followsDirectly: Bool {
    guard lesson.steps.indices.contains(position + 1) else { return false }
    let next = lesson.steps[position + 1]
    return if case .cell = next.task { next.prose.isEmpty } else { false }
  }

  private mutating func advance(on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    if isPlaying { return enter(on: &runner, host: host, into: &reply, withProse: false) }
    if isFinished { return finish(into: &reply) }
    position += 1
    enter(on: &runner, host: host, into: &reply)
  }

  private mutating func goBack(on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    if position == 0 { return reply.say("this is the start of the lesson", .faint) }
    position -= 1
    enter(on: &runner, host: host, into: &reply)
  }

  private mutating func skip(on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    if let cell {
      runner.enter(cell.source)
    } else if let (exercise, _) = exercise, exercise.derives != nil, !isDone {
      resumeDerivation(on: &runner)
      runner.enter("derive skip")
    } else if let (exercise, number) = exercise, !isDone || isPlaying {
      isPlaying = false
      isDone = true
      if !right.contains(number) { shown.insert(number) }
      stage(on: &runner)
      reply.say(StyledText("the answer: ", .faint) + StyledText(exercise.answer, .code))
      let logStart = runner.logbook.entries.count
      reply.parts.append(.outcome(runner.execute(exercise.answer, host: host)))
      recordCells(runner.logbook.entries[logStart...], remark: "The answer was shown.")
    } else {
      advance(on: &runner, host: host, into: &reply)
    }
  }

  /// The cell of the step, if it has not been run.
  private var cell: Cell? {
    if case .cell(let cell)? = step?.task, !isDone { cell } else { nil }
  }

  private mutating func hint(on runner: inout SessionRunner, into reply: inout Reply) {
    guard let exercise = exercise?.exercise else { return reply.say("there are hints at exercises only", .faint) }
    if exercise.derives != nil, !isDone, hintsShown >= exercise.hints.count {
      resumeDerivation(on: &runner)
      return runner.enter("derive hint")
    }
    guard hintsShown < exercise.hints.count else {
      return reply.say(
        exercise.hints.isEmpty
          ? "this exercise has no hint; skip shows the answer" : "that was the last hint; skip shows the answer", .faint
      )
    }
    hintsShown += 1
    let caption = StyledText("hint \(hintsShown) of \(exercise.hints.count): ", .emphasis)
    reply.say(caption + ProseText.styled(exercise.hints[hintsShown - 1], in: textWidth))
  }

  /// Opens the exercise's derivation again if the user has ended it.
  private mutating func resumeDerivation(on runner: inout SessionRunner) {
    isPlaying = false
    if runner.interpreter.session.derivation?.target != question.session.derivation?.target { stage(on: &runner) }
  }

  /// An exercise that is a derivation is done when that is finished.
  private mutating func settleDerivation(_ session: Session, into reply: inout Reply) {
    guard let derivation = session.derivation, derivation.isFinished, let (_, number) = exercise,
      derivation.target == question.session.derivation?.target
    else { return }
    isDone = true
    if derivation.hasShownLines {
      if !right.contains(number) { shown.insert(number) }
    } else {
      right.insert(number)
      shown.remove(number)
      reply.say(Self.text(.right(nil)))
    }
  }

  private mutating func drawAgain(on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    guard case .exercise(let exercise, let number)? = step?.task else {
      return reply.say("this step has no exercise; next continues", .faint)
    }
    if exercise.draws.isEmpty { return reply.say("this exercise has no numbers to draw", .faint) }
    let old = Lesson.drawn(exercise, number: number, draw: draws[number, default: 1])
    // Few values are drawn twice in a row again and again.
    for _ in 0..<20 {
      draws[number, default: 1] += 1
      if Lesson.drawn(exercise, number: number, draw: draws[number, default: 1]) != old { break }
    }
    enter(on: &runner, host: host, into: &reply, withProse: false)
  }
}

extension Player {
  var progress: View {
    let place =
      isFinished ? "finished" : "step \(position + 1) of \(lesson.steps.count)" + (isPlaying ? ", left to play" : "")
    return .text(StyledText(lesson.title, .heading) + StyledText(": \(place)\(exercises)"))
  }

  func finish(into reply: inout Reply) {
    let summary = "\(lesson.steps.count) steps, \(Description.count(record.cellCount, "cell")) run\(exercises)"
    reply.say(StyledText("The end of \(lesson.title)", .heading) + StyledText(": \(summary)."))
    reply.say(
      StyledText("save transcript FILE", .code) + StyledText(" keeps what you did as Markdown", .faint))
  }

  private var exercises: String {
    let count = lesson.exerciseCount
    if count == 0 { return "" }
    let open = count - right.union(shown).count
    let parts = [
      right.isEmpty ? nil : "\(right.count) right", shown.isEmpty ? nil : "\(shown.count) shown",
      open == 0 ? nil : "\(open) open",
    ]
    let list = parts.compactMap { $0 }.joined(separator: ", ")
    return "; \(Description.count(count, "exercise")): \(list)"
  }

  /// The lesson with what the user did, as Markdown that is a lesson again.
  public var transcript: String { "---\ntitle: \(lesson.title)\n---\n\n" + record.markdown }
}
