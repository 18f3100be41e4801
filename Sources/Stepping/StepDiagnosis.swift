import Calculus
import Language

/// Finds the slip that gives a wrong line its value.
struct StepDiagnosis {
  let problem: StepProblem
  let text: String

  func verdict(_ line: Term, _ expression: Expression, _ typed: [[Double]], _ trial: StepTrial) -> StepVerdict {
    var verdict = StepVerdict(judgement: .wrong)
    let numbers = typed[0]
    verdict.example = example(numbers, trial)
    let search = SlipSearch(trial: trial, numbers: numbers)
    if problem.system != nil, let repair = repair(expression, trial, where: \.isTelling) {
      use(repair, &verdict)
    } else if let slips = search.slips(line) {
      verdict.slips = slips
      verdict.remarks = slips.map { $0.sentence(problem.library) }
    } else if let repair = repair(expression, trial) {
      use(repair, &verdict)
    } else if let slips = search.furtherSlips(line) {
      verdict.slips = slips
      verdict.remarks = slips.map { $0.sentence(problem.library) }
    } else if let repair = repair(expression, trial, upToFactor: true) {
      use(repair, &verdict)
    } else if let place = numbers.indices.first(where: { !numbers[$0].isFinite }), place < trial.right.right.count {
      verdict.remarks = ["the line has no value \(point(place, trial)), where the line before has one"]
    } else if let remark = missingVariable(line) {
      verdict.remarks = [remark]
    }
    return verdict
  }

  private func use(_ repair: (LineRepairs.Repair, Double), _ verdict: inout StepVerdict) {
    verdict.slips = [Slip(repair.0.kind, .zero)]
    verdict.span = repair.0.span
    verdict.remarks = [repair.0.words]
    if repair.1 != 1 {
      let slip = Slip(repair.1 == -1 ? .sign : .constantMultiple, .zero, .number(repair.1))
      verdict.slips.append(slip)
      verdict.remarks.append(slip.sentence(problem.library))
    }
  }

  /// The verdict on a line that cannot be read, if one change makes it right.
  func repaired(_ expression: Expression) -> StepVerdict? {
    guard let trial = StepTrial(problem, conditionsOf: .zero) else { return nil }
    guard
      let repair = repair(expression, trial, isOpen: true)
        ?? repair(expression, trial, isOpen: true, upToFactor: true)
    else { return nil }
    var verdict = StepVerdict(judgement: .wrong)
    use(repair, &verdict)
    return verdict
  }

  private func repair(
    _ expression: Expression, _ trial: StepTrial, isOpen: Bool = false, upToFactor: Bool = false,
    where isWanted: (Slip.Kind) -> Bool = { _ in true }
  ) -> (LineRepairs.Repair, Double)? {
    let reader = StepReader(problem: problem)
    for repair in LineRepairs(problem: problem, text: text).repairs(expression, isOpen: isOpen)
    where isWanted(repair.kind) {
      guard let line = try? reader.term(repair.expression), let numbers = trial.numbers(of: line) else { continue }
      if trial.isRight(numbers) { return (repair, 1) }
      if upToFactor, let factor = numbers.lazy.compactMap(trial.right.factor).first { return (repair, factor) }
    }
    return nil
  }

  private func missingVariable(_ line: Term) -> String? {
    guard let variable = problem.variable, !line.symbols.contains(variable),
      problem.reference.result.symbols.contains(variable)
    else { return nil }
    return "\(variable.name) does not occur in the line, but the derivative depends on it"
  }

  // MARK: Where it differs

  private func example(_ numbers: [Double], _ trial: StepTrial) -> StepVerdict.Example? {
    guard let place = trial.right.difference(numbers), let point = trial.values.point(place) else { return nil }
    return StepVerdict.Example(
      point: point.map { .init(name: $0.0.code, value: $0.1) }, typed: numbers[place], right: trial.right.right[place])
  }

  private func point(_ place: Int, _ trial: StepTrial) -> String {
    guard let point = trial.values.point(place) else { return "for some values" }
    return "at " + point.map { "\($0.0.code) = \(Self.short($0.1))" }.joined(separator: ", ")
  }

  private static func short(_ x: Double) -> String { decimal((x * 1000).rounded() / 1000).description }
}
