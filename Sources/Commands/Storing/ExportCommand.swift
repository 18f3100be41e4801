import CommandKit
import Language
import SessionCore
import Views

/// Writes the session as a page, or the network for another system.
struct ExportCommand: Command {
  static let name = "export"
  static let abstract = "write the session or a derivation as a page, or the network for NumPy, PyTorch or ONNX"
  static let discussion = """
    export session.html writes the cells and their outputs as they are: nothing is run again. The name of a page ends in \
    .html, that of a Jupyter notebook in .ipynb, that of Markdown in .md, that of a picture of the shell, for a slide, \
    in .svg. A page holds all it needs and works offline. An existing page is overwritten only with replace at the \
    end, or if this session wrote it.
    \(derivationDiscussion)
    \(networkDiscussion)
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand("what", .path, "a page, or numpy, pytorch or onnx", offers: .words(systems + [derivation]) + .files),
    .operand("of", .expression, "the gradient or function of a derivation", required: false),
    .named("to", .file, "the file of the network or the derivation"),
    .named("by", .expression, "the variable of a derivation").only(with: "what", [derivation.word], ofDerivations),
    .named("full", .flag, "every single step of a derivation").only(with: "what", [derivation.word], ofDerivations),
    .named("precision", .choice(SaveCommand.precisions), "its numbers", fallback: "double")
      .only(with: "what", systems.map(\.word), "is for numpy, pytorch and onnx"),
    .named("pixels", .flag, "let an ONNX model take the bytes of images")
      .only(with: "what", ["onnx"], "is for onnx"),
    .named("replace", .flag, "overwrite an existing page"),
  ]
  private static let ofDerivations = "belongs to export derivation"

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
    if let request = try exportDerivation(arguments, in: context) { return request }
    if let view = try exportNetwork(arguments, in: context) { return .shown(view) }
    if arguments.contains("of") {
      throw arguments.failure(
        "export does not take \(context.evaluator(arguments.code).text(arguments.expression("of") ?? .name("", SourceSpan(0, 0))))",
        at: "of")
    }
    if let other = ["to"].first(where: arguments.contains) {
      throw arguments.failure("\(other) is for numpy, pytorch and onnx", at: other)
    }
    return .ask(.file(.export(arguments.word("what") ?? "", replaces: arguments.contains("replace"))))
  }
}
