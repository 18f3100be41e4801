import CommandKit
import Engine
import Language

struct LossCommand: Command {
  static let name = "loss"
  static let abstract = "the loss C of the batch; runs the forward pass if it is out of date"
  static let discussion = """
    C = 1/B Σ over samples of the loss + ½ λ Σ W²; with set reduction sum without the 1/B. The loss of a sample is the \
    network's: help losses lists them. λ is l2, 0 by default.
    """
  static let topic = Topic.pass
  static let examples = [
    Example("network 2 1", "input [[1, 2]]", "target [[1]]", "loss", shows: "½ (0.5 − 1)² = 0.125", gives: 0.125)
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try context.bringForwardUpToDate(at: arguments.commandSpan)
    try context.requireTarget(at: arguments.commandSpan)
    return context.session.trace.loss.map { .shown(.number($0), label: "C") } ?? .nothing
  }
}
