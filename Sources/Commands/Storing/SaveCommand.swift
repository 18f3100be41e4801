import CommandKit
import Engine
import Files
import Language
import Pictures
import SessionCore
import Views

/// Writes the session, the network, a matrix or a picture to a file.
struct SaveCommand: Command {
  static let name = "save"
  static let abstract = "write the session, the network or a picture to a file"
  static let discussion = """
    save FILE.md writes the session as a transcript: Markdown with each cell and its output, which open continues, \
    chainrule run runs and chainrule check compares. save alone writes to the same file again. An existing file is \
    left alone unless it is the session's own, unchanged: save FILE.md replace overwrites it.
    \(numbersDiscussion)
    save weights to w.png writes a picture: before to is a command that shows one, with its arguments. A name that \
    ends in .svg gets a drawing that follows the page's light or dark background, one that ends in .png the same as \
    pixels on white, two for each of the drawing. An existing file of numbers or picture is replaced, completely or \
    not at all. In a lesson that is checked nothing is written.
    """
  static let topic = Topic.pictures
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand(
      "what", .rest, "a file for the session or the network; or, before to, a picture or a matrix", required: false,
      fallback: "the session, to its own file", offers: .saved),
    .named("to", .file, "the file of the picture or the matrix"),
    .named("precision", .choice(precisions), "of the numbers", fallback: "double"),
    .named("replace", .flag, "overwrite an existing session"),
    .named("transcript", .flag, "save what was done in the lesson"),
  ]
  static let examples = [
    Example(
      "data digits", "network 64 11 10", "seed 1", "init kaiming", "save weights to w.png",
      shows: "eleven units as pixels in a file", gives: .lineStarting("wrote w.png, ")),
    Example(
      "1 + 1", "save session.md", shows: "the cells so far as a transcript",
      gives: .request(.file(.save("session.md", replaces: false)))),
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "save model.safetensors", shows: "the network in a file",
      gives: "wrote model.safetensors: 13 parameters, Float64, 552 bytes"),
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "save W[1] to w.npy", shows: "a matrix for NumPy",
      gives: "wrote w.npy: 3×2, Float64"),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let replaces = arguments.contains("replace")
    let what = arguments.word("what")
    let target = arguments.word("to")
    // A word too much in a name must not overwrite another file.
    if replaces, ["what", "to"].contains(where: { arguments.span("replace").start < arguments.span($0).start }) {
      throw arguments.failure("replace comes after the file", at: "replace", hint: "save notes.md replace")
    }
    if arguments.contains("precision"), arguments.contains("transcript") {
      throw arguments.failure("precision is for numbers", at: "precision")
    }
    if arguments.contains("transcript") {
      // The name of the file may have a `to` in it.
      let file = what.map { arguments.path($0 + (target.map { " to \($0)" } ?? "")) } ?? target
      return .ask(.lesson(.transcript(file == "" ? nil : file, replaces: replaces)))
    }
    guard let what, let target else {
      guard let file = target ?? what.map(arguments.path) else {
        if replaces { throw arguments.failure("to which file?", at: "replace", hint: "save notes.md replace") }
        return .ask(.file(.save(nil, replaces: false)))
      }
      return try save(to: file, at: what == nil ? "to" : "what", replaces: replaces, arguments, in: context)
    }
    if target.isEmpty { throw arguments.failure("to which file?", at: "to", hint: missing(in: what, context).hint) }
    if let format = NumberFile(target) {
      return .shown(try saveMatrix(to: target, format, arguments, in: context))
    }
    if arguments.contains("precision") { throw arguments.failure("precision is for numbers", at: "precision") }
    return .shown(try savePicture(what, to: target, arguments, in: &context))
  }

  /// Saves the network or the session, depending on the name of the file.
  private static func save(
    to file: String, at name: String, replaces: Bool, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> CommandResult {
    let typed = arguments.word("what") ?? ""
    if let line = named(typed) {
      throw arguments.failure("the name of the file alone says what is saved", at: name, hint: "write \(line)")
    }
    if let format = NumberFile(file), !typed.contains(" ") || typed.hasPrefix("\"") {
      return .shown(try saveNetwork(to: file, format, at: arguments.span(name), arguments, in: context))
    }
    guard file.hasSuffix(".md") else {
      let (message, hint) = missing(in: file, context)
      throw arguments.failure(message, at: name, hint: hint)
    }
    if arguments.contains("precision") { throw arguments.failure("precision is for numbers", at: "precision") }
    return .ask(.file(.save(file, replaces: replaces)))
  }

  /// The line for `save session s.md` and `save network m.npz`, whose first word says what the ending says.
  private static func named(_ typed: String) -> String? {
    let words = typed.split(separator: " ").map(String.init)
    guard words.count == 2,
      ["session", "notebook", "cells", "network", "model", "weights", "as", "to"].contains(words[0]),
      words[1].hasSuffix(".md") || NumberFile(words[1]).map({ $0 != .npy }) == true
    else { return nil }
    return "save \(words[1])"
  }

  /// What is missing if neither `to` nor the name of the file says what to save.
  private static func missing(in text: String, _ context: Context) -> (message: String, hint: String?) {
    let command = Statement.firstWord(text).flatMap { context.commands.command(named: $0.word) }
    if command.map(CommandSet.draws) == true { return ("save needs a picture and a file", "save weights to w.png") }
    let words = text.split(separator: " ").map(String.init)
    if words.count > 1 || !text.contains(".") {
      let file = words.last.flatMap { words.count > 1 && $0.contains(".") ? "\(FileUse.stem($0)).npy" : nil }
      let what = file == nil ? text : words.dropLast().joined(separator: " ")
      var evaluator = context.evaluator(what)
      if let value = try? ExpressionParser.parse(what, from: 0), (try? evaluator.evaluate(value)) != nil {
        return ("to which file?", "write save \(what) to \(file ?? "w.npy")")
      }
      let isNumbers = words.last.flatMap { NumberFile($0) } != nil
      return ("to which file?", isNumbers && context.session.network != nil ? "write save \"\(text)\"" : nil)
    }
    if [".svg", ".png"].contains(where: text.hasSuffix) {
      return ("of which picture?", "write save weights to \(text)")
    }
    if let line = FileUse.writing(text), context.session.network != nil || line.hasSuffix(".html") {
      return ("save does not write \(FilePath.name(of: text))", "write \(line)")
    }
    return (
      "the name does not say what goes into \(text)",
      ".md holds the session, .safetensors or .npz the network: PyTorch reads both"
    )
  }

  // MARK: Pictures

  private static func savePicture(
    _ what: String, to file: String, _ arguments: Arguments, in context: inout Context
  ) throws(Diagnostic) -> View {
    let (span, fileSpan) = (arguments.span("what"), arguments.span("to"))
    guard let (word, place) = Statement.firstWord(what) else {
      throw arguments.failure("save needs a picture and a file", at: "what", hint: "save weights to w.png")
    }
    let nameSpan = SourceSpan(span.start + place.start, span.start + place.end)
    if context.commands.command(named: word) == nil, (try? arguments.parsedExpression("what")) != nil {
      throw arguments.failure(
        "a matrix goes into a file whose name ends in .npy", at: "to",
        hint: "write save \(what) to \(FileUse.stem(file)).npy")
    }
    guard let command = context.commands.command(named: word), CommandSet.draws(command) else {
      let near = Suggestions.question(word, among: context.commands.all.filter(CommandSet.draws).map { $0.name })
      throw Diagnostic(
        "\(word) shows no picture", at: nameSpan,
        hint: near ?? "weights, plot, heatmap, confusion and sample do, among others")
    }
    let code = String(decoding: arguments.code.utf8.prefix(span.end), as: UTF8.self)
    let line = CommandLine(name: word, nameSpan: nameSpan, argumentStart: nameSpan.end)
    // It runs on a copy of the session: a picture changes nothing.
    var copy = context
    copy.isForFile = true
    var reader = ArgumentReader(line, command: command, code: code, evaluator: context.evaluator(code))
    guard case .shown(let view?, _, _, _) = try command.run(try reader.read(), in: &copy) else {
      throw Diagnostic("\(word) shows nothing", at: nameSpan)
    }
    guard view.hasPicture else {
      throw arguments.failure("\(word) shows no picture", hint: "write save weights to w.png")
    }
    let bytes: [UInt8]
    do throws(PictureError) {
      bytes = try context.host.pictureFile(of: view, named: file)
    } catch {
      throw Diagnostic(error.message, at: fileSpan, hint: error.hint)
    }
    try context.write(bytes, to: file, at: fileSpan)
    return .text("wrote \(file), \(Description.count(bytes.count, "byte"))")
  }
}

extension CompletionSource {
  /// What `save` takes: a file, a command that shows a picture, or an expression.
  fileprivate static let saved = CompletionSource { context in
    guard let last = context.earlier.last else {
      let pictures = context.commands.all.filter(CommandSet.draws).map { Suggestion($0.name, $0.abstract) }
      return pictures + parameters.suggestions(context) + files.suggestions(context)
    }
    // After a file come only the names of arguments.
    if last.contains("."), (try? ExpressionParser.parse(last)) == nil { return [] }
    return context.suggestionsForCell
  }

  /// What `load` takes: a file, or, before `from`, weights or a parameter.
  static let loaded =
    CompletionSource.words([.init("weights", "those of the network, from a file")]) + parameters + files

  /// The parameters of the network by name.
  private static let parameters = CompletionSource { context in
    (context.session.network?.parameters ?? []).map { parameter in
      Suggestion(parameter.name, context.session.shape(of: parameter)?.description ?? parameter.meaning)
    }
  }
}
