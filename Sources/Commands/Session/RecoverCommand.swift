import CommandKit
import Language

struct RecoverCommand: Command {
  static let name = "recover"
  static let abstract = "bring back a session that was killed; recover discard forgets it"
  static let discussion = """
    Every cell that has finished is on disk before the prompt returns: $XDG_STATE_HOME/chainrule/sessions has a \
    transcript for each running shell, and a shell that ends properly removes its own.

    recover runs the cells again, in the folder in which they ran or in another. If several sessions are left it \
    lists them, and recover 2 takes the second.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand("what", .word, "a number of the list, or discard", required: false, fallback: "the only one"),
    .operand("number", .integer(1...1_000), "which to discard", required: false, fallback: "the only one"),
  ]
  static let examples = [
    Example("recover", shows: "the session as it was after its last cell", gives: .request(.recovery(.recover(nil))))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    switch arguments.word("what") {
    case nil: return .ask(.recovery(.recover(nil)))
    case "discard": return .ask(.recovery(.discard(arguments.integer("number"))))
    case let word?:
      guard let number = Int(word), number > 0, !arguments.contains("number") else {
        throw arguments.failure("recover takes a number or discard", at: "what", hint: "usage: \(usage)")
      }
      return .ask(.recovery(.recover(number)))
    }
  }
}
