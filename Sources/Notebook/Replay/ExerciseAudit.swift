import CommandKit
import SessionCore

/// Checks that an exercise's answers pass, and that each named mistake fails with its own message, whatever numbers are
/// drawn.
struct ExerciseAudit {
  /// Every value of the draws is tried if there are no more than this.
  static let mostInstances = 100
  /// The number of seeds for exercises with more values.
  static let seeds = 20

  private let exercise: Exercise
  private var runner: any CellRunner

  static func findings(_ exercise: Exercise, on runner: any CellRunner) -> [FileReport.Finding] {
    var found: [Int: FileReport.Finding] = [:]
    for (instance, note) in instances(of: exercise) {
      var audit = ExerciseAudit(exercise: instance, runner: runner)
      for finding in audit.findings() where found[finding.line] == nil {
        found[finding.line] = note.map(finding.adding) ?? finding
      }
    }
    return found.values.sorted { $0.line < $1.line }
  }

  /// The exercise with numbers in place of what it draws, and which numbers these are.
  static func instances(of exercise: Exercise) -> [(Exercise, note: String?)] {
    if exercise.draws.isEmpty { return [(exercise, nil)] }
    return places(of: exercise.draws).map { places in
      let values = zip(exercise.draws, places).map { "\($0.name) = \($0.value(at: $1))" }
      return (exercise.instance(places: places), " (with \(values.joined(separator: ", ")))")
    }
  }

  private static func places(of draws: [Draw]) -> [[Int]] {
    let all = draws.reduce(1) { $0.multipliedReportingOverflow(by: $1.count).partialValue }
    if 1...mostInstances ~= all, draws.allSatisfy({ $0.count <= mostInstances }) {
      return draws.reduce([[]]) { places, draw in places.flatMap { place in (0..<draw.count).map { place + [$0] } } }
    }
    return (1...seeds).map { seed in
      var source = SplitMix64(seed: UInt64(seed))
      return draws.map { Int(source.next(below: UInt64($0.count))) }
    }
  }

  private mutating func findings() -> [FileReport.Finding] {
    for setup in exercise.setup {
      let output = runner.run(setup.source)
      if output.isError { return [.init(line: setup.line, .message(output.text))] }
    }
    if exercise.derives != nil { return findingsOfDerivation() }
    let judge = AnswerJudge(exercise, in: runner.interpreter, host: SilentHost(.init(variables: [:])))
    if let message = complaint("the answer", exercise.answer, judge, otherwise: "its value is not a number") {
      return [.init(line: exercise.answerLine, .message(message))]
    }
    let exclusions = exercise.exclusions.map { ($0.line, complaint(about: $0)) }
    let answers = exercise.equivalents.map {
      ($0.line, complaint("this answer", $0.expression, judge, otherwise: "it is not equal to the answer"))
    }
    let mistakes = exercise.mistakes.map { ($0.line, complaint(about: $0, judge)) }
    return (exclusions + answers + mistakes).compactMap { line, message in
      message.map { .init(line: line, .message($0)) }
    }
  }

  /// Shows the derivation line by line: each must follow from the one before, and the last finish it.
  private mutating func findingsOfDerivation() -> [FileReport.Finding] {
    for _ in 0..<Self.mostLines {
      let output = runner.run("derive skip")
      if output.isError { return [.init(line: exercise.answerLine, .message(output.text))] }
      if runner.hasFinishedDerivation { return [] }
    }
    return [.init(line: exercise.answerLine, .message("the derivation does not end after \(Self.mostLines) lines"))]
  }

  private static let mostLines = 200

  private func complaint(
    _ subject: String, _ answer: String, _ judge: AnswerJudge, otherwise reason: String
  ) -> String? {
    if let error = error(of: answer) { return "\(subject) does not pass: \(error)" }
    switch judge.judgement(of: answer) {
    case .right: return nil
    case .mistake(let message): return "\(subject) does not pass, it has the value of a mistake: \(message)"
    case .refused(let reason): return "\(subject) does not pass: \(reason)"
    case .wrong(let finding): return "\(subject) does not pass: \(finding ?? reason)"
    }
  }

  private func complaint(about mistake: Exercise.Mistake, _ judge: AnswerJudge) -> String? {
    if let error = error(of: mistake.expression) { return "this mistake cannot be computed: \(error)" }
    switch judge.judgement(of: mistake.expression) {
    case .mistake(mistake.message): return nil
    case .refused(let reason): return "this mistake is refused in other words, so its message is never shown: \(reason)"
    case .right: return "this mistake has the value of the right answer"
    case .mistake: return "this mistake has the value of another one, so its message is never shown"
    case .wrong: return "this mistake has no value that an answer could have"
    }
  }

  private func complaint(about exclusion: Exercise.Exclusion) -> String? {
    exclusion.names.first { !runner.interpreter.isKnownInFormulas($0) }
      .map { "`\($0)` is not a quantity, a function or a sign" }
  }

  /// Why an expression has no value.
  private func error(of expression: String) -> String? {
    do {
      _ = try runner.value(of: expression)
      return nil
    } catch {
      return (error as? EvaluationError)?.message ?? "\(error)"
    }
  }
}

extension FileReport.Finding {
  fileprivate func adding(_ note: String) -> Self {
    guard case .message(let message) = problem else { return self }
    return Self(line: line, .message(message + note))
  }
}
