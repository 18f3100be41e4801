import Calculus
import Language
import Stepping
import Views

/// A derivation that the user writes, a line a step.
public struct HandDerivation: Equatable, Sendable {
  public struct Line: Equatable, Sendable {
    /// In index form.
    public var term: Term
    /// As it was typed; `nil` for a line that was shown.
    public var text: String?
    public var rules: [String]
  }

  /// What is derived: f′(x) = ∂(x² sin(x))/∂x.
  public let target: String
  let problem: StepProblem
  public private(set) var lines: [Line] = []
  /// How many hints to the next line were given.
  public private(set) var hintCount = 0
  public private(set) var isFinished = false

  public init(_ problem: StepProblem, named name: String?) {
    let subject = problem.subject.mathematics(library: problem.library)
    (self.problem, target) = (problem, name.map { "\($0) = \(subject)" } ?? subject)
  }

  public static func == (a: HandDerivation, b: HandDerivation) -> Bool {
    a.target == b.target && a.lines == b.lines && a.hintCount == b.hintCount && a.isFinished == b.isFinished
      && a.problem.subject == b.problem.subject
  }

  /// Whether a line was shown, not typed.
  public var hasShownLines: Bool { lines.contains { $0.text == nil } }

  private var last: Term { lines.last?.term ?? problem.subject }
  private var next: NextStep { NextStep(problem, after: last) }

  // MARK: Steps

  /// Judges a line, and adds it if it follows.
  /// - Parameters:
  ///   - code: the cell.
  ///   - start: where the line starts in it, in bytes.
  public mutating func add(_ code: String, from start: Int) throws(Diagnostic) -> Verdict {
    let verdict = try StepJudge(problem).judge(code, from: start, after: last)
    if verdict.isAccepted, let term = verdict.line {
      let text = String(decoding: Array(code.utf8.dropFirst(start)), as: UTF8.self)
      let trimmed = text.drop(while: \.isWhitespace)
      lines.append(Line(term: term, text: String(trimmed), rules: verdict.rules.map(\.name)))
      (hintCount, isFinished) = (0, verdict.judgement == .finished)
    }
    return verdict.view
  }

  /// Shows the next line and takes it.
  public mutating func skip() {
    guard !isFinished, let line = next.line else { return isFinished = true }
    lines.append(Line(term: line.term, text: nil, rules: line.rules.map(\.name)))
    hintCount = 0
    isFinished = next.line == nil || StepJudge(problem).left(in: line.term).isEmpty
  }

  /// The next hint, with its number and how many there are.
  public mutating func hint() -> (text: String, number: Int, count: Int)? {
    let hints = next.hints
    guard hintCount < hints.count else { return nil }
    hintCount += 1
    return (hints[hintCount - 1], hintCount, hints.count)
  }

  // MARK: Views

  /// The lines so far.
  public var view: Derivation {
    let steps = lines.map { line in
      Derivation.Step(
        formula: line.term.mathematics(library: problem.library), expression: line.text ?? expression(line.term),
        value: nil, caption: line.rules.joined(separator: ", ") + (line.text == nil ? " (shown)" : ""))
    }
    return Derivation(target: target, value: nil, steps: steps, isChain: true)
  }

  private func expression(_ term: Term) -> String {
    StepJudge(problem).worked(term).code(library: problem.library) ?? ""
  }
}

extension StepVerdict {
  /// The verdict as it is shown.
  fileprivate var view: Verdict {
    let step: Verdict.Step.Kind =
      switch judgement {
      case .follows: .follows
      case .finished: .finished
      case .unchanged: .unchanged
      case .wrong: .wrong
      case .cannotSay: .unknown
      }
    let kind: Verdict.Kind =
      switch judgement {
      case .follows, .finished: .agrees
      case .wrong: .differs
      case .unchanged, .cannotSay: .cannotSay
      }
    let findings = remarks.map { isAccepted ? Verdict.Finding.left($0) : .slip($0) }
    var verdict = Verdict(
      kind, digits: isAccepted ? StepJudge.digits : 0, worst: worst,
      findings: findings.isEmpty ? (judgement == .wrong ? [.unexplained] : nil) : findings)
    verdict.step = Verdict.Step(step, rules: rules.map(\.name))
    return verdict
  }

  /// Where the line differs, and by how much.
  private var worst: Verdict.Worst? {
    example.map { example in
      let point = example.point.map { "\($0.name) = \(NumberFormat(digits: 4).text($0.value))" }
      return Verdict.Worst(entry: point.joined(separator: ", "), left: example.typed, right: example.right)
    }
  }
}
