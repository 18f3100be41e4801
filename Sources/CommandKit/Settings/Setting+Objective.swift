import Engine
import Language
import SessionCore
import Views

/// What is minimised.
extension Setting {
  static let objectiveSettings = [reduction, loss] + Objective.Constant.allCases.map(constant)

  private static let reduction = choice(
    "reduction", "over the samples of the batch",
    [.init("mean", "the loss is the mean over the samples"), .init("sum", "the loss is their sum")],
    read: { $0.session.objective.reduction }
  ) { reduction, _, context in
    context.session.changeObjective { $0.reduction = reduction }
  }

  private static let loss = choice(
    "loss", "loss of a sample", Choices.losses, read: { $0.session.objective.loss }
  ) { loss, arguments, context throws(Diagnostic) in
    if let network = context.session.network {
      try Choices.check(loss, with: network[layer: network.depth].activation, arguments, at: "value")
    }
    context.session.changeObjective { $0.loss = loss }
  }

  private static func constant(_ constant: Objective.Constant) -> Setting {
    let isSmoothing = constant == .labelSmoothing
    return Setting(
      constant.rawValue, constant.meaning, .number(constant.range),
      preparation: isSmoothing ? ["network 2 3 loss cross-entropy"] : [],
      read: { .number($0.session.objective[constant]) }
    ) { value, arguments, context throws(Diagnostic) in
      guard case .number(let number) = value else { return }
      let loss = context.session.objective.loss
      guard !isSmoothing || number == 0 || loss.isEntropy else {
        throw arguments.failure(
          "labels are smoothed for an entropy, not for \(loss.rawValue)", at: "setting",
          hint: "network … loss cross-entropy, then set label-smoothing \(number.formatted)")
      }
      context.session.changeObjective { $0[constant] = number }
    }
  }
}

extension Session {
  /// What was computed with another objective is gone.
  fileprivate mutating func changeObjective(_ change: (inout Objective) -> Void) {
    change(&objective)
    for quantity in trace.values.keys
    where quantity == .loss || quantity == .smoothedTarget || quantity.isGradient {
      trace[quantity] = nil
    }
  }
}
