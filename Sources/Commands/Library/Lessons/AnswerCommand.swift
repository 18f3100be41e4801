import Language
import Views

/// Answers an exercise.
struct AnswerCommand: Command {
  static let name = "answer"
  static let abstract = "answer the exercise; the expression alone will do, too"
  static let topic = Topic.lessons
  static let parameters: [Parameter] = [.operand("expression", .rest, "any expression of equal value is right")]
  static let examples = [Example("answer 2 * delta[2]", shows: "an answer")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    context.request = .lesson(.answer(arguments.word("expression") ?? ""))
    return nil
  }
}
