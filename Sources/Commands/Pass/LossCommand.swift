import Calculus
import CommandKit
import Engine
import Language
import SessionCore
import Views

struct LossCommand: Command {
  static let name = "loss"
  static let abstract = "the loss C of the batch, or a loss of your own: loss quartic(a, y) = sum((a - y)^4)"
  static let discussion = """
    C = 1/B Σ over samples of the loss + \(PenaltyDefinition.square.formula); with set reduction sum without the 1/B. \
    The loss of a sample is the network's: help losses lists them. λ is l2, 0 by default. The forward pass runs if it is \
    out of date.

    A definition makes a loss of your own, for network … loss and set loss. It is the loss of one sample, a number, from \
    its row of outputs and its row of targets: sums, means, largest and least of a formula of their entries. Its gradient \
    follows by the rules of differentiation. gradcheck knows where it jumps, as with abs, maximum and where.
    """
  static let topic = Topic.pass
  static let parameters: [Parameter] = [
    .operand(
      "definition", .rest, "NAME(a, y) = the loss of one sample; a name alone shows a loss", required: false,
      fallback: "shows C", offers: .losses)
  ]
  static let examples = [
    Example("network 2 1", "input [[1, 2]]", "target [[1]]", "loss", shows: "½ (0.5 − 1)² = 0.125", gives: 0.125),
    Example(
      "loss quartic(a, y) = sum((a - y)^4)", "network 2 1 loss quartic", "input [[1, 2]]", "target [[3]]", "loss",
      shows: "(0 − 3)⁴ = 81", gives: 81),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    if let text = arguments.word("definition") {
      return .shown(try text.contains("(") ? define(arguments, &context) : show(text, arguments, context))
    }
    try context.bringForwardUpToDate(at: arguments.commandSpan)
    try context.requireTarget(at: arguments.commandSpan)
    return context.session.trace.loss.map { .shown(.number($0), label: "C") } ?? .nothing
  }

  private static func define(_ arguments: Arguments, _ context: inout Context) throws(Diagnostic) -> View {
    let loss = try OwnLoss(reading: arguments.code, from: arguments.span("definition").start, in: context.session)
    context.session.define(loss)
    return view(of: loss.loss.definition)
  }

  private static func show(
    _ name: String, _ arguments: Arguments, _ context: Context
  ) throws(Diagnostic) -> View {
    if let loss = context.loss(named: name) { return view(of: loss.definition) }
    let known = Loss.allCases.map(\.name) + context.session.losses.keys
    if let own = ForeignWord.meaning(ofValue: name, among: known) {
      throw arguments.failure(
        "there is no loss \(name)", at: "definition", hint: "did you mean \(own)? set loss \(own) chooses it")
    }
    throw arguments.failure(
      "there is no loss \(name)", at: "definition",
      hint: Suggestions.question(name, among: known) ?? "loss \(name)(a, y) = sum((a - y)^4) defines one")
  }

  /// The loss of a sample and its gradient.
  private static func view(of loss: LossDefinition) -> View {
    .text(StyledText("\(loss.name) = \(loss.formula), \(loss.gradientFormula)", .code))
  }
}

extension CompletionSource {
  /// The names of losses.
  fileprivate static let losses =
    words(Choices.losses) + CompletionSource { Choices.ownLosses($0.session).map { Suggestion($0.word, $0.summary) } }
}
