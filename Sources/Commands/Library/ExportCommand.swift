import Language
import Views

/// Writes the session as a page.
struct ExportCommand: Command {
  static let name = "export"
  static let abstract = "write the session as a page (.html), a Jupyter notebook (.ipynb) or Markdown (.md)"
  static let discussion = """
    What was typed and what came of it, as it came: nothing is run again. A page holds all it needs and works without \
    a network. A file that is there already is replaced only with export FILE replace, or where this session wrote it.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("file", .rest, "a name that ends in .html, .ipynb or .md", offers: .files)
  ]
  static let examples = [Example("1 + 1", "export session.html", shows: "the session as a page")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    guard let target = FileTarget(arguments.word("file") ?? "") else { throw arguments.failure("export needs a file") }
    context.request = .file(.export(target.path, replaces: target.replaces))
    return nil
  }
}
