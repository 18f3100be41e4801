import CommandKit
import Engine
import Language

struct ZeroCommand: Command {
  static let name = "zero"
  static let abstract = "set the gradients of all parameters, dW and db, to 0"
  static let discussion = "`backward accumulate` then adds from 0 on: gradients of several batches, one after another."
  static let topic = Topic.pass
  static let examples = [
    Example(
      "network 2 1", "input [[1, 2]]", "target [[1]]", "zero", "backward accumulate", "backward accumulate", "dW[1]",
      shows: "twice the gradient", gives: [[-0.25, -0.5]])
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireLayers(at: arguments.commandSpan)
    for parameter in network.parameters {
      guard let gradient = parameter.gradient, let value = network[parameter] else { continue }
      context.session.set(gradient, to: value.map { _ in 0.0 })
    }
    return .nothing
  }
}
