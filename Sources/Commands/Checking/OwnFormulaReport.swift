import Engine
import Judging
import SessionCore
import Views

/// What drawn passes say of the user's formulas, joined with a gradient check of the session's own numbers.
struct OwnFormulaReport {
  private let session: Session
  private let network: Network<Double>
  private let steps: DefinedSteps
  /// A gradient into which a bug was planted: there the drawn passes say nothing.
  private let planted: Quantity?

  /// - Returns: `nil` if no step of the backward pass has a formula of the user.
  init?(_ session: Session, planted: Quantity?) {
    guard let network = session.network, let steps = DefinedSteps(session) else { return nil }
    (self.session, self.network, self.steps, self.planted) = (session, network, steps, planted)
  }

  /// Defined steps that no gradient of a parameter depends on: they are checked themselves.
  var unused: [Quantity] { steps.steps.filter { !$0.isUsed }.map(\.quantity) }

  /// A check of the session's own numbers and of drawn ones.
  struct Joined {
    var report: GradientReport
    /// The tensors whose numbers are those of a drawn pass.
    var drawn: Set<Quantity> = []
    var faults: [ChainFault] = []
    var notes: [String] = []
  }

  /// The report, the faults and the notes with what the drawn passes show.
  func joined(with report: GradientReport, _ faults: [ChainFault]) -> Joined {
    var result = Joined(report: report)
    var (lucky, known): ([String], [String]) = ([], [])
    for index in report.tensors.indices {
      let tensor = report.tensors[index]
      guard tensor.quantity != planted, let finding = finding(of: tensor.quantity) else { continue }
      switch (tensor.verdict, finding) {
      // What is off by more than lost digits is wrong here, whatever drawn passes say.
      case (.disagrees, .right) where tensor.error < 1e-3:
        result.report.tensors[index].verdict = .cannotSay(.wrongOnlyHere)
      case (.agrees, .wrong(let drawn)), (.cannotSay, .wrong(let drawn)):
        result.report.tensors[index] = drawn
        result.drawn.insert(tensor.quantity)
        lucky.append(tensor.quantity.name)
      case (.cannotSay(.bothZero), .right):
        result.report.tensors[index].verdict = .agrees
        known.append(tensor.quantity.name)
      case (.agrees, _), (.disagrees, _), (.cannotSay, _): break
      }
    }
    let isWrong = result.report.verdict == .disagrees && planted == nil
    if isWrong { result.faults = joined(faults) }
    result.notes =
      [
        sentence(lucky) { "\($0): right here by luck; the row shows a drawn pass, with other weights and samples" },
        sentence(known) { "\($0): 0 = 0 here proves nothing; on drawn passes it is right" },
      ].compactMap { $0 } + stepNotes(isWrong: isWrong) + (isWrong ? [] : balanced)
    return result
  }

  private func finding(of quantity: Quantity) -> DefinedSteps.Finding? {
    if let finding = steps.gradients[quantity] { return finding }
    return steps[quantity].flatMap { $0.isUsed ? nil : $0.finding }
  }

  private func sentence(_ names: [String], _ words: (String) -> String) -> String? {
    names.isEmpty ? nil : words(names.joined(separator: ", "))
  }

  /// The faults of the session's own pass at formulas of the user that are not right, and those that drawn passes show.
  private func joined(_ faults: [ChainFault]) -> [ChainFault] {
    let own = faults.filter { steps[$0.quantity].map { $0.finding != .right } ?? false }
    let drawn = steps.steps.compactMap { step -> ChainFault? in
      guard case .wrong(let report) = step.finding, !own.contains(where: { $0.quantity == step.quantity }),
        let factor = network.chainFactor(entering: step.quantity)
      else { return nil }
      return ChainFault(quantity: step.quantity, factor: factor, report: report)
    }
    let order = network.backwardOrder
    return (own + drawn).sorted {
      (order.firstIndex(of: $0.quantity) ?? 0) < (order.firstIndex(of: $1.quantity) ?? 0)
    }
  }

  // MARK: Words

  /// Steps that are wrong by themselves though all gradients come out right: other formulas make up for them.
  private var balanced: [String] {
    steps.steps.compactMap { step in
      guard step.isUsed, step.quantity != planted, case .wrong(let report) = step.finding, let worst = report.worst
      else { return nil }
      let format = NumberFormat(digits: session.digits)
      return
        "\(step.quantity.name) is not ∂C/∂\(step.quantity.differentiated?.name ?? "") by itself, though the gradients "
        + "come out right: on a drawn pass [\(worst.row), \(worst.column)] is \(format.text(worst.analytic)), not "
        + format.text(worst.numeric)
    }
  }

  private func stepNotes(isWrong: Bool) -> [String] {
    let depth = network.depth
    var notes: [String] = []
    if steps[.activationGradient(depth)] != nil, session.definitions[.delta(depth)] == nil,
      network.objective.loss.requiredOutput == network[layer: depth].activation
    {
      notes.append("delta[\(depth)] goes through your da[\(depth)], not by the shortcut from a[\(depth)] and Y")
    }
    for step in steps.steps {
      let name = step.quantity.name
      if !step.isUsed { notes.append("\(name) is not used: your other formulas do without it") }
      if step.isForOneSample {
        notes.append(
          "\(name) = \(step.definition.text) is right for one sample: for more, a sum over the samples or 1/B is missing"
        )
      }
      if !step.fixedVariables.isEmpty, !isWrong {
        let names = step.fixedVariables.joined(separator: ", ")
        notes.append(
          "\(name): \(names) \(step.fixedVariables.count == 1 ? "keeps its value" : "keep their values") when the "
            + "weights or the batch change, so only these numbers were tried")
      }
    }
    return notes
  }
}
