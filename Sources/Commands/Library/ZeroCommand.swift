import Engine
import Language
import Views

/// Resets the gradients.
struct ZeroCommand: Command {
  static let name = "zero"
  static let abstract = "set all gradients dW and db to 0"
  static let discussion = "`backward accumulate` then adds from 0 on: gradients of several batches, one after another."
  static let topic = Topic.pass
  static let examples = [
    Example(
      "network 2 1", "input [[1, 2]]", "target [[1]]", "zero", "backward accumulate", "backward accumulate", "dW[1]",
      shows: "twice the gradient")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    let network = try context.requireLayers(at: arguments.commandSpan)
    for l in 1...network.depth {
      let layer = network[layer: l]
      context.session.set(.weightGradient(l), to: layer.weights.map { _ in 0.0 })
      context.session.set(.biasGradient(l), to: layer.biases.map { _ in 0.0 })
    }
    return nil
  }
}
