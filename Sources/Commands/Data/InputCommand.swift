import CommandKit
import Language
import SessionCore
import Views

/// Sets X.
struct InputCommand: Command {
  static let name = "input"
  static let abstract = "set the input X of the batch, one sample a row"
  static let discussion = """
    X is B × n_0: B samples of as many numbers as the network has inputs. Alone it shows X. An input with another \
    number of samples drops the target and all that was computed. Numbers that are not finite are refused.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [.operand("rows", .expression, "a matrix, or one row", required: false)]
  static let examples = [Example("input [[0.05, 0.10]]", "X", shows: "one sample of two numbers")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    try BatchPart.run(.input, arguments, in: &context)
  }
}
