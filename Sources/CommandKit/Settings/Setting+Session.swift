import Engine
import Language
import SessionCore
import Views

/// The settings of the session: undo reverts them, and a lesson has its own.
extension Setting {
  static let sessionSettings = [eta] + objectiveSettings + [mode, digits, seed]

  private static let eta = Setting(
    "eta", "learning rate of update, step and train", .number(.positive), read: { .number($0.session.learningRate) }
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
    "digits", "significant digits that are shown", .integer(1...17), read: { .integer($0.session.digits) }
  ) { value, _, context in
    if case .integer(let digits) = value { context.session.digits = digits }
  }

  private static let seed = Setting(
    "seed", "of the random stream, which it restarts", .integer(0...Int(UInt32.max)),
    read: { .integer(Int($0.session.seed)) }
  ) { value, _, context in
    if case .integer(let seed) = value { context.session.restart(seed: UInt32(seed)) }
  }
}
