import Language
import Views

/// Help.
struct HelpCommand: Command {
  static let name = "help"
  static let abstract = "the commands, or all about one: help train, or train?"
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand(
      "name", .rest, "a command, a function, a name; or functions, names, language, keys", required: false,
      offers: .helpTopics)
  ]
  static let examples = [Example("help", shows: "the commands"), Example("help train", shows: "one command")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    guard let name = arguments.word("name") else { return Help.overview }
    return try Help.page(name, at: arguments.span("name"))
  }
}
