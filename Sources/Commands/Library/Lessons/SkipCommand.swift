import Language
import Views

/// Gives up.
struct SkipCommand: Command {
  static let name = "skip"
  static let abstract = "show the exercise's answer and run it"
  static let topic = Topic.lessons
  static let examples = [Example("skip", shows: "the answer")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    context.request = .lesson(.skip)
    return nil
  }
}
