import CommandKit
import Language
import SessionCore
import Views

/// Writes the session as a page, or the network for another system.
struct ExportCommand: Command {
  static let name = "export"
  static let abstract = "write the session as a page or a picture, or the network for NumPy, PyTorch or ONNX"
  static let discussion = """
    export session.html writes what was typed and what came of it, as it came: nothing is run again. The name of a \
    page ends in .html, that of a Jupyter notebook in .ipynb, that of Markdown in .md, that of a picture of the shell, \
    for a slide, in .svg. A page holds all it needs and works without a network. A page that is there already is replaced only with replace at the end, or where this \
    session wrote it.
    \(ModelExport.discussion)
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("what", .path, "a page, or numpy, pytorch or onnx", offers: .words(ModelExport.systems) + .files),
    .named("to", .path, "the file of the network"),
    .named("precision", .choice(ModelSaving.precisions), "its numbers", fallback: "double"),
    .named("pixels", .flag, "let an ONNX model take the bytes of images"),
    .named("replace", .flag, "write over a page that is there"),
  ]
  static let examples = [
    Example(
      "1 + 1", "export session.html", shows: "the session as a page",
      gives: .request(.file(.export("session.html", replaces: false)))),
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "data xor", "export numpy to xor.py", shows: "the network in NumPy",
      gives: "wrote xor.py: python3 xor.py computes and compares"),
    Example(
      "data digits", "network 64 10", "seed 1", "init kaiming", "export onnx to digits.onnx precision single pixels",
      shows: "a model for other engines", gives: "wrote digits.onnx: from pixels to a[1], Float32, 3,302 bytes"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    if let export = try ModelExport(arguments) { return .shown(try export.run(in: context)) }
    if let other = ["to", "precision", "pixels"].first(where: arguments.contains) {
      throw arguments.failure("\(other) is for numpy, pytorch and onnx", at: other)
    }
    return .ask(.file(.export(arguments.word("what") ?? "", replaces: arguments.contains("replace"))))
  }
}
