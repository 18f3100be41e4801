import CommandKit
import Engine
import Language

struct UndefineCommand: Command {
  static let name = "undefine"
  static let abstract = "return to the built-in formula of a step, or of all"
  static let discussion = """
    The next backward pass uses the built-in formula again. define alone lists yours.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand("quantity", .entry, "which", required: false, fallback: "all")
  ]
  static let examples = [
    Example(
      "network 2 1", "define db[1] = sum(delta[1], axis 0)", "undefine db[1]", "define", shows: "none left",
      gives: "no formulas of your own: the built-in ones are used")
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let expression = arguments.expression("quantity") else {
      for quantity in context.session.definitions.keys { context.session.trace[quantity] = nil }
      context.session.definitions = [:]
      return .nothing
    }
    var evaluator = context.evaluator(arguments.code)
    guard let quantity = try evaluator.quantity(of: expression), context.session.definitions[quantity] != nil else {
      throw arguments.failure("\(evaluator.text(expression)) has no formula of your own", at: "quantity")
    }
    context.session.definitions[quantity] = nil
    context.session.trace[quantity] = nil
    return .nothing
  }
}
