import Engine
import Language
import Views

/// Settings of the session.
struct SetCommand: Command {
  static let name = "set"
  static let abstract = "change a setting; alone it lists them"
  static let topic = Topic.session
  static let settings: [Parameter.Choice] = [
    .init("eta", "learning rate of update, step and train, above 0; 0.1 at first"),
    .init("reduction", "whether the loss is the mean or the sum over the batch; mean at first"),
    .init("l2", "λ of the penalty ½ λ Σ W², from 0 on; 0 at first"),
    .init("l1", "λ₁ of the penalty λ₁ Σ |W|, from 0 on; 0 at first"),
    .init("loss", "loss of a sample; half-squared-error at first"),
    .init("label-smoothing", "ε of the targets (1 − ε) y + ε/n of an entropy, from 0 up to 1; 0 at first"),
    .init("huber-delta", "δ of the loss huber, above 0; 1 at first"),
    .init("mode", "whether passes train, with dropout and the statistics of the batch; training at first"),
    .init("digits", "significant digits that are shown, 1 to 17; 6 at first"),
  ]
  static let parameters: [Parameter] = [
    .operand("setting", .choice(settings), "which", required: false),
    .operand(
      "value", .rest, "its value", required: false, offers: .words { words(for: $0["setting"] ?? "") }),
  ]
  static let examples = [
    Example("set reduction sum", shows: "the loss is the sum over the batch"),
    Example("set digits 12", "1/3", shows: "more digits"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    guard let setting = arguments.word("setting") else { return list(context.session) }
    guard let value = arguments.word("value") else {
      throw arguments.failure("what shall \(setting) be?", at: "setting", hint: "set lists the settings")
    }
    switch setting {
    case "eta":
      context.session.learningRate = try number(value, arguments, in: context, "above 0") { $0 > 0 && $0.isFinite }
    case "l2":
      let factor = try number(value, arguments, in: context, "from 0 on") { $0 >= 0 && $0.isFinite }
      context.session.objective.l2 = factor
      touchObjective(&context.session)
    case "l1":
      context.session.objective.l1 = try number(value, arguments, in: context, "from 0 on") { $0 >= 0 && $0.isFinite }
      touchObjective(&context.session)
    case "label-smoothing":
      try setSmoothing(
        number(value, arguments, in: context, "from 0 up to 1") { $0 >= 0 && $0 < 1 }, arguments, in: &context.session)
    case "huber-delta":
      context.session.objective.huberDelta = try number(value, arguments, in: context, "above 0") {
        $0 > 0 && $0.isFinite
      }
      touchObjective(&context.session)
    case "mode":
      guard let mode = Mode(rawValue: value) else {
        throw arguments.failure("mode is training or evaluation, not \(value)", at: "value")
      }
      if mode != context.session.mode, context.session.network?.hasModes == true { context.session.forgetPass() }
      context.session.mode = mode
    case "digits":
      let digits = try number(value, arguments, in: context, "from 1 to 17") {
        Int(exactly: $0).map { 1...17 ~= $0 } == true
      }
      context.session.digits = Int(digits)
    case "reduction":
      guard let reduction = Reduction(rawValue: value) else {
        throw arguments.failure("reduction is mean or sum, not \(value)", at: "value")
      }
      context.session.objective.reduction = reduction
      touchObjective(&context.session)
    default: try setLoss(value, arguments, in: &context.session)
    }
    return nil
  }

  private static func setLoss(_ value: String, _ arguments: Arguments, in session: inout Session) throws(Diagnostic) {
    guard let loss = Loss(rawValue: value) else {
      let names = Loss.allCases.map(\.rawValue)
      throw arguments.failure(
        "unknown loss \(value)", at: "value",
        hint: Suggestions.nearest(to: value, among: names).map { "did you mean \($0)?" }
          ?? "it is one of \(names.joined(separator: ", "))")
    }
    if let network = session.network {
      try Choices.check(loss, with: network[layer: network.depth].activation, arguments, at: "value")
    }
    session.objective.loss = loss
    touchObjective(&session)
  }

  /// The words that a setting chooses from; none for a number.
  static func words(for setting: String) -> [Parameter.Choice] {
    switch setting {
    case "reduction":
      [.init("mean", "the loss is the mean over the samples"), .init("sum", "the loss is their sum")]
    case "mode":
      [
        .init("training", "dropout, and the statistics of the batch"),
        .init("evaluation", "no dropout, and the running statistics"),
      ]
    case "loss": Choices.losses
    default: []
    }
  }

  private static func setSmoothing(
    _ value: Double, _ arguments: Arguments, in session: inout Session
  ) throws(Diagnostic) {
    guard value == 0 || session.objective.loss.isEntropy else {
      throw arguments.failure(
        "labels are smoothed for an entropy, not for \(session.objective.loss.rawValue)", at: "setting",
        hint: "network … loss cross-entropy, then set label-smoothing \(value)")
    }
    session.objective.labelSmoothing = value
    touchObjective(&session)
  }

  /// What was computed with another objective is gone.
  private static func touchObjective(_ session: inout Session) {
    for quantity in session.trace.values.keys
    where quantity == .loss || quantity == .smoothedTarget || quantity.isGradient {
      session.trace[quantity] = nil
    }
  }

  private static func number(
    _ text: String, _ arguments: Arguments, in context: Context, _ range: String, _ isValid: (Double) -> Bool
  ) throws(Diagnostic) -> Double {
    var evaluator = context.evaluator(arguments.code)
    let expression = try ExpressionParser.parse(arguments.code, from: arguments.span("value").start)
    let value = try evaluator.number(expression)
    guard isValid(value) else {
      throw arguments.failure("\(arguments.word("setting") ?? "it") is a number \(range), not \(text)", at: "value")
    }
    return value
  }

  private static func list(_ session: Session) -> View {
    .table(
      Table(
        columns: ["setting", "value", "meaning"],
        rows: [
          [.text("eta", .name), .number(session.learningRate), .text("learning rate of update, step and train")],
          [
            .text("reduction", .name), .text(session.objective.reduction.rawValue),
            .text("over the samples of the batch"),
          ],
          [.text("loss", .name), .text(session.objective.loss.rawValue), .text(session.objective.loss.formula)],
          [.text("l2", .name), .number(session.objective.l2), .text("λ of the penalty ½ λ Σ W²")],
          [.text("l1", .name), .number(session.objective.l1), .text("λ₁ of the penalty λ₁ Σ |W|")],
          [
            .text("label-smoothing", .name), .number(session.objective.labelSmoothing),
            .text("ε of the targets (1 − ε) y + ε/n of an entropy"),
          ],
          [.text("huber-delta", .name), .number(session.objective.huberDelta), .text("δ of the loss huber")],
          [
            .text("mode", .name), .text(session.mode.rawValue),
            .text("evaluation: without dropout, with running statistics"),
          ],
          [.text("digits", .name), .integer(session.digits), .text("significant digits that are shown")],
          [.text("seed", .name), .integer(Int(session.seed)), .text("of the random stream; seed N starts it anew")],
        ]))
  }
}
