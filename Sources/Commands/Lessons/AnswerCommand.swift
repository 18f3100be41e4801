import CommandKit
import Language
import SessionCore
import Views

/// Answers an exercise.
struct AnswerCommand: Command {
  static let name = "answer"
  static let abstract = "answer the exercise; the expression alone will do, too"
  static let discussion = """
    Any expression of equal value is right, to the digits that are written. A wrong one is told apart: a sign, a factor, \
    a transpose and others are named.
    """
  static let topic = Topic.lessons
  static let parameters: [Parameter] = [
    .operand("expression", .rest, "any expression of equal value is right", offers: .expression)
  ]
  static let examples = [Example("answer 2 * delta[2]", shows: "an answer")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.answer(arguments.word("expression") ?? "")))
  }
}
