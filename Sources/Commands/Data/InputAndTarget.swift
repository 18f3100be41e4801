import CommandKit
import Engine
import Language
import SessionCore
import Views

/// A command that shows a part of the batch, or sets it.
protocol BatchPart: Command {
  static var quantity: Quantity { get }
}

extension BatchPart {
  static var topic: Topic { .data }
  static var parameters: [Parameter] { [.operand("rows", .expression, "a matrix, or one row", required: false)] }

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    var evaluator = context.evaluator(arguments.code, drawsNumbers: true)
    guard let expression = arguments.expression("rows") else {
      return .shown(try evaluator.read(quantity, at: arguments.commandSpan), label: quantity.name)
    }
    let matrix = try context.evaluate(expression, with: &evaluator).asMatrix
    try Batch.validate(matrix, as: quantity, in: context.session, at: expression.span)
    let isInput = quantity == .input
    context.session.setBatch(input: isInput ? matrix : nil, target: isInput ? nil : matrix, rows: nil)
    guard let dataset = context.session.dataset else { return .nothing }
    return .shown(
      .text(
        StyledText(
          "train, evaluate and predict still take \(dataset.name); data none: X and Y", .faint)))
  }
}

struct InputCommand: BatchPart {
  static let name = "input"
  static let quantity = Quantity.input
  static let abstract = "set the input X of the batch, one sample a row"
  static let discussion = """
    X is B × n_0: B samples of as many numbers as the network has inputs. Alone it shows X. An input with another \
    number of samples drops the target and all that was computed. Numbers that are not finite are refused.
    """
  static let examples = [
    Example("input [[0.05, 0.10]]", "X", shows: "one sample of two numbers", gives: [[0.05, 0.1]])
  ]
}

struct TargetCommand: BatchPart {
  static let name = "target"
  static let quantity = Quantity.target
  static let abstract = "set the target Y of the batch, one sample a row"
  static let discussion = """
    Y is B × n_L: a row for each sample of X, as wide as the output. Alone it shows Y. cross-entropy needs rows that \
    sum to 1: onehot([[2, 0]], 3) makes two of three classes.
    """
  static let examples = [
    Example("target [[0.01, 0.99]]", "Y", shows: "the target of one sample", gives: [[0.01, 0.99]])
  ]
}
