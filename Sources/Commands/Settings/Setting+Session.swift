import Engine
import Language
import Views

/// What belongs to the session: undo takes it back, and a lesson has its own.
extension Setting {
  static let sessionSettings = [eta, reduction, loss, l2, digits, seed]

  private static let eta = Setting(
    "eta", "learning rate of update, step and train", .number(.positive), read: { .number($0.session.learningRate) }
  ) { value, _, context in
    if case .number(let rate) = value { context.session.learningRate = rate }
  }

  private static let reduction = Setting(
    "reduction", "over the samples of the batch",
    .choice([.init("mean", "the loss is the mean over the samples"), .init("sum", "the loss is their sum")]),
    read: { .text($0.session.objective.reduction.rawValue) }
  ) { value, _, context in
    guard case .word(let word) = value, let reduction = Reduction(rawValue: word) else { return }
    context.session.objective.reduction = reduction
    context.session.forgetObjective()
  }

  private static let loss = Setting(
    "loss", "loss of a sample", .choice(Choices.losses), read: { .text($0.session.objective.loss.rawValue) }
  ) { value, arguments, context throws(Diagnostic) in
    guard case .word(let word) = value, let loss = Loss(rawValue: word) else { return }
    if let network = context.session.network {
      try Choices.check(loss, with: network[layer: network.depth].activation, arguments, at: "value")
    }
    context.session.objective.loss = loss
    context.session.forgetObjective()
  }

  private static let l2 = Setting(
    "l2", "λ of the penalty ½ λ Σ W²", .number(.notNegative), read: { .number($0.session.objective.l2) }
  ) { value, _, context in
    guard case .number(let factor) = value else { return }
    context.session.objective.l2 = factor
    context.session.forgetObjective()
  }

  private static let digits = Setting(
    "digits", "significant digits that are shown", .integer(1...17), read: { .integer($0.session.digits) }
  ) { value, _, context in
    if case .integer(let digits) = value { context.session.digits = digits }
  }

  private static let seed = Setting(
    "seed", "of the random stream, which it starts anew", .integer(0...Int(UInt32.max)),
    read: { .integer(Int($0.session.seed)) }
  ) { value, _, context in
    if case .integer(let seed) = value { context.session.restart(seed: UInt32(seed)) }
  }
}

extension Session {
  /// What was computed with another objective is gone.
  fileprivate mutating func forgetObjective() {
    for quantity in trace.values.keys where quantity == .loss || quantity.isGradient { trace[quantity] = nil }
  }
}
