import Engine
import Language
import SessionCore

/// The sides of a claim with each variable replaced by the expression it was given, unless it holds older numbers than
/// that expression has now.
struct ResolvedSides {
  let typed: Expression
  let known: Expression
  /// The numbers of a side that is written out, with the one that is compared with them.
  let written: (matrix: WrittenMatrix, isTyped: Bool)?
  /// Whether both sides follow from the pass, so that other states decide.
  let followStates: Bool
  /// Variables and results that stand for numbers only.
  let fixedNames: [String]

  init(typed: Expression, known: Expression, source: String, session: Session, outputs: Outputs) {
    var known = known
    var typed = typed
    func isCurrent(_ name: String) -> Bool {
      guard let formula = session.variableFormulas[name], let value = session.variables[name] else { return false }
      var evaluator = Evaluator(session: session, outputs: outputs, source: formula.source)
      guard let now = try? evaluator.evaluate(formula.expression), now.shape == value.shape else { return false }
      return Closeness.matches(now.asMatrix, value.asMatrix)
    }
    func text(_ side: Expression) -> String {
      if case .name(let name, _) = side, let formula = session.variableFormulas[name] { formula.source } else { source }
    }
    let sources = (typed: text(typed), known: text(known))
    typed = session.inlining(typed, where: isCurrent)
    known = session.inlining(known, where: isCurrent)
    (self.typed, self.known) = (typed, known)
    if typed.isWritten, let matrix = WrittenNumber.all(in: typed, source: sources.typed) {
      written = (matrix, true)
    } else if known.isWritten, let matrix = WrittenNumber.all(in: known, source: sources.known) {
      written = (matrix, false)
    } else {
      written = nil
    }
    let sides = [typed, known]
    fixedNames = sides.flatMap { session.valuesRead(by: $0) }.filter { name in
      name == "_" || name == "Out" || session.variables[name] != nil
    }
    followStates = fixedNames.isEmpty && sides.allSatisfy { $0.readsQuantities(in: session) }
  }
}
