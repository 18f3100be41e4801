/// Checks that an exercise's answer passes, and that each named mistake fails with its own message.
enum ExerciseAudit {
  /// The seeds for exercises that draw numbers.
  static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  static func findings(_ exercise: Exercise, on runner: any CellRunner) -> [FileReport.Finding] {
    if exercise.draws.isEmpty { return findings(instance: exercise, on: runner) }
    for seed in seeds {
      let findings = findings(instance: exercise.instance(seed: seed), on: runner)
      if !findings.isEmpty { return findings.map { $0.adding(" (numbers drawn with the seed \(seed))") } }
    }
    return []
  }

  private static func findings(instance exercise: Exercise, on runner: any CellRunner) -> [FileReport.Finding] {
    var runner = runner
    for setup in exercise.setup {
      let output = runner.run(setup.source)
      if output.isError { return [.init(line: setup.line, .message(output.text))] }
    }
    if exercise.derives != nil { return findings(ofDerivation: exercise, on: runner) }
    let session = runner
    func judge(_ answer: String) -> Result<Judgement, any Error> {
      Result { try exercise.judge(answer, evaluate: session.value) }
    }
    if let message = complaint(aboutAnswer: judge(exercise.answer)) {
      return [.init(line: exercise.answerLine, .message(message))]
    }
    return exercise.mistakes.compactMap { mistake in
      complaint(about: mistake, judge(mistake.expression)).map { .init(line: mistake.line, .message($0)) }
    }
  }

  /// Shows the derivation line by line: each must follow from the one before, and the last finish it.
  private static func findings(ofDerivation exercise: Exercise, on runner: any CellRunner) -> [FileReport.Finding] {
    var runner = runner
    for _ in 0..<mostLines {
      let output = runner.run("derive skip")
      if output.isError { return [.init(line: exercise.answerLine, .message(output.text))] }
      if runner.hasFinishedDerivation { return [] }
    }
    return [.init(line: exercise.answerLine, .message("the derivation does not end after \(mostLines) lines"))]
  }

  private static let mostLines = 200

  private static func complaint(aboutAnswer result: Result<Judgement, any Error>) -> String? {
    switch result {
    case .success(.right): nil
    case .success: "the answer does not pass: its value is not a number"
    case .failure(let error): "the answer does not pass: \(text(of: error))"
    }
  }

  private static func complaint(
    about mistake: Exercise.Mistake, _ result: Result<Judgement, any Error>
  ) -> String? {
    switch result {
    case .success(.mistake(mistake.message)): nil
    case .success(.right): "this mistake has the value of the right answer"
    case .success(.mistake): "this mistake has the value of another one, so its message is never shown"
    case .success(.wrong): "this mistake has no value that an answer could have"
    case .failure(let error): "this mistake cannot be computed: \(text(of: error))"
    }
  }

  private static func text(of error: any Error) -> String {
    (error as? EvaluationError)?.message ?? "\(error)"
  }
}

extension FileReport.Finding {
  fileprivate func adding(_ note: String) -> Self {
    guard case .message(let message) = problem else { return self }
    return Self(line: line, .message(message + note))
  }
}
