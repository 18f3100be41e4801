import Calculus
import Engine
import Language
import SessionCore

/// The lines of a derivation as they are shown: mathematics, the expression that is typed back, and the rule.
public struct DerivationText {
  public struct Line: Equatable, Sendable {
    public var formula: String
    /// `nil` if the shell has no words for it.
    public var expression: String?
    public var rule: String
    public var latex: String
  }

  public let target: String
  public let targetLatex: String
  public private(set) var lines: [Line] = []

  private let library: FunctionLibrary
  /// The term with every derivative worked out, so that it has a value.
  private let valued: (Term) -> Term

  /// The derivation of ∂C/∂(a quantity).
  public init(_ derivation: TermDerivation, of gradient: Quantity, in system: EquationSystem) {
    self.init(derivation, named: gradient.name.replacingDelta, library: system.library, valued: system.valued)
  }

  /// - Parameters:
  ///   - name: the name of the result, `f′(x)`; `nil` for the derivative alone.
  public init(
    _ derivation: TermDerivation, named name: String?, library: FunctionLibrary, valued: @escaping (Term) -> Term
  ) {
    (self.library, self.valued) = (library, valued)
    let subject = derivation.subject.mathematics(library: library)
    target = name.map { "\($0) = \(subject)" } ?? subject
    targetLatex = derivation.subject.latex(library: library)
    for line in derivation.lines.map(line) where line.formula != lines.last?.formula { lines.append(line) }
  }

  private func line(_ line: TermDerivation.Line) -> Line {
    let remark = line.remark.map { "; \($0)" } ?? ""
    return Line(
      formula: line.term.mathematics(library: library), expression: valued(line.term).code(library: library),
      rule: line.rules.map(\.name).joined(separator: ", ") + remark, latex: line.term.latex(library: library))
  }

  /// Adds a line with numbers.
  mutating func append(_ formula: Term, exactly value: Term, _ rule: String) {
    lines.append(
      Line(
        formula: formula.mathematics(library: library), expression: valued(value).code(library: library), rule: rule,
        latex: formula.latex(library: library)))
  }
}
