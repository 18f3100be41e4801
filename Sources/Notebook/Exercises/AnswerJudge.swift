import CommandKit
import SessionCore
import Views

/// Judges answers to an exercise.
///
/// A formula that reads quantities is compared with the author's in general, as `check` does. What has one value, such as
/// `2^7` or a number, is compared by it; a written number counts to its digits.
public struct AnswerJudge {
  let exercise: Exercise
  /// The session in which the question is asked, with the user's variables and functions.
  let lesson: Interpreter
  let user: Interpreter
  let answer: Formula
  /// What the exercise asks for, if the session has it.
  let asked: AskedQuantity?
  private let mistakes: [(formula: Formula, message: String)]

  /// - Parameters:
  ///   - exercise: with its numbers drawn.
  ///   - lesson: the session in which the question is asked.
  ///   - user: the session in which the answer is typed, if it is another.
  public init(_ exercise: Exercise, in lesson: Interpreter, user: Interpreter? = nil, host: any Host) {
    self.exercise = exercise
    self.user = user ?? lesson
    let own = lesson
    self.lesson = user.map(lesson.lending) ?? lesson
    answer = Formula(exercise.answer, in: own)
    mistakes = exercise.mistakes.map { (Formula($0.expression, in: own), $0.message) }
    asked = own.asked(by: answer.text, equivalent: exercise.equivalents.map(\.expression), host: host)
  }

  /// A formula with its variables written out.
  struct Formula {
    let text: String
    let uses: FormulaUses?
    var readsQuantity: Bool { uses?.readsQuantity == true }

    /// - Parameter interpreter: has its variables.
    init(_ text: String, in interpreter: Interpreter) {
      self.text = interpreter.writtenOut(text)
      uses = interpreter.uses(of: self.text)
    }
  }

  /// - Parameter typed: an expression.
  public func judgement(of typed: String) -> Judgement {
    let given = Formula(lesson.writtenOut(user.writtenOut(typed)), in: lesson)
    let fit = fit(given, typed, to: answer)
    if case .right(let remark) = fit { return refusal(of: given).map(Judgement.refused) ?? .right(remark) }
    if let mistake = mistakes.first(where: { self.fit(given, typed, to: $0.formula).isRight }) {
      return .mistake(mistake.message)
    }
    if let reason = refusal(of: given) { return .refused(reason) }
    if fit == .tooFewDigits { return .wrong("right as far as it goes; type at least three digits") }
    return .wrong(finding(on: given))
  }

  /// The judgement on what was typed, in any form; `nil` for a `check` of something else, no side of which is the answer.
  public func judgement(of typed: TypedAnswer) -> Judgement? {
    let answers = answers(in: typed)
    if !answers.isEmpty { return judgement(of: answers) }
    return typed.sides.contains { judgement(of: $0).isRight } ? .right(nil) : nil
  }

  /// The judgement on all that must be right: the first that is not, else the last.
  func judgement(of answers: [String]) -> Judgement {
    let judgements = answers.map { judgement(of: $0) }
    return judgements.first { !$0.isRight } ?? judgements.last ?? .wrong(nil)
  }

  /// The sides of what was typed that are answers: of an equation those that are more than a name.
  ///
  /// - Returns: none for a `check` of something else.
  func answers(in typed: TypedAnswer) -> [String] {
    guard let left = typed.sides.first, let right = typed.sides.last, typed.sides.count == 2 else { return typed.sides }
    if typed.form == .check, !typed.sides.contains(where: isAsked) { return [] }
    if case .assignment = typed.form { return [right] }
    return switch (user.isName(left), user.isName(right)) {
    case (true, false): [right]
    case (false, true): [left]
    case (false, false): [left, right]
    // A formula with an unknown name is an answer, rather than the name of what is asked for.
    case (true, true): user.value(of: isAsked(right) ? left : right) == nil ? [left] : [right]
    }
  }

  /// Whether a formula reads what is asked for.
  private func isAsked(_ formula: String) -> Bool {
    asked?.quantities.contains { user.uses(of: formula)?.contains($0) == true } == true
  }

  // MARK: Comparing

  enum Fit: Equatable {
    case right(Judgement.Remark?)
    case tooFewDigits
    case wrong

    var isRight: Bool { if case .right = self { true } else { false } }
  }

  /// How an answer fits what the author wrote.
  private func fit(_ given: Formula, _ typed: String, to target: Formula) -> Fit {
    if given.readsQuantity, target.readsQuantity {
      return fitInGeneral(given, typed, target)
    }
    guard let right = lesson.value(of: target.text)?.numeric else { return .wrong }
    if let value = user.value(of: typed)?.numeric, exercise.isEqual(value, right) { return .right(nil) }
    if let value = lesson.value(of: given.text)?.numeric, exercise.isEqual(value, right) { return .right(.inTheLesson) }
    return fitByDigits(given, right, target)
  }

  private func fitInGeneral(_ given: Formula, _ typed: String, _ target: Formula) -> Fit {
    let verdict =
      lesson.verdict(on: given.text, against: target.text) ?? user.verdict(on: typed, against: target.text)
    guard verdict?.isRight == true else { return .wrong }
    guard let here = user.value(of: typed)?.numeric, let there = lesson.value(of: given.text)?.numeric else {
      return .right(nil)
    }
    return .right(exercise.isEqual(here, there) ? nil : .inTheLesson)
  }

  /// A number counts to the digits that are written. What is a whole number is not rounded.
  private func fitByDigits(_ given: Formula, _ right: NumericValue, _ target: Formula) -> Fit {
    guard let digits = lesson.writtenDigits(of: given.text) else { return .wrong }
    if !right.isWhole, lesson.verdict(on: given.text, against: target.text)?.isRight == true {
      return digits >= Self.fewestDigits ? .right(.rounded) : .tooFewDigits
    }
    guard target.readsQuantity, user.session != lesson.session, digits >= Self.fewestDigits else { return .wrong }
    return user.verdict(on: given.text, against: target.text)?.isRight == true ? .right(.inYours) : .wrong
  }

  private static let fewestDigits = 3
}

extension Exercise {
  /// Whether two values are equal: no entry differs by more than the tolerance, which without one stated is 10⁻⁹ of the
  /// largest entry. A number equals a 1×1 matrix.
  func isEqual(_ left: NumericValue, _ right: NumericValue) -> Bool {
    let (left, right) = (left.entries, right.entries)
    guard left.rows == right.rows, left.columns == right.columns else { return false }
    let scale = right.data.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let tolerance = self.tolerance ?? max(1e-9 * scale, 1e-15)
    return zip(left.data, right.data).allSatisfy { $0 == $1 || abs($0 - $1) <= tolerance }
  }
}

extension NumericValue {
  fileprivate var entries: (rows: Int, columns: Int, data: [Double]) {
    switch self {
    case .number(let value): (1, 1, [value])
    case .matrix(let matrix): (matrix.rows, matrix.columns, matrix.data)
    }
  }

  var count: Int { entries.data.count }

  /// Whether every entry is a whole number.
  fileprivate var isWhole: Bool { entries.data.allSatisfy { $0 == $0.rounded() } }
}
