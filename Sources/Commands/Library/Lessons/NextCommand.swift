import Language
import Views

/// Goes on.
struct NextCommand: Command {
  static let name = "next"
  static let abstract = "the next piece of the lesson; after play, back into it"
  static let topic = Topic.lessons
  static let examples = [Example("next", shows: "the next piece")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    context.request = .lesson(.next)
    return nil
  }
}
