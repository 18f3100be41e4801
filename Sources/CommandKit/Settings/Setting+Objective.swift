import Engine
import Language
import SessionCore
import Views

/// What is minimised.
extension Setting {
  static let objectiveSettings = [
    reduction, loss,
    number("l2", "λ of the penalty ½ λ Σ W²", .notNegative, \.l2),
    number("l1", "λ₁ of the penalty λ₁ Σ |W|", .notNegative, \.l1),
    labelSmoothing,
    number("huber-delta", "δ of the loss huber", .positive, \.huberDelta),
  ]

  private static let reduction = Setting(
    "reduction", "over the samples of the batch",
    .choice([.init("mean", "the loss is the mean over the samples"), .init("sum", "the loss is their sum")]),
    read: { .text($0.session.objective.reduction.rawValue) }
  ) { value, _, context in
    guard case .word(let word) = value, let reduction = Reduction(rawValue: word) else { return }
    context.session.change(\.reduction, to: reduction)
  }

  private static let loss = Setting(
    "loss", "loss of a sample", .choice(Choices.losses), read: { .text($0.session.objective.loss.rawValue) }
  ) { value, arguments, context throws(Diagnostic) in
    guard case .word(let word) = value, let loss = Loss(rawValue: word) else { return }
    if let network = context.session.network {
      try Choices.check(loss, with: network[layer: network.depth].activation, arguments, at: "value")
    }
    context.session.change(\.loss, to: loss)
  }

  private static let labelSmoothing = Setting(
    "label-smoothing", "ε of the targets (1 − ε) y + ε/n of an entropy", .number(.share),
    preparation: ["network 2 3 loss cross-entropy"], read: { .number($0.session.objective.labelSmoothing) }
  ) { value, arguments, context throws(Diagnostic) in
    guard case .number(let share) = value else { return }
    let loss = context.session.objective.loss
    guard share == 0 || loss.isEntropy else {
      throw arguments.failure(
        "labels are smoothed for an entropy, not for \(loss.rawValue)", at: "setting",
        hint: "network … loss cross-entropy, then set label-smoothing \(share.formatted)")
    }
    context.session.change(\.labelSmoothing, to: share)
  }

  private static func number(
    _ name: String, _ meaning: String, _ range: Parameter.NumberRange,
    _ path: WritableKeyPath<Objective, Double> & Sendable
  ) -> Setting {
    Setting(name, meaning, .number(range), read: { .number($0.session.objective[keyPath: path]) }) {
      value, _, context in
      if case .number(let number) = value { context.session.change(path, to: number) }
    }
  }
}

extension Session {
  /// What was computed with another objective is gone.
  fileprivate mutating func change<Part>(_ path: WritableKeyPath<Objective, Part>, to value: Part) {
    objective[keyPath: path] = value
    for quantity in trace.values.keys
    where quantity == .loss || quantity == .smoothedTarget || quantity.isGradient {
      trace[quantity] = nil
    }
  }
}
