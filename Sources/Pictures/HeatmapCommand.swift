import CommandKit
import Language

struct HeatmapCommand: Command {
  static let name = "heatmap"
  static let abstract = "any matrix as shades: heatmap dW[2]"
  static let discussion = """
    If both signs occur, blue is negative and orange positive, on one scale around 0; without colours \
    flat and round strokes are negative and crossed ones positive. A row of the matrix is a row of the picture, with \
    its number.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [.operand("matrix", .expression, "a quantity or an expression")]
  static let examples = [
    Example(
      "network 8 6 3", "seed 1", "init kaiming", "heatmap W[1]", shows: "six rows of eight weights",
      gives: .heatMap(rows: 6, columns: 8))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let expression = arguments.expression("matrix") else { return .nothing }
    var evaluator = context.evaluator(arguments.code)
    let matrix = try evaluator.evaluate(expression).asMatrix
    let title = "\(evaluator.text(expression)), \(matrix.shape)"
    return .shown(.heatMap(matrix.heatMap(title: title, note: evaluator.staleNote)))
  }
}
