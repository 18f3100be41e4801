import Engine
import Language
import Views

/// One step of gradient descent.
struct UpdateCommand: Command {
  static let name = "update"
  static let abstract = "one step of gradient descent: W ← W − η dW, b ← b − η db"
  static let discussion = """
    For every layer, with the gradients of the last backward pass. With weights or biases only those change. The rate η \
    is that of set eta where it is left out. A gradient that is out of date is used, and said to be.
    """
  static let topic = Topic.pass
  static let parameters: [Parameter] = [
    .operand(
      "what", .choice([.init("weights", "leave the biases alone"), .init("biases", "leave the weights alone")]),
      "what to change", required: false, fallback: "both"),
    .named("rate", .number(.positive), "learning rate η", fallback: "eta"),
  ]
  static let examples = [
    Example(
      "network 2 1", "input [[1, 2]]", "target [[1]]", "backward", "update rate 0.5", "W[1]",
      shows: "weights moved against the gradient")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    try update(
      in: &context, at: arguments.commandSpan, rate: arguments.number("rate"), only: arguments.word("what"))
  }

  static func update(
    in context: inout Context, at span: SourceSpan, rate: Double? = nil, only part: String? = nil
  ) throws(Diagnostic) -> View {
    let network = try context.requireNetwork(at: span)
    context.reads.goesOn = true
    let rate = rate ?? context.session.learningRate
    var stale: Quantity?
    for l in 1...network.depth {
      for (parameter, gradient) in [
        (Quantity.weights(l), Quantity.weightGradient(l)), (.biases(l), .biasGradient(l)),
      ] where part == nil || (part == "weights") == (parameter == .weights(l)) {
        guard context.session[gradient] != nil else { throw context.evaluator("").missing(gradient, at: span) }
        if stale == nil, context.session.cause(ofStaleness: gradient)?.isParameter == true { stale = gradient }
      }
    }
    context.session.lastRate = rate
    move(network, rate: rate, only: part, in: &context.session)
    let what = part ?? "weights and biases"
    let line = StyledText("\(what) moved by −\(rate) times their gradient")
    guard let stale else { return .text(line) }
    return .text(line + StyledText("; \(stale.name) was out of date: it was taken before the last change", .warning))
  }

  private static func move(_ network: Network<Double>, rate: Double, only part: String?, in session: inout Session) {
    for l in 1...network.depth {
      if part != "biases", let slope = session[.weightGradient(l)] {
        session.set(.weights(l), to: network[layer: l].weights - rate * slope)
      }
      if part != "weights", let slope = session[.biasGradient(l)] {
        session.set(.biases(l), to: network[layer: l].biases - rate * slope)
      }
    }
  }
}
