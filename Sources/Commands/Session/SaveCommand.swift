import CommandKit
import Language
import SessionCore
import Views

/// Writes the session or a picture into a file.
struct SaveCommand: Command {
  static let name = "save"
  static let abstract = "write the session, the network or a picture into a file"
  static let discussion = """
    save FILE.md writes the session as a transcript: Markdown with each cell and what came of it, which open continues, \
    chainrule run runs and chainrule check compares. save alone writes to the same file again. A file that is there \
    already is left alone unless it is the session's own, unchanged: save FILE.md replace writes over it.
    \(ModelSaving.discussion)
    save weights to w.png writes a picture: what stands before to is a command that shows one, with its arguments. A \
    name that ends in .svg gets a drawing that follows the page's light or dark ground, one that ends in .png the same \
    as pixels on white, two for each of the drawing. A file of numbers or a picture that is there is replaced, whole or \
    not at all. In a lesson that is checked nothing is written.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand("what to file", .rest, "a file, or a picture or matrix and a file", required: false, offers: .saving)
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
    if let request = transcript(arguments) { return .ask(.lesson(request)) }
    if let saving = try ModelSaving(arguments) { return .shown(try saving.run(in: context)) }
    if let request = try sessionFile(arguments) { return .ask(.file(request)) }
    let request = try Request(arguments, context.commands)
    let view = try picture(of: request, in: &context)
    guard view.hasPicture else {
      throw arguments.failure("\(request.command.name) shows no picture", hint: "save weights to w.png, for one")
    }
    let bytes = try bytes(of: view, for: request, in: context)
    try context.write(bytes, to: request.path, at: request.pathSpan)
    return .shown(.text("wrote \(request.path), \(Description.count(bytes.count, "byte"))"))
  }

  /// What `save`, `save FILE.md` and `save FILE.md replace` ask; `nil` where a picture is to be saved.
  private static func sessionFile(_ arguments: Arguments) throws(Diagnostic) -> FileRequest? {
    guard let target = FileTarget(arguments, "what to file") else { return .save(nil, replaces: false) }
    return target.path.hasSuffix(".md") && !target.path.contains(" to ")
      ? .save(target.path, replaces: target.replaces) : nil
  }

  /// `save transcript FILE` and `save transcript to FILE` keep what was done in a lesson.
  private static func transcript(_ arguments: Arguments) -> LessonRequest? {
    let text = arguments.word("what to file") ?? ""
    guard text.hasPrefix("transcript ") else { return nil }
    var rest = text.dropFirst("transcript".count).drop { $0 == " " }
    if rest.isEmpty { return nil }
    if rest == "to" || rest.hasPrefix("to ") { rest = rest.dropFirst(2) }
    let target = FileTarget(String(rest), arguments)
    return .transcript(target?.path, replaces: target?.replaces ?? false)
  }

  /// Runs the command on a copy of the session: a picture changes nothing.
  private static func picture(of request: Request, in context: inout Context) throws(Diagnostic) -> View {
    var copy = context
    copy.isForFile = true
    var reader = ArgumentReader(
      request.line, command: request.command, code: request.code, evaluator: context.evaluator(request.code))
    guard case .shown(let view?, _, _, _) = try request.command.run(try reader.read(), in: &copy) else {
      throw Diagnostic("\(request.command.name) shows nothing", at: request.line.nameSpan)
    }
    return view
  }

  private static func bytes(of view: View, for request: Request, in context: Context) throws(Diagnostic) -> [UInt8] {
    do throws(PictureError) {
      return try context.host.pictureFile(of: view, named: request.path)
    } catch {
      throw Diagnostic(error.message, at: request.pathSpan, hint: error.hint)
    }
  }

  /// What is asked for, taken apart: `weights 1 to w.png`.
  struct Request {
    var command: any Command.Type
    var line: CommandLine
    /// The cell up to `to`.
    var code: String
    var path: String
    var pathSpan: SourceSpan

    init(_ arguments: Arguments, _ commands: CommandSet) throws(Diagnostic) {
      let text = arguments.word("what to file") ?? ""
      let start = arguments.span("what to file").start
      guard let word = Statement.firstWord(text), let cut = Request.lastTo(text) else {
        throw Request.incomplete(text, arguments, commands)
      }
      let nameSpan = SourceSpan(start + word.span.start, start + word.span.end)
      guard let command = commands.command(named: word.word), Request.isPicture(command) else {
        let near = Suggestions.nearest(to: word.word, among: commands.all.filter(Request.isPicture).map { $0.name })
        throw Diagnostic(
          "\(word.word) shows no picture", at: nameSpan,
          hint: near.map { "did you mean \($0)?" } ?? "weights, plot, heatmap, confusion and sample do, among others")
      }
      self.command = command
      line = CommandLine(name: word.word, nameSpan: nameSpan, argumentStart: nameSpan.end)
      code = String(decoding: Array(arguments.code.utf8)[..<(start + cut.lowerBound)], as: UTF8.self)
      let name = String(decoding: Array(text.utf8)[cut.upperBound...], as: UTF8.self)
      path = arguments.path(name)
      pathSpan = SourceSpan(start + cut.upperBound, start + text.utf8.count)
    }

    static func isPicture(_ command: any Command.Type) -> Bool {
      command.name == SampleCommand.name || command.topic == .pictures && command.name != SaveCommand.name
    }

    /// The bytes of the last ` to ` in a text, with its blanks.
    private static func lastTo(_ text: String) -> Range<Int>? {
      let bytes = Array(text.utf8)
      let mark = Array(" to ".utf8)
      guard bytes.count > mark.count else { return nil }
      let places = (0..<bytes.count - mark.count).filter { Array(bytes[$0..<$0 + mark.count]) == mark }
      return places.last.map { $0..<$0 + mark.count }
    }
  }
}
