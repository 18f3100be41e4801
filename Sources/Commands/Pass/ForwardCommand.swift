import CommandKit
import Engine
import Explaining
import Language
import SessionCore
import Views

struct ForwardCommand: Command {
  static let name = "forward"
  static let aliases = ["feedforward"]
  static let abstract = "the forward pass: every z[l], a[l] and the loss C"
  static let discussion = """
    z[l] = a[l-1] @ W[l].T + b[l], then a[l] = h(z[l]), for l = 1…L from a[0] = X. z[l] and a[l] are B × n_l, a \
    row for each sample. Shows the output a[L], and C if there is a target.

    In training mode it draws new masks for layers with dropout, except masks that you assigned for this batch, \
    and moves the running statistics of layers with batch normalisation a tenth of the way to those of the batch.
    """
  static let topic = Topic.pass
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "forward", shows: "output and loss",
      gives: [[0.817574]])
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try context.bringForwardUpToDate(anew: true, draws: true, at: arguments.commandSpan)
    let network = try context.requireNetwork(at: arguments.commandSpan)
    var views: [View] = []
    let output = context.session[.activation(network.depth)]
    if let output { views.append(.matrix(output.view(label: "a[\(network.depth)]"))) }
    if let loss = context.session.trace.loss { views.append(.number(NumberView(loss, label: "C"))) }
    views += Diagnosis.saturation(in: context.session).map { .text(StyledText($0, .warning)) }
    return .shown(.stack(views), subject: output.map { .matrix($0) })
  }
}
