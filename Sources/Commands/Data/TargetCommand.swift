import CommandKit
import Language
import SessionCore
import Views

/// Sets Y.
struct TargetCommand: Command {
  static let name = "target"
  static let abstract = "set the target Y of the batch, one sample a row"
  static let discussion = """
    Y is B × n_L: a row for each sample of X, as wide as the output. Alone it shows Y. cross-entropy needs rows that \
    sum to 1: onehot([[2, 0]], 3) makes two of three classes.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [.operand("rows", .expression, "a matrix, or one row", required: false)]
  static let examples = [Example("target [[0.01, 0.99]]", "Y", shows: "the target of one sample")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try BatchPart.run(.target, arguments, in: &context)
  }
}
