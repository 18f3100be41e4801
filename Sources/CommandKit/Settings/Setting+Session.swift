import Engine
import Language
import SessionCore
import Views

/// The settings of the session: undo reverts them, and a lesson has its own.
extension Setting {
  static let sessionSettings =
    [rate, reduction, loss] + Objective.Constant.allCases.map(constant) + [mode, digits, seed]

  private static let rate = Setting(
    name: "rate", oldName: "eta", meaning: "learning rate η of update, step and train", values: .number(.positive),
    read: { .number($0.session.learningRate) }
  ) { value, _, context in
    if case .number(let rate) = value { context.session.learningRate = rate }
  }

  private static let mode = choice(
    "mode", "whether passes train: with dropout, and the statistics of the batch",
    [
      .init("training", "dropout, and the statistics of the batch"),
      .init("evaluation", "no dropout, and the running statistics"),
    ], read: { $0.session.mode }
  ) { mode, _, context in
    if mode != context.session.mode, context.session.network?.hasModes == true { context.session.forgetPass() }
    context.session.mode = mode
  }

  private static let digits = Setting(
    name: "digits", meaning: "significant digits that are shown", values: .integer(1...17),
    read: { .integer($0.session.digits) }
  ) { value, _, context in
    if case .integer(let digits) = value { context.session.digits = digits }
  }

  private static let seed = Setting(
    name: "seed", meaning: "of the random stream, which it restarts", values: .integer(0...Int(UInt32.max)),
    read: { .integer(Int($0.session.seed)) }
  ) { value, _, context in
    if case .integer(let seed) = value { context.session.restart(seed: UInt32(seed)) }
  }

  // MARK: What is minimised

  private static let reduction = choice(
    "reduction", "over the samples of the batch",
    [.init("mean", "the loss is the mean over the samples"), .init("sum", "the loss is their sum")],
    read: { $0.session.objective.reduction }
  ) { reduction, _, context in
    context.session.changeObjective { $0.reduction = reduction }
  }

  private static let loss = Setting(
    name: "loss", meaning: "loss of a sample", values: .choice(Choices.losses), own: Choices.ownLosses,
    read: { .text($0.session.objective.loss.name) }
  ) { value, arguments, context throws(Diagnostic) in
    guard case .word(let word) = value, let loss = context.loss(named: word) else { return }
    if let network = context.session.network {
      try Choices.check(loss, with: network[layer: network.depth].activation, arguments, at: "value")
    }
    context.session.changeObjective { $0.loss = loss }
  }

  private static func constant(_ constant: Objective.Constant) -> Setting {
    let isSmoothing = constant == .labelSmoothing
    return Setting(
      name: constant.rawValue, meaning: constant.meaning, values: .number(constant.range),
      preparation: isSmoothing ? ["network 2 3 loss cross-entropy"] : [],
      read: { .number($0.session.objective[constant]) }
    ) { value, arguments, context throws(Diagnostic) in
      guard case .number(let number) = value else { return }
      let loss = context.session.objective.loss
      guard !isSmoothing || number == 0 || loss.isEntropy else {
        throw arguments.failure(
          "labels are smoothed for an entropy, not for \(loss.name)", at: "setting",
          hint: "network … loss cross-entropy, then set label-smoothing \(number.formatted)")
      }
      context.session.changeObjective { $0[constant] = number }
    }
  }
}
