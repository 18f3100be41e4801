import CommandKit
import Views

extension AnswerJudge {
  // MARK: What an answer may not use

  /// Why an answer is not taken, right or wrong; `nil` if nothing speaks against it.
  func refusal(of given: Formula) -> String? {
    for exclusion in exercise.exclusions {
      guard let name = exclusion.names.first(where: { given.uses?.contains($0) == true }) else { continue }
      return exclusion.message ?? "write it without \(name)"
    }
    return naming(in: given) ?? numbersAlone(given)
  }

  /// To name what is asked for is no answer, unless the author's own does.
  private func naming(in given: Formula) -> String? {
    guard answer.readsQuantity, !lesson.namesQuantity(answer.text) else { return nil }
    if let name = asked?.quantities.first(where: { given.uses?.contains($0) == true }) {
      return "\(name) is the name of what is asked for: write its formula"
    }
    guard given.readsQuantity, lesson.namesQuantity(given.text),
      lesson.verdict(on: given.text, against: answer.text)?.isRight == true
    else { return nil }
    return "\(given.text) is the name of what is asked for: write its formula"
  }

  /// A matrix of numbers is no formula.
  private func numbersAlone(_ given: Formula) -> String? {
    guard answer.readsQuantity, !given.readsQuantity, !isOneNumber, !lesson.namesQuantity(answer.text),
      given.uses?.contains(FormulaUses.writtenMatrix) == true
    else { return nil }
    return "these are numbers: write the formula that gives them"
  }

  private var isOneNumber: Bool { lesson.value(of: answer.text)?.numeric.count == 1 }

  // MARK: What is known about a wrong answer

  /// The findings of `check`, without the right formula.
  func finding(on given: Formula) -> String? {
    guard let findings = verdict(on: given)?.findings else { return nil }
    let texts = findings.filter { isTold($0, of: given) }.map { withoutTheAnswer($0.text) }.filter { !$0.isEmpty }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  /// The answer is compared with the quantity that is asked for, of which the known mistakes are.
  private func verdict(on given: Formula) -> Verdict? {
    if let asked, let name = asked.names.first(where: exercise.question.contains) ?? asked.names.first,
      let verdict = asked.interpreter.lending(lesson).verdict(on: given.text, against: name)
    {
      return verdict
    }
    if lesson.namesQuantity(given.text), !lesson.namesQuantity(answer.text) { return nil }
    return lesson.verdict(on: given.text, against: answer.text)
  }

  /// Factors and signs come from formulas with quantities; an answer that reads none has none. Digits
  /// are lost by hand in numbers only.
  private func isTold(_ finding: Verdict.Finding, of given: Formula) -> Bool {
    switch finding {
    case .unexplained, .ratio: false
    case .shapes, .notANumber: true
    case .lostDigits: answer.readsQuantity && !given.readsQuantity
    default: answer.readsQuantity
    }
  }

  /// A text without `delta[1] = …`, if that is asked for.
  private func withoutTheAnswer(_ text: String) -> String {
    let places = (asked?.quantities ?? []).compactMap { text.firstRange(of: "\($0) = ")?.lowerBound }
    guard let place = places.min() else { return text }
    return String(text[..<place].reversed().drop { " :;,".contains($0) }.reversed())
  }
}
