import CommandKit
import Engine
import Language
import SessionCore

struct UndefineCommand: Command {
  static let name = "undefine"
  static let abstract = "remove a function or a variable of yours, or your formula for a step, or all such formulas"
  static let discussion = """
    undefine dW[2] returns to the built-in formula, which the next backward pass uses; undefine alone does so for every \
    step, and define alone lists your formulas. undefine f removes the function f, unless another one uses it.
    """
  static let topic = Topic.check
  static let parameters: [Parameter] = [
    .operand(
      "name", .expression, "a function, a variable or a quantity", required: false,
      fallback: "your formulas for all quantities")
  ]
  static let examples = [
    Example(
      "network 2 1", "define db[1] = sum(delta[1], axis 0)", "undefine db[1]", "define", shows: "none left",
      gives: "no formulas of your own: the built-in ones are used"),
    Example(
      "f(x) = x^2", "undefine f", "f(x) = x^3", "f(2)", shows: "a function removed, and another one", gives: 8),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let expression = arguments.expression("name") else {
      for quantity in context.session.definitions.keys { context.session.trace[quantity] = nil }
      context.session.definitions = [:]
      return .nothing
    }
    if case .name(let name, _) = expression, let removal = context.session.removal(of: name) {
      if let user = removal.user { throw arguments.failure("\(user.text) uses \(name)", at: "name", hint: user.hint) }
      context.session.remove(name)
      return .nothing
    }
    var evaluator = context.evaluator(arguments.code)
    guard let quantity = try evaluator.quantity(of: expression), context.session.definitions[quantity] != nil else {
      throw arguments.failure(
        "\(evaluator.text(expression)) is not a function or variable of yours, and has no formula of yours", at: "name")
    }
    context.session.definitions[quantity] = nil
    context.session.trace[quantity] = nil
    return .nothing
  }
}
