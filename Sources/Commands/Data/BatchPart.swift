import CommandKit
import Engine
import Language
import SessionCore
import Views

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
