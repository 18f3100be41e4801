import SessionCore
import Engine
import Language
import Views

/// Looks for the known mistake that explains a wrong result.
struct Diagnosing {
  typealias Finding = Verdict.Finding

  let sides: ResolvedSides
  let source: String
  let session: Session
  /// The user's session after a complete pass, if there is one.
  let own: Session?
  /// Other states on which the sides differ.
  let states: [Session]
  let outputs: Outputs
  private var known: Expression { sides.known }
  private var typed: Expression { sides.typed }

  private func evaluator(_ session: Session) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: source)
  }

  /// Explains why `left` is not `right`; with `written`, the left side is a number with that many digits.
  func explain(_ left: Matrix<Double>, _ right: Matrix<Double>, written: Int? = nil) -> Finding? {
    if let finding = repetition(left, right) { return finding }
    if written != nil, let finding = lostDigits(left, right) { return finding }
    if let finding = catalogue(written: written) { return finding }
    guard left.shape == right.shape else {
      return left == right.transposed || Closeness.matches(left, right.transposed) ? .transposed : nil
    }
    return Self.ratio(left, right, samples: session.samples) ?? lostDigits(left, right)
      ?? correction.map { _ in .unexplained }
  }

  /// The quantity that the claim is about.
  private var quantity: Quantity? {
    guard let root = Claim.root(of: known) else { return nil }
    var evaluator = self.evaluator(session)
    return try? evaluator.quantity(of: root)
  }

  /// The right formula as an expression of the shell.
  var correction: String? {
    guard let quantity, let network = session.network else { return nil }
    let formula = Formula.explicit(of: quantity, in: network)
    return formula == quantity.name ? nil : "\(quantity.name) = \(formula)"
  }

  // MARK: The catalogue

  /// The first mistake of the catalogue that gives the typed value, here and on the other states. Mistakes that
  /// multiply the gradient by the same number cannot be told apart: all are named.
  private func catalogue(written: Int?) -> Finding? {
    guard let quantity, let network = session.network else { return nil }
    let states = self.states(written: written)
    guard !states.isEmpty else { return nil }
    let candidates = Mistake.candidates(for: quantity, in: network, samples: session.samples)
    for precision in Precision.allCases where precision == .full || (written ?? 0) >= 3 {
      func fits(_ mistake: Mistake) -> Bool {
        rates(for: mistake).contains { rate in
          let outcomes = states.map {
            match(mistake, of: quantity, on: $0, rate: rate, written: precision == .full ? nil : written)
          }
          return !outcomes.contains(.no) && outcomes.contains(.yes)
        }
      }
      guard let first = candidates.first(where: fits) else { continue }
      let alike = first.isScaling ? candidates.filter { $0.isScaling && fits($0) } : [first]
      let texts = alike.map { $0.explanation(in: network, samples: session.samples) }
      return .mistakes(texts.indices.filter { !texts[..<$0].contains(texts[$0]) }.map { texts[$0] })
    }
    return nil
  }

  /// A typed number is compared with a mistake's value in full first, then to the digits that are written.
  private enum Precision: CaseIterable { case full, written }

  private func rates(for mistake: Mistake) -> [Double] {
    let current = session.learningRate
    guard mistake.kind == .updatedWeights, let last = session.lastRate, last != current else { return [current] }
    return [last, current]
  }

  private typealias State = (session: Session, typed: Matrix<Double>)

  /// The states on which the typed side can be evaluated: of a written number the user's alone.
  private func states(written: Int?) -> [State] {
    return (written == nil && !states.isEmpty ? states : [own].compactMap { $0 }).compactMap { session in
      var evaluator = self.evaluator(session)
      return (try? evaluator.evaluate(typed)).map { (session, $0.asMatrix) }
    }
  }

  /// Whether a mistake gives the typed value on a state, and whether it makes a difference there.
  private enum Match { case yes, no, noDifference }

  private func match(_ mistake: Mistake, of quantity: Quantity, on state: State, rate: Double, written: Int?) -> Match {
    guard let network = state.session.network else { return .no }
    let pass = FaultyPass(network, state.session.trace, making: mistake, rate: rate)
    guard let whole = pass.value(of: quantity), let faulty = part(of: whole, quantity, in: state.session),
      faulty.shape == state.typed.shape
    else { return .no }
    let isEqual =
      if let written {
        zip(state.typed.elements, faulty.elements).allSatisfy { Rounding.isRounded($0, from: $1, digits: written) }
      } else {
        Closeness.matches(state.typed, faulty)
      }
    guard isEqual else { return .no }
    return state.session[quantity] == whole ? .noDifference : .yes
  }

  /// The part of the quantity that the known side takes, taken from a faulty one.
  private func part(of whole: Matrix<Double>, _ quantity: Quantity, in session: Session) -> Matrix<Double>? {
    if known == Claim.root(of: known) { return whole }
    guard whole.shape == session[quantity]?.shape else { return nil }
    var other = session
    other.trace[quantity] = whole
    var evaluator = self.evaluator(other)
    return (try? evaluator.evaluate(known))?.asMatrix
  }

  // MARK: Without the catalogue

  /// A sum of two terms that are each the right result: the gradient was added up twice.
  private func repetition(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Finding? {
    guard case .binary(.add, let first, let second) = typed else { return nil }
    var evaluator = self.evaluator(session)
    guard let a = try? evaluator.evaluate(first).asMatrix, let b = try? evaluator.evaluate(second).asMatrix,
      Closeness.matches(a, right), Closeness.matches(b, right)
    else { return nil }
    return .accumulatedTwice
  }

  /// Names a constant ratio between the two sides.
  static func ratio(_ left: Matrix<Double>, _ right: Matrix<Double>, samples: Int) -> Finding? {
    guard let place = right.elements.indices.max(by: { abs(right.elements[$0]) < abs(right.elements[$1]) }),
      right.elements[place] != 0
    else { return nil }
    let ratio = left.elements[place] / right.elements[place]
    guard ratio.isFinite, ratio != 0, Closeness.matches(left, ratio * right) else { return nil }
    func isNear(_ value: Double) -> Bool { abs(ratio - value) <= 1e-9 * abs(value) }
    if isNear(-1) { return .multiple("the sign is reversed") }
    if isNear(2) { return .multiple("it is twice the right result: a ½ is missing, or a factor 2 too many") }
    if isNear(0.5) { return .multiple("it is half the right result: a ½ too many") }
    if samples > 1, isNear(Double(samples)) {
      return .multiple("it is \(samples) times the right result: summed over the batch, not the mean")
    }
    if samples > 1, isNear(1 / Double(samples)) {
      return .multiple("it is 1/\(samples) of the right result: divided by the batch size once too often")
    }
    // One number is always some multiple of another.
    return right.count > 1 ? .ratio(ratio.formatted) : nil
  }

  /// The first digits are right and the others are not: intermediate results were rounded.
  private func lostDigits(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Finding? {
    let closeness = Closeness(left, right)
    guard closeness.digits >= 2, closeness.digits < Closeness.enough else { return nil }
    return .lostDigits(closeness.digits)
  }
}
