import CommandKit
import Language
import SessionCore

extension SaveCommand.Request {
  /// What is missing where there is no ` to ` and no file whose name says what it is for.
  static func incomplete(_ text: String, _ arguments: Arguments, _ commands: CommandSet) -> Diagnostic {
    let (message, hint) = missing(text, commands)
    return arguments.failure(message, at: "what to file", hint: hint)
  }

  private static func missing(_ text: String, _ commands: CommandSet) -> (message: String, hint: String) {
    let command = Statement.firstWord(text).flatMap { commands.command(named: $0.word) }
    if command.map(isPicture) == true { return ("save needs a picture and a file", "save weights to w.png") }
    let words = text.split(separator: " ").map(String.init)
    if words.count > 1 || !text.contains(".") {
      let file = words.last.flatMap { words.count > 1 && ModelSaving.isFile($0) ? $0 : nil }
      let what = file == nil ? text : words.dropLast().joined(separator: " ")
      return ("to which file?", "save \(what) to \(file ?? "w.npy")")
    }
    if [".svg", ".png"].contains(where: text.hasSuffix) { return ("of which picture?", "save weights to \(text)") }
    if text.hasSuffix(".onnx") { return ("a model for ONNX is exported", "export onnx to \(text)") }
    return (
      "the name does not say what goes into \(text)",
      ".md holds the session, .safetensors or .npz the network: PyTorch reads both"
    )
  }
}
