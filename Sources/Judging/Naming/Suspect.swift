import Engine
import Language
import SessionCore

/// Something that may have been done wrong: what would come of it, and how it is said.
struct Suspect {
  /// What is wrong, in words.
  var words: String
  /// Simple and common slips have lower ones.
  var rank: Int
  /// Whether it multiplies the result by a number, so that several can look alike.
  var isScaling = false
  /// The derivative that is left out, if that is the slip: `tanh'(z[1])`.
  var missingSlope: String?
  /// What is typed with the slip repaired, if it was found that way.
  var repaired: Expression?
  /// What comes of it in place of the known side on a state; `nil` if it cannot be done there.
  var outcome: (inout TargetState) -> Matrix<Double>?
}

/// A state on which a claim is compared: the values of both sides, and what else is evaluated there.
struct TargetState {
  var values: TreeValues
  let typed: Matrix<Double>
  let right: Matrix<Double>
  /// The quantity that the claim is about and the expression of the known side, which may take a part of it.
  let quantity: Quantity?
  private let known: Expression
  private let takesPart: Bool

  init?(_ session: Session, _ claim: WrongClaim) {
    var values = TreeValues(session, outputs: claim.outputs, source: claim.source)
    guard let right = values.matrix(claim.known),
      let typed = claim.written?.values ?? values.matrix(claim.typed)
    else { return nil }
    guard claim.written != nil || (typed.elements + right.elements).allSatisfy(\.isFinite) else { return nil }
    let root = Claim.root(of: claim.known)
    quantity = root.flatMap { values.quantity(of: $0) }
    (self.right, self.typed, known) = (right, typed, claim.known)
    takesPart = root != claim.known
    self.values = values
  }

  /// The part of the quantity that the known side takes, of another value of it.
  mutating func part(of complete: Matrix<Double>?) -> Matrix<Double>? {
    guard let complete else { return nil }
    guard takesPart, let quantity else { return complete }
    return values.matrix(known, replacing: [quantity: complete])
  }
}

/// What a claim about a quantity passes through: the steps that the typed side does not name, back to those it names.
struct StepChain {
  let network: Network<Double>
  let target: Quantity
  /// The steps and how far each is from the target.
  private(set) var distances: [Quantity: Int] = [:]
  /// In the order of the pass.
  let steps: [Quantity]

  /// - Parameter named: the quantities that are taken as they are.
  init(to target: Quantity, in network: Network<Double>, named: Set<Quantity>) {
    (self.network, self.target) = (network, target)
    var open = [(target, 0)]
    var distances: [Quantity: Int] = [:]
    while !open.isEmpty {
      let (step, distance) = open.removeFirst()
      guard distances[step] == nil, step == target || !named.contains(step) else { continue }
      let operands = network.operands(of: step)
      guard !operands.isEmpty, !step.isDrawn else { continue }
      distances[step] = distance
      open += operands.map { ($0, distance + 1) }
    }
    let order = network.operationOrder
    steps = (order.contains(target) ? order : order + [target]).filter { distances[$0] != nil }
    self.distances = distances
  }

  /// The value of the target on a state if a step has another value there.
  func value(with wrong: Matrix<Double>?, at step: Quantity, on state: Session) -> Matrix<Double>? {
    guard let wrong, let network = state.network else { return nil }
    if step == target { return wrong }
    let trace = state.trace
    guard wrong.shape == trace[step]?.shape, let first = steps.firstIndex(of: step) else { return nil }
    var (values, changed) = (trace, Set([step]))
    values[step] = wrong
    for next in steps[(first + 1)...] where !changed.isDisjoint(with: network.operands(of: next)) {
      values[next] = try? network.value(of: next, from: values)
      changed.insert(next)
      if next == target { return values[next] }
    }
    return nil
  }
}
