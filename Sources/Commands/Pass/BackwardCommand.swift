import CommandKit
import Engine
import Language
import Views

struct BackwardCommand: Command {
  static let name = "backward"
  static let aliases = ["backprop"]
  static let abstract = "the backward pass: every da[l], delta[l], dW[l] and db[l]"
  static let discussion = """
    da[L] = ∂C/∂a[L] comes from the loss; delta[l] = da[l] * h'(z[l]); da[l] = delta[l+1] @ W[l+1]; dW[l] = \
    delta[l].T @ a[l-1]; db[l] = sum(delta[l], axis 0).

    If the forward pass is out of date it runs first. Gradients are replaced; `accumulate` adds to the present \
    ones.
    """
  static let topic = Topic.pass
  static let parameters: [Parameter] = [.named("accumulate", .flag, "add to the present gradients")]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "backward", "dW[1]",
      shows: "the gradient of the first weights", gives: [[-0.0136041, -0.0272081], [-0.0136041, -0.0272081]])
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
