import CommandKit
import Language
import SessionCore
import Views

/// Takes over the session of a lesson.
struct StageCommand: Command {
  static let name = "stage"
  static let abstract = "the session as a lesson has it before one of its steps"
  static let discussion = """
    The lesson is not opened: its cells up to the step are run in a new session, which takes the place of this one; \
    undo brings it back. A session that was saved while a lesson was played has a stage where the lesson put its own \
    session in place.
    """
  static let topic = Topic.lessons
  static let parameters: [Parameter] = [
    .operand("lesson", .path, "a number, a name or a file"),
    .operand("step", .integer(1...1_000_000), "which step, from 1"),
    .named("draw", .integer(1...Int.max), "which of the random numbers of an exercise", fallback: "1"),
  ]
  static let examples = [Example("stage 1 5", shows: "the network of the first lesson, with its weights")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(
      .lesson(
        .stage(
          LessonStage(
            lesson: arguments.word("lesson") ?? "", step: arguments.integer("step") ?? 1,
            draw: arguments.integer("draw") ?? 1))))
  }
}
