import Engine
import Interruption
import Language
import SessionCore

/// How the user's formulas for steps of the backward pass do on drawn passes.
///
/// On the session's own numbers a wrong formula may be right by luck, because a unit is dead, a matrix symmetric or an
/// input 0. Each formula is given what is right, so that a mistake is found at the step that makes it.
public struct DefinedSteps {
  /// What the drawn passes say of a gradient.
  public enum Finding: Equatable, Sendable {
    case right
    /// With the comparison on the first pass that shows it.
    case wrong(TensorReport)
    /// It is 0 on all passes, or no pass could be drawn.
    case undecided
    /// Its terms cancel, here as on every pass: a bias before batch normalisation.
    case zeroButForRounding
  }

  /// A step with a formula of the user.
  public struct Step: Sendable {
    public var quantity: Quantity
    public var definition: Definition
    public var finding = Finding.undecided
    /// Matrices of the user that the formula reads: they keep their values, so that drawn passes decide nothing.
    public var fixedVariables: [String] = []
    /// Whether a gradient of a parameter depends on the step.
    public var isUsed = false
    /// Whether the formula is right for a batch of one sample only: a sum or 1/B is missing.
    public var isForOneSample = false
  }

  /// The steps with formulas, in the order of the backward pass.
  public private(set) var steps: [Step] = []
  /// The gradients of parameters, and da[0], that formulas of the user enter, computed by the complete pass.
  public private(set) var gradients: [Quantity: Finding] = [:]

  private let session: Session
  private let network: Network<Double>

  /// Passes that are always drawn, and the most that are drawn until every formula is decided.
  private static let (fewest, most) = (12, 40)

  /// - Returns: `nil` if there is no network, no batch, or no formula for a step of the backward pass.
  public init?(_ session: Session) {
    guard let network = session.network, session.samples > 0 else { return nil }
    (self.session, self.network) = (session, network)
    steps = network.backwardOrder.compactMap { quantity in
      session.definitions[quantity].map { definition in
        var step = Step(quantity: quantity, definition: definition)
        step.fixedVariables = fixedVariables(definition.expression)
        return step
      }
    }
    if steps.isEmpty { return nil }
    tryAll()
    tryMoreSamples()
  }

  public subscript(quantity: Quantity) -> Step? { steps.first { $0.quantity == quantity } }

  private func fixedVariables(_ expression: Expression) -> [String] {
    Set(session.valuesRead(by: expression)).filter { session.variables[$0].map { $0.shape != .number } ?? false }
      .sorted()
  }

  // MARK: Passes

  private mutating func tryAll() {
    guard var drawing = StateDrawing(like: session) else { return }
    // A pass of a large network takes time, and has no sum of a few terms that is right by luck.
    let isLarge = network.parameterCount * session.samples > 200_000
    let (fewest, most) = isLarge ? (2, 4) : (Self.fewest, Self.most)
    for number in Work.current.through(0..<most) where number < fewest || isOpen {
      guard let pass = drawing.next()?.session else { continue }
      for index in steps.indices where steps[index].fixedVariables.isEmpty { tryStep(index, on: pass) }
      guard let own = ownPass(pass) else { continue }
      if number < 3 { noteUse(own) }
      for quantity in gradients.keys {
        guard let value = own[quantity], let right = pass[quantity] else { continue }
        gradients[quantity] = gradients[quantity]?.after(compare(quantity, value, right, pass))
      }
    }
  }

  /// Whether another pass can still decide something.
  private var isOpen: Bool {
    steps.contains { $0.fixedVariables.isEmpty && $0.finding == .undecided }
      || gradients.values.contains(.undecided)
  }

  /// Compares one formula with the built-in step, on a pass where all else is right.
  private mutating func tryStep(_ index: Int, on pass: Session) {
    let (quantity, definition) = (steps[index].quantity, steps[index].definition)
    guard let right = pass.trace[quantity],
      let value = try? pass.value(of: quantity, by: definition, at: definition.expression.span)
    else { return }
    steps[index].finding = steps[index].finding.after(compare(quantity, value, right, pass))
  }

  private func compare(
    _ quantity: Quantity, _ value: Matrix<Double>, _ right: Matrix<Double>, _ pass: Session
  ) -> TensorReport? {
    guard value.shape == right.shape, let network = pass.network, !Work.current.isStopped else { return nil }
    return GradientCheck.comparison(of: quantity, value, with: right, in: network, given: pass.trace)
  }

  /// The backward pass with the user's formulas, without those that read fixed matrices.
  private func ownPass(_ pass: Session) -> Session? {
    var result = pass
    for step in steps where step.fixedVariables.isEmpty { result.definitions[step.quantity] = step.definition }
    return run(network.backwardOrder[...], &result) ? result : nil
  }

  /// - Returns: whether all of the steps could be computed.
  private func run(_ order: ArraySlice<Quantity>, _ pass: inout Session) -> Bool {
    order.allSatisfy { quantity in
      if Work.current.isStopped { return false }
      guard let own = pass.definitions[quantity] else { return (try? pass.computeBuiltIn(quantity)) != nil }
      return (try? pass.compute(quantity, by: own, at: own.expression.span)) != nil
    }
  }

  /// Finds which gradients of parameters a step enters, by changing its value; again on other passes if there are none.
  private mutating func noteUse(_ own: Session) {
    let order = network.backwardOrder
    let ends = network.parameters.compactMap(\.gradient) + [.activationGradient(0)]
    for index in steps.indices where !steps[index].isUsed {
      let quantity = steps[index].quantity
      guard let place = order.firstIndex(of: quantity), let value = own.trace[quantity] else { continue }
      var changed = own
      changed.trace[quantity] = value.map { 2 * $0 + 1 }
      guard run(order[(place + 1)...], &changed) else { continue }
      let moved = ends.filter { own[$0] != changed[$0] }
      steps[index].isUsed = moved.contains { $0.layer != 0 }
      guard steps[index].fixedVariables.isEmpty else { continue }
      for gradient in moved where gradients[gradient] == nil { gradients[gradient] = .undecided }
    }
  }

  // MARK: One sample

  /// Tries the formulas that are right for one sample on three.
  private mutating func tryMoreSamples() {
    guard session.samples == 1, var drawing = StateDrawing(like: session, samples: 3) else { return }
    for _ in Work.current.through(0..<3) {
      guard let pass = drawing.next()?.session else { continue }
      for index in steps.indices where steps[index].finding == .right && !steps[index].isForOneSample {
        let (quantity, definition) = (steps[index].quantity, steps[index].definition)
        guard let right = pass.trace[quantity] else { continue }
        let value = try? pass.value(of: quantity, by: definition, at: definition.expression.span)
        let verdict = value.flatMap { compare(quantity, $0, right, pass)?.verdict }
        steps[index].isForOneSample = value == nil || verdict == .disagrees
      }
    }
  }
}

extension DefinedSteps.Finding {
  /// What is known after another pass: one that disagrees decides, one that agrees decides if there was none.
  fileprivate func after(_ report: TensorReport?) -> Self {
    guard let report else { return self }
    if case .wrong = self { return self }
    switch report.verdict {
    case .disagrees: return .wrong(report)
    case .agrees: return .right
    case .cannotSay(.belowRoundOff): return self == .undecided ? .zeroButForRounding : self
    case .cannotSay: return self
    }
  }
}
