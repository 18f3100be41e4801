import Calculus
import Language

/// Judges a line that is typed into a derivation as a step.
///
/// A line follows if it has the value of the line before for random values of all quantities. The judge says by which
/// rules it follows; or for a wrong line which slip gives its value.
public struct StepJudge {
  let problem: StepProblem

  public init(_ problem: StepProblem) { self.problem = problem }

  /// The digits to which values of lines are compared.
  public static let digits = 9

  /// What is left to do in a line that follows, as sentences.
  public func left(in line: Term) -> [String] { StepRules(problem: problem).left(in: line) }

  /// A line with its derivatives worked out.
  public func worked(_ line: Term) -> Term {
    OpenDerivatives(library: problem.library, system: problem.system).worked(line)
  }

  /// - Parameters:
  ///   - text: the cell; the line starts after `start` bytes.
  ///   - previous: the last line that was accepted.
  /// - Throws: if the text is no line: a name that is unknown, a shape that does not fit.
  public func judge(_ text: String, from start: Int = 0, after previous: Term) throws(Diagnostic) -> StepVerdict {
    let expression = try StepReader.expression(text, from: start)
    let diagnosis = StepDiagnosis(problem: problem, text: text)
    let line: Term
    do throws(Diagnostic) {
      line = try StepReader(problem: problem).term(expression)
    } catch {
      // What does not fit may be one change away from what does.
      guard let verdict = diagnosis.repaired(expression) else { throw error }
      return verdict
    }
    var verdict = unchanged(line, previous) ?? verdict(line, expression, after: previous, diagnosis)
    verdict.line = line
    return verdict
  }

  /// A line that says the same, or only the name of what is derived.
  private func unchanged(_ line: Term, _ previous: Term) -> StepVerdict? {
    if line == previous || line.simplified == previous.simplified && !StepRules.open(line).isEmpty {
      return StepVerdict(judgement: .unchanged, remarks: ["this is the line before: nothing was worked out"])
    }
    if let name = problem.name, line.contains({ $0 == name }) {
      let text = name.code(library: problem.library) ?? "it"
      return StepVerdict(judgement: .unchanged, remarks: ["\(text) is the name of what is derived: write its formula"])
    }
    if line.simplified == problem.subject.simplified {
      return StepVerdict(judgement: .unchanged, remarks: ["this is the first line: nothing was worked out"])
    }
    return nil
  }

  private func verdict(
    _ line: Term, _ expression: Expression, after previous: Term, _ diagnosis: StepDiagnosis
  ) -> StepVerdict {
    guard let trial = StepTrial(problem, conditionsOf: line) else {
      return StepVerdict(judgement: .cannotSay, remarks: ["no values were found for which the line before has a value"])
    }
    guard let typed = trial.numbers(of: line) else {
      return StepVerdict(judgement: .cannotSay, remarks: ["the line has no value that can be computed"])
    }
    let rules = StepRules(problem: problem)
    guard trial.isRight(typed) else { return diagnosis.verdict(line, expression, typed, trial) }
    if trial.right.isZero, problem.reference.result.simplified != .zero {
      return StepVerdict(judgement: .cannotSay, remarks: ["both lines are 0 for all values that were tried"])
    }
    let left = rules.left(in: line)
    return StepVerdict(
      judgement: left.isEmpty ? .finished : .follows,
      rules: rules.rules(from: previous, to: line, isFinished: left.isEmpty), remarks: left)
  }
}

/// A problem, small enough to be tried, with values.
struct StepTrial {
  let problem: StepProblem
  private(set) var values: StepValues
  private(set) var right: StepComparison
  private let scaling: [Int: Int]?

  init?(_ original: StepProblem, conditionsOf line: Term) {
    let scaling = original.scaling
    let problem = scaling.map(original.scaled) ?? original
    let line = scaling.map { line.mappingExtents(StepProblem.map($0)) } ?? line
    let open = OpenDerivatives(library: problem.library, system: problem.system)
    let subject = open.worked(problem.subject)
    let terms = problem.bodies + [subject, open.worked(line)]
    let conditions = terms.flatMap { $0.conditions(problem.library) }.uniqued
    guard let values = StepValues(problem, conditions: conditions), let numbers = values.numbers(subject) else {
      return nil
    }
    (self.scaling, self.problem) = (scaling, problem)
    (self.values, right) = (values, StepComparison(numbers))
  }

  /// The numbers of a line of the original problem, each way that it can be meant.
  func numbers(of line: Term) -> [[Double]]? {
    var readings: [Term] = []
    let small = scaling.map { line.mappingExtents(StepProblem.map($0)) } ?? line
    for isTotal in [true, false] {
      let open = OpenDerivatives(library: problem.library, system: problem.system, isTotal: isTotal)
      readings.append(open.worked(small))
      if scaling != nil { readings.append(open.worked(namingSizes(small))) }
    }
    let found = readings.uniqued.filter(\.isConsistent).compactMap(values.numbers)
    return found.isEmpty ? nil : found
  }

  /// 64 is B, if the batch has 64 samples and is tried with fewer.
  private func namingSizes(_ term: Term) -> Term {
    if case .number(let x) = term, let count = Int(exactly: x), let small = scaling?[count], count > 8 {
      return .size(Extent(small))
    }
    return term.mapChildren(namingSizes)
  }

  /// The same with the first state of several.
  var withOneState: StepTrial {
    var result = self
    result.values.keepOneState()
    let count = right.right.count * result.values.states.count / values.states.count
    result.right = StepComparison(Array(right.right.prefix(count)))
    return result
  }

  func isRight(_ typed: [[Double]]) -> Bool { typed.contains { right.isEqual($0) } }
}
