import CommandKit
import Engine
import Language
import SessionCore
import Views

struct UpdateCommand: Command {
  static let name = "update"
  static let abstract = "one step of the optimiser, by default W ← W − η dW, b ← b − η db"
  static let discussion = """
    Moves every layer, with the gradients of the last backward pass; weights or biases moves only those. The rate \
    η is that of set rate unless you give one. A gradient that is out of date is used, with a warning. optimizer \
    chooses another rule; explain W[1][0, 0] update shows a step before it is made.
    """
  static let topic = Topic.pass
  static let parameters: [Parameter] = [
    .operand(
      "what", .choice([.init("weights", "leave the biases alone"), .init("biases", "leave the weights alone")]),
      "what to change", required: false, fallback: "both"),
    .named("rate", .number(.positive), "learning rate η", fallback: "eta"),
    .named("clip", .number(.positive), "greatest length of the gradient of all that moves", fallback: "none"),
    .named("clamp", .number(.positive), "greatest entry of a gradient", fallback: "none"),
  ]
  static let examples = [
    Example(
      "network 2 1", "input [[1, 2]]", "target [[1]]", "backward", "update rate 0.5", "W[1]",
      shows: "weights moved against the gradient", gives: [[0.0625, 0.125]])
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    .shown(
      try update(
        in: &context, at: arguments.commandSpan, rate: arguments.number("rate"), only: arguments.word("what"),
        clipping: try arguments.clipping))
  }

  static func update(
    in context: inout Context, at span: SourceSpan, rate: Double? = nil, only part: String? = nil,
    clipping: GradientClipping? = nil
  ) throws(Diagnostic) -> View {
    let network = try context.requireNetwork(at: span)
    context.reads.goesOn = true
    let rate = rate ?? context.session.learningRate
    var stale: Quantity?
    let moved = network.parameters.filter { part == nil || part == Self.part($0) }
    for gradient in moved.compactMap(\.gradient) {
      guard context.session[gradient] != nil else { throw context.evaluator("").missing(gradient, at: span) }
      if stale == nil, context.session.cause(ofStaleness: gradient)?.isParameter == true { stale = gradient }
    }
    context.session.lastRate = rate
    let scale = try context.session.move(moved, rate: rate, clipping: clipping, at: span)
    let own = context.session.definitions.keys.filter { moved.contains($0.remembered ?? $0) }.map(Part.quantity)
    let normalized = moved.contains { Self.part($0) == nil }
    let what = part ?? (normalized ? "weights, biases, gamma and beta" : "weights and biases")
    let line = StyledText(
      "\(what) moved by \(how(rate, scale, context.session))"
        + (own.isEmpty ? "" : "; \(Part.list(own)) by your formula"))
    guard let stale else { return .text(line) }
    return .text(line + StyledText("; \(stale.name) was out of date: it was taken before the last change", .warning))
  }

  /// `−0.1 times their gradient`, `step 3 of adam at rate 0.01, the gradient clipped to 0.25 of its length`.
  private static func how(_ rate: Double, _ scale: Double, _ session: Session) -> String {
    let clipped = scale == 1 ? "" : ", clipped to \(NumberFormat(digits: session.digits).text(scale)) of its length"
    let rule = session.optimizer.rule
    if rule == .sgd { return "−\(rate.formatted) times their gradient\(clipped)" }
    return "step \(session.optimizerState.steps) of \(rule.rawValue) at rate \(rate.formatted)"
      + (clipped.isEmpty ? "" : ", the gradient\(clipped.dropFirst())")
  }

  /// The word for a kind of parameter that can be moved alone.
  private static func part(_ parameter: Quantity) -> String? {
    switch parameter {
    case .weights: "weights"
    case .biases: "biases"
    default: nil
    }
  }
}
