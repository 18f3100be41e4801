import CommandKit
import Language

struct HelpCommand: Command {
  static let name = "help"
  static let abstract = "the commands, or all about one, a quantity, a function: help train, or train?"
  static let discussion = """
    Pages: commands, quantities (help delta, delta[1]?), functions, activations (help relu), losses, settings, data \
    sets, and the topics \(Help.topics.map(\.name).joined(separator: ", ")). help search WORD lists the pages that \
    mention a word: by name first, then by what they are, then by their text.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand(
      "name", .rest, "what to tell about, or search and a word", required: false,
      offers: .helpTopics)
  ]
  static let examples = [
    Example("help", shows: "the commands", gives: .column("about", Topic.allCases.map { .text($0.rawValue) })),
    Example("help train", shows: "one command", gives: .page("train")),
    Example("network 2 3 1", "delta[1]?", shows: "a quantity: its meaning, shape and formula", gives: .page("delta")),
    Example(
      "help search kink", shows: "the pages that mention it",
      gives: .column("help on", ["gradcheck", "help", "relu", "leaky-relu"])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let name = arguments.word("name") else { return .shown(context.help.overview) }
    return .shown(try context.help.view(of: name, at: arguments.span("name"), in: context.session))
  }
}
