import CommandKit
import Engine
import Explaining
import Language
import SessionCore
import Views

struct StepCommand: Command {
  static let name = "step"
  static let abstract = "the next single operation: z[1], a[1], …, C, da[L], delta[L], dW[L], …, update"
  static let discussion = """
    Shows its formula, the shapes and the numbers. What is out of date is computed again, in the order of the \
    pass. After the last gradient the next operation is the update, and then the pass starts again.
    """
  static let topic = Topic.pass
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...10_000), "how many operations", required: false, fallback: "1")
  ]
  static let examples = [
    Example(
      "network 2 1", "W[1] = [[0.5, -0.5]]", "input [[1, 2]]", "target [[1]]", "step", "step", "step",
      shows: "z[1], a[1] and C one by one", gives: 0.193728)
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    try context.requireBatch(at: arguments.commandSpan)
    context.reads.goesOn = true
    var views: [View] = []
    var subject: Value?
    for _ in 0..<(arguments.integer("count") ?? 1) {
      if let next = context.session.nextOperation {
        try context.compute(next, at: arguments.commandSpan)
        views.append(view(of: next, in: network, context.session))
        subject = subject ?? context.session[next].map { Value($0, of: next) }
      } else {
        views.append(try UpdateCommand.update(in: &context, at: arguments.commandSpan))
      }
    }
    return .shown(views.count == 1 ? views[0] : .stack(views), subject: subject)
  }

  private static func view(of quantity: Quantity, in network: Network<Double>, _ session: Session) -> View {
    let formula = Formula.general(of: quantity, in: network)
    let operands = network.operands(of: quantity).compactMap { operand in
      session[operand].map { "\(operand.name) \($0.shape)" }
    }
    let header =
      StyledText(quantity.name, .name) + StyledText(" = ") + StyledText(formula.mathematics, .code)
      + StyledText("    \(quantity.meaning); from \(operands.joined(separator: ", "))", .faint)
    guard let value = session[quantity] else { return .text(header) }
    return .stack([.text(header), Value(value, of: quantity).view(label: quantity.name)])
  }
}
