import CommandKit
import SessionCore
import Views

extension Player {
  /// Runs an answer as a cell and judges it.
  mutating func answer(_ text: String, on runner: inout SessionRunner, host: any Host, into reply: inout Reply) {
    guard let (exercise, number) = exercise else { return }
    isPlaying = false
    let logStart = runner.logbook.entries.count
    let outcome = runner.execute(text, host: host)
    switch outcome.sequel {
    case .ask(.lesson): return
    case .ask, .rerun: return runner.enter(text)
    case .none, .leave: break
    }
    reply.parts.append(.outcome(outcome))
    guard !outcome.isFailure, outcome.number != nil else { return }
    let verdict =
      if let value = outcome.value?.numeric {
        Self.judge(exercise, text, value: value, in: question)
      } else {
        Verdict(isRight: false, message: "an answer is an expression with a number or a matrix as its value")
      }
    if verdict.isRight {
      isDone = true
      right.insert(number)
      shown.remove(number)
    }
    reply.say(verdict.text)
    recordCells(runner.logbook.entries[logStart...], remark: verdict.text.plain)
  }

  struct Verdict: Equatable {
    var isRight: Bool
    var message: String?

    var text: StyledText {
      let mark = isRight ? StyledText("✓ right", .good) : StyledText("✗ not yet", .bad)
      return message.map { mark + StyledText(": \($0)") } ?? mark
    }
  }

  /// - Parameters:
  ///   - value: the value of the answer in the user's session.
  ///   - lesson: the lesson's session.
  static func judge(_ exercise: Exercise, _ text: String, value: NumericValue, in lesson: Interpreter) -> Verdict {
    let runner = InterpreterRunner(lesson)
    func judge(_ value: NumericValue) -> Judgement? {
      try? exercise.judge(text) { $0 == text ? value : try runner.value(of: $0) }
    }
    let here = judge(value)
    if here == .right { return Verdict(isRight: true) }
    if let there = try? runner.value(of: text), judge(there) == .right {
      return Verdict(isRight: true, message: "in the lesson's session; yours has other values by now")
    }
    if isRounded(text, exercise.answer, lesson) { return Verdict(isRight: true, message: "to the digits you gave") }
    if case .mistake(let message)? = here { return Verdict(isRight: false, message: message) }
    if let mistake = exercise.mistakes.first(where: { isRounded(text, $0.expression, lesson) }) {
      return Verdict(isRight: false, message: mistake.message)
    }
    return Verdict(isRight: false, message: diagnosis(of: text, for: exercise.answer, in: lesson))
  }

  /// Whether a typed number is another one, rounded to the digits that are written, at least three.
  private static func isRounded(_ text: String, _ other: String, _ lesson: Interpreter) -> Bool {
    let number = text.filter { !$0.isWhitespace }
    let digits = number.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber).drop { $0 == "0" }
    guard Double(number) != nil, digits.count >= 3 else { return false }
    return lesson.verdict(on: text, against: other)?.kind == .agrees
  }

  /// The findings of `check`, without the right formula.
  private static func diagnosis(of text: String, for answer: String, in lesson: Interpreter) -> String? {
    if lesson.namesQuantity(text), !lesson.namesQuantity(answer) { return nil }
    let findings = (lesson.verdict(on: text, against: answer)?.findings ?? []).filter { finding in
      switch finding {
      case .unexplained, .ratio: false
      default: true
      }
    }
    return findings.isEmpty ? nil : Views.Verdict.Finding.text(findings)
  }
}
