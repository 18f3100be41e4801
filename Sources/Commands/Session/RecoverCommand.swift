import CommandKit
import Language

struct RecoverCommand: Command {
  static let name = "recover"
  static let abstract = "list and bring back sessions that were left, killed or crashed"
  static let discussion = """
    Every cell that has finished is on disk before the prompt returns, in $XDG_STATE_HOME/chainrule/sessions. A shell \
    that is left with cells in no file keeps them there, and so does one that is killed. The last twenty are kept.

    recover lists them, the newest first. recover 2 runs the cells of the second again, in this folder.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand(
      "what", .word, "a number of the list, discard or forget", required: false, fallback: "the list",
      offers: .words([.init("discard", "delete one: discard 2"), .init("forget", "delete all")])),
    .operand("number", .integer(1...1_000), "which to discard", required: false),
  ]
  static let examples = [
    Example("recover", shows: "the list", gives: .request(.recovery(.list))),
    Example("recover 2", shows: "the session as it was after its last cell", gives: .request(.recovery(.recover(2)))),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let number = arguments.integer("number")
    switch (arguments.word("what"), number) {
    case (nil, _): return .ask(.recovery(.list))
    case ("forget", nil): return .ask(.recovery(.forget))
    case ("discard", let number?): return .ask(.recovery(.discard(number)))
    case ("discard", nil):
      throw arguments.failure("recover discard needs a number of the list", at: "what", hint: "recover discard 1")
    case (let word?, nil):
      guard let number = Int(word), number > 0 else {
        throw arguments.failure("recover takes a number, discard or forget", at: "what", hint: "usage: \(usage)")
      }
      return .ask(.recovery(.recover(number)))
    case (.some, .some):
      throw arguments.failure("only discard takes a second number", at: "number", hint: "recover discard 1")
    }
  }
}
