import CommandKit
import Engine
import Language
import SessionCore
import Views

/// The backward pass.
struct BackwardCommand: Command {
  static let name = "backward"
  static let aliases = ["backprop"]
  static let abstract = "the backward pass: every da[l], delta[l], dW[l] and db[l]"
  static let discussion = """
    da[L] = ∂C/∂a[L] comes from the loss; delta[l] = da[l] * h'(z[l]); da[l] = delta[l+1] @ W[l+1]; dW[l] = delta[l].T @ a[l-1]; db[l] = sum(delta[l], axis \
    0). The forward pass runs first where it is out of date. Gradients are replaced; with `accumulate` they are added \
    to those that are there.
    """
  static let topic = Topic.pass
  static let parameters: [Parameter] = [.named("accumulate", .flag, "add to the gradients that are there")]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "backward", "dW[1]",
      shows: "the gradient of the first weights")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let before = context.session
    try context.runBackward(at: arguments.commandSpan)
    let network = try context.requireNetwork(at: arguments.commandSpan)
    let gradients = network.parameters.compactMap(\.gradient)
    if arguments.contains("accumulate") {
      context.reads.goesOn = true
      for gradient in gradients {
        if let old = before[gradient], let new = context.session[gradient] {
          context.session.set(gradient, to: old + new)
        }
      }
    }
    let rows: [[Table.Cell]] = gradients.compactMap { gradient in
      context.session[gradient].map { matrix in
        [
          .text(gradient.name, .name), .text("\(matrix.shape)"),
          .number(matrix.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()),
          .number(matrix.elements.reduce(0) { max($0, abs($1)) }),
        ]
      }
    }
    return .shown(.table(Table(columns: ["gradient", "shape", "norm", "max abs"], rows: rows)))
  }
}
