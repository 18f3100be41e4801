import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

/// `gradcheck` with formulas of the user.
@Suite("gradcheck with own formulas")
struct GradcheckFormulaTests {
  struct Report {
    var verdicts: [(tensor: String, verdict: String)]
    var note: String

    func tensors(_ verdict: String) -> [String] { verdicts.filter { $0.verdict == verdict }.map(\.tensor) }
    /// The steps that are called wrong.
    var accused: [String] {
      let words = note.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("first wrong at ") }
      return words.compactMap { $0.dropFirst("first wrong at ".count).split(separator: ",").first.map(String.init) }
    }
  }

  private func gradcheck(_ shell: inout Shell, _ cell: String = "gradcheck") throws -> Report {
    guard case .table(let table) = try shell.run(cell) else { throw Shell.Missing() }
    let texts = table.rows.map { row in row.map { if case .text(let text, _) = $0 { text } else { "" } } }
    return Report(verdicts: texts.map { ($0[0], $0[6]) }, note: table.note ?? "")
  }

  /// Whether a formula is another than that of the step, on numbers that have nothing to do with those of the check.
  private func isFaulty(_ formula: String, _ step: Quantity, like original: FormulaCase) throws -> Bool {
    for seed in 1...6 {
      var shell = original.shell
      try shell.run("seed \(7_000 + seed)")
      try shell.run("init kaiming")
      shell.interpreter.fill(samples: original.session.samples)
      try shell.run("backward")
      let value = shell.interpreter.run("(\(formula)) + 0 * (\(step.name))", host: shell.host)
      guard case .success(.matrix(let found)) = value.result else { continue }
      let right = try shell.matrix(step.name)
      let size = right.data.map(\.magnitude).max() ?? 0
      // A bias before batch normalisation: any multiple of 0 is right.
      if size < 1e-12 { continue }
      if zip(found.data, right.data).contains(where: { abs($0 - $1) > 1e-6 * size }) { return true }
    }
    return false
  }

  private func holdsHere(_ formula: String, _ step: Quantity, _ shell: inout Shell) throws -> Bool {
    guard case .success(.matrix(let found)) = shell.interpreter.run("1 * (\(formula))", host: shell.host).result else {
      return false
    }
    let right = try shell.matrix(step.name)
    let size = right.data.map(\.magnitude).max() ?? 0
    return found.data.count == right.data.count
      && zip(found.data, right.data).allSatisfy { abs($0 - $1) <= 1e-12 * size }
  }

  @Test("700 wrong formulas are found at their step, also those that are right on the session's numbers")
  func plantedFaults() throws {
    var (planted, lucky, seed) = (0, 0, 0)
    while planted < 700, seed < 1_000 {
      seed += 1
      let coincidences = FormulaCase.Coincidence.allCases.filter { $0 != .saturated }
      let original = try FormulaCase(seed: seed, coincidence: coincidences[seed % coincidences.count])
      for step in original.steps {
        var example = original
        let faulty = example.faultyFormulas(of: step)
        let formula = faulty[example.choice(faulty.count)]
        guard try isFaulty(formula, step, like: example) else { continue }
        let isLucky = try holdsHere(formula, step, &example.shell)
        guard
          case .success = example.shell.interpreter.run("define \(step.name) = \(formula)", host: example.shell.host)
            .result
        else { continue }
        planted += 1
        lucky += isLucky ? 1 : 0
        let report = try gradcheck(&example.shell)
        let text = "\(example.line), \(example.coincidence), seed \(seed): \(step.name) = \(formula)\n\(report)"
        // A constant in every da[L] of a sample goes away in the pullback of softmax.
        let isNamed = report.note.contains("\(step.name) is not ∂C")
        #expect(!report.tensors("disagrees").isEmpty || isNamed, "\(text)")
        #expect(report.accused == [step.name] || report.tensors("disagrees") == [step.name] || isNamed, "\(text)")
      }
    }
    #expect(planted >= 700 && lucky > 60)
  }

  @Test("right formulas in other words are never called wrong", arguments: 0..<6)
  func rightFormulas(group: Int) throws {
    for seed in group * 25..<group * 25 + 25 {
      let coincidences = FormulaCase.Coincidence.allCases
      var example = try FormulaCase(seed: 5_000 + seed, coincidence: coincidences[seed % coincidences.count])
      // Every other session has formulas for all steps, the others for one.
      let steps = seed.isMultiple(of: 2) ? example.steps : [example.steps[example.choice(example.steps.count)]]
      for step in steps {
        let spellings = example.rightSpellings(of: step)
        try example.shell.run("define \(step.name) = \(spellings[example.choice(spellings.count)])")
      }
      let report = try gradcheck(&example.shell)
      let text =
        "\(example.line), \(example.coincidence), seed \(seed): \(example.session.definitions.mapValues(\.text))"
      #expect(report.tensors("disagrees").isEmpty && report.accused.isEmpty, "\(text)\n\(report)")
      if example.coincidence == .none { #expect(!report.tensors("agrees").isEmpty, "\(text)\n\(report)") }
    }
  }
}
