import CommandKit
import SessionCore
import Views

extension Player {
  /// Judges what was typed at an exercise. A formula is also run as a cell, so that its value is seen.
  mutating func answer(_ text: String, on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    guard let (exercise, number) = exercise else { return }
    isPlaying = false
    let logStart = runner.logbook.entries.count
    let typed = runner.interpreter.typedAnswer(text)
    let judge = AnswerJudge(exercise, in: question, user: runner.interpreter, host: host)
    let answers = typed.map(judge.answers) ?? []
    let outcome = runner.execute(answers.last ?? text, host: host)
    switch outcome.sequel {
    case .ask(.lesson): return
    case .ask, .rerun: return runner.enter(text)
    case .none, .leave: break
    }
    reply.parts.append(.outcome(outcome))
    guard !outcome.isFailure, outcome.number != nil else { return }
    let judgement = typed.map(judge.judgement) ?? .wrong("an answer is an expression, an equation or a number")
    let remark = judgement.map { settle($0, number, into: &reply) }
    if judgement?.isRight == false { keepVariable(typed, text, on: &runner, host: host, into: &reply) }
    recordCells(runner.logbook.entries[logStart...], remark: remark)
  }

  /// Says the judgement and counts a right answer.
  private mutating func settle(_ judgement: Judgement, _ number: Int, into reply: inout Reply) -> String {
    if judgement.isRight {
      isDone = true
      right.insert(number)
      shown.remove(number)
    }
    let hasHint = hintsShown < (exercise?.exercise.hints.count ?? 0)
    let text = Self.text(judgement, hasHint: hasHint)
    reply.say(text)
    return text.plain
  }

  static func text(_ judgement: Judgement, hasHint: Bool = false) -> StyledText {
    let mark = judgement.isRight ? StyledText("✓ right", .good) : StyledText("✗ not yet", .bad)
    if let message = judgement.message { return mark + StyledText(": \(message)") }
    return judgement.isRight || !hasHint ? mark : mark + StyledText("; hint helps", .faint)
  }

  /// An intermediate result with a name of its own is assigned all the same: `e = a[2] - Y`.
  private func keepVariable(
    _ typed: TypedAnswer?, _ text: String, on runner: inout SessionRunner, host: any Host, into reply: inout Reply
  ) {
    guard case .assignment(let name)? = typed?.form, runner.interpreter.isFree(name),
      !runner.execute(text, host: host).isFailure
    else { return }
    reply.say("\(name) is kept: you can use it in your answer", .faint)
  }
}
