import CommandKit
import Engine
import Language
import SessionCore

struct InputCommand: Command {
  static let name = "input"
  static let abstract = "set the input X of the batch, one sample a row"
  static let discussion = """
    X is B × n_0: B samples of as many numbers as the network has inputs. Alone it shows X. An input with another \
    number of samples drops the target and all that was computed. Numbers that are not finite are refused.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [.operand("rows", .expression, "a matrix, or one row", required: false)]
  static let examples = [
    Example("input [[0.05, 0.10]]", "X", shows: "one sample of two numbers", gives: [[0.05, 0.1]])
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try BatchPart.run(.input, arguments, in: &context)
  }
}

struct TargetCommand: Command {
  static let name = "target"
  static let abstract = "set the target Y of the batch, one sample a row"
  static let discussion = """
    Y is B × n_L: a row for each sample of X, as wide as the output. Alone it shows Y. cross-entropy needs rows that \
    sum to 1: onehot([[2, 0]], 3) makes two of three classes.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [.operand("rows", .expression, "a matrix, or one row", required: false)]
  static let examples = [
    Example("target [[0.01, 0.99]]", "Y", shows: "the target of one sample", gives: [[0.01, 0.99]])
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try BatchPart.run(.target, arguments, in: &context)
  }
}

/// What `input` and `target` share: show a part of the batch, or set it.
enum BatchPart {
  static func run(_ quantity: Quantity, _ arguments: Arguments, in context: inout Context) throws(Diagnostic)
    -> CommandResult
  {
    var evaluator = context.evaluator(arguments.code)
    guard let expression = arguments.expression("rows") else {
      return .shown(try evaluator.read(quantity, at: arguments.commandSpan), label: quantity.name)
    }
    let matrix = try evaluator.evaluate(expression).asMatrix
    try Batch.validate(matrix, as: quantity, in: context.session, at: expression.span)
    if quantity == .input {
      context.session.setBatch(input: matrix, target: nil, rows: nil)
    } else {
      context.session.setBatch(input: nil, target: matrix, rows: nil)
    }
    return .nothing
  }
}
