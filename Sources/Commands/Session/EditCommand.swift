import CommandKit
import Language
import SessionCore

struct EditCommand: Command {
  static let name = "edit"
  static let abstract = "change a cell in your editor; it comes back into the input line"
  static let discussion = """
    VISUAL or EDITOR in the environment names the editor, vi by default. What you save appears in the input line, and \
    Enter runs it. Ctrl-X Ctrl-E opens the line that is being typed.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand("cell", .integer(1...1_000_000), "its number", required: false, fallback: "the last one", offers: .cells)
  ]
  static let examples = [Example("x = 1", "edit 1", shows: "In[1] in your editor", gives: .request(.edit("x = 1")))]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let last = context.cells.last else {
      throw Diagnostic("there is no cell yet", at: arguments.commandSpan)
    }
    let number = arguments.integer("cell") ?? last.number
    guard let cell = CellRecord.cell(number, of: context.cells) else {
      throw Diagnostic("there is no cell \(number)", at: arguments.span("cell"), hint: "history lists them")
    }
    return .ask(.edit(cell.source))
  }
}
