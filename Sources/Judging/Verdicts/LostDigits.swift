import Engine
import Language
import SessionCore

/// Where a formula loses its digits on a state: the smallest part whose bound is large while those of its parts are not.
struct LostDigits {
  let text: String

  /// A part has lost its digits if fewer than this share of its value is certain.
  private static let lost = 1e-9

  init?(_ typed: Expression, _ known: Expression, on pass: BoundedPass, source: String) {
    var evaluator = BoundedEvaluator(pass, source: source)
    let parts = (typed.nodes + known.nodes).filter { part in
      if case .binary(let sign, _, _) = part { return sign == .add || sign == .subtract }
      if case .call = part { return true }
      return false
    }
    func share(_ part: Expression) -> Double? {
      guard let value = try? evaluator.evaluate(part) else { return nil }
      return value.matrix.elements.map { entry in
        let size = entry.value.magnitude
        return entry.error == 0 ? 0 : size == 0 ? .infinity : entry.error / size
      }.max()
    }
    let losing = parts.filter { part in
      guard let own = share(part), own > Self.lost else { return false }
      return part.parts.allSatisfy { (share($0) ?? 0) <= Self.lost }
    }
    guard let part = losing.min(by: { $0.span.end - $0.span.start < $1.span.end - $1.span.start }) else { return nil }
    text = Evaluator(session: pass.session, source: source).text(part)
  }
}

/// Where an expression becomes infinite, or not a number.
struct OverflowPlace {
  let text: String

  init?(_ side: Expression, in session: Session, outputs: Outputs, source: String) {
    var evaluator = Evaluator(session: session, outputs: outputs, source: source)
    func isFinite(_ part: Expression) -> Bool {
      guard let value = try? evaluator.evaluate(part) else { return true }
      return value.asMatrix.elements.allSatisfy(\.isFinite)
    }
    guard let part = side.nodes.first(where: { !isFinite($0) && $0.parts.allSatisfy(isFinite) }) else { return nil }
    text = evaluator.text(part)
  }
}
