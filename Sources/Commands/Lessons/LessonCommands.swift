import CommandKit
import Language

/// A command that asks the player of lessons for something.
protocol LessonPlaying: Command {
  static func request(_ arguments: Arguments) -> LessonRequest
}

extension LessonPlaying {
  static var topic: Topic { .lessons }

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    .ask(.lesson(request(arguments)))
  }
}

struct LessonsCommand: LessonPlaying {
  static let name = "lessons"
  static let abstract = "list the lessons, and how far you are"
  static let discussion = """
    Lessons are Markdown files: in $CHAINRULE_LESSONS, in ./Lessons, or those inside the program. `lesson FOLDER` \
    chooses another folder, lesson N opens a lesson.
    """
  static let examples = [Example("lessons", shows: "the list", gives: .request(.lesson(.list)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .list }
}

struct LessonCommand: LessonPlaying {
  static let name = "lesson"
  static let abstract = "open a lesson by its number, its name or its file"
  static let discussion = """
    The lesson is played at this prompt. next shows the next piece and puts its cell into the input line: Enter runs it, \
    as it is or changed.

    At an exercise, type the answer: a formula, dW[1] = FORMULA, check FORMULA == dW[1], or a number to three digits. Any \
    formula that is equal in general is right. hint helps, skip shows the answer, another asks with fresh numbers.

    play leaves the lesson so that you can try things, back returns to the previous piece. Each piece starts with the \
    lesson's session, whatever you changed.
    """
  static let parameters: [Parameter] = [.operand("lesson", .rest, "a number, a name or a file", offers: .lessons)]
  static let examples = [Example("lesson 1", shows: "the first lesson", gives: .request(.lesson(.open("1"))))]

  static func request(_ arguments: Arguments) -> LessonRequest {
    .open(arguments.path(arguments.word("lesson") ?? ""))
  }
}

struct NextCommand: LessonPlaying {
  static let name = "next"
  static let abstract = "the next piece of the lesson; after play, back into it"
  static let discussion = """
    Its cell appears in the input line, and Enter runs it. Each piece starts with the lesson's session; undo brings yours \
    back.
    """
  static let examples = [Example("next", shows: "the next piece", gives: .request(.lesson(.next)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .next }
}

struct BackCommand: LessonPlaying {
  static let name = "back"
  static let abstract = "the previous piece, with the session as it was there"
  static let discussion = "next goes forward again. What you have answered stays answered."
  static let examples = [Example("back", shows: "the previous piece", gives: .request(.lesson(.back)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .back }
}

struct HintCommand: LessonPlaying {
  static let name = "hint"
  static let abstract = "a hint for the exercise, one at a time"
  static let discussion = """
    Hints go from a nudge to nearly the answer; skip shows the answer itself. In a derivation by hand they lead to the \
    next line.
    """
  static let examples = [Example("hint", shows: "the first hint, then the second", gives: .request(.lesson(.hint)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .hint }
}

struct AnswerCommand: LessonPlaying {
  static let name = "answer"
  static let abstract = "answer the exercise; the expression alone is enough"
  static let discussion = """
    Any formula that is equal in general is right, and of a number any expression of its value. If yours is wrong, the \
    mistake is named: a sign, a factor, a transpose and others.
    """
  static let parameters: [Parameter] = [
    .operand("expression", .rest, "a formula, an equation or a number", offers: .expression)
  ]
  static let examples = [
    Example("answer 2 * delta[2]", shows: "an answer", gives: .request(.lesson(.answer("2 * delta[2]"))))
  ]

  static func request(_ arguments: Arguments) -> LessonRequest { .answer(arguments.word("expression") ?? "") }
}

struct SkipCommand: LessonPlaying {
  static let name = "skip"
  static let abstract = "show the exercise's answer and run it"
  static let discussion = """
    The exercise counts as skipped, and the lesson continues as if you had typed the answer. another asks again with \
    other numbers. In a derivation by hand skip shows the next line.
    """
  static let examples = [Example("skip", shows: "the answer", gives: .request(.lesson(.skip)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .skip }
}

struct AnotherCommand: LessonPlaying {
  static let name = "another"
  static let abstract = "the exercise again, with fresh numbers"
  static let discussion = "If the exercise draws its numbers, new ones are drawn; otherwise it is asked unchanged."
  static let examples = [Example("another", shows: "other numbers", gives: .request(.lesson(.another)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .another }
}

struct PlayCommand: LessonPlaying {
  static let name = "play"
  static let abstract = "leave the lesson to try things freely; next returns"
  static let discussion = """
    Whatever you change, next returns to the piece that you left, with the lesson's session.
    """
  static let examples = [Example("play", shows: "a free hand", gives: .request(.lesson(.play)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .play }
}

struct RestartCommand: LessonPlaying {
  static let name = "restart"
  static let abstract = "start the lesson again"
  static let discussion = "Answers and skips of this lesson are forgotten."
  static let examples = [Example("restart", shows: "the first piece", gives: .request(.lesson(.restart)))]

  static func request(_ arguments: Arguments) -> LessonRequest { .restart }
}

struct ProgressCommand: LessonPlaying {
  static let name = "progress"
  static let abstract = "how far you are in the open lesson, or in all"
  static let discussion = """
    It is kept in $XDG_STATE_HOME/chainrule/progress.txt, in ~/.local/state if that is not set, with one line a lesson.
    """
  static let examples = [
    Example("progress", shows: "pieces seen, exercises answered", gives: .request(.lesson(.progress)))
  ]

  static func request(_ arguments: Arguments) -> LessonRequest { .progress }
}

struct StageCommand: LessonPlaying {
  static let name = "stage"
  static let abstract = "the session as a lesson has it before one of its steps"
  static let discussion = """
    The lesson is not opened: its cells up to the step run in a new session, which replaces this one; undo brings yours \
    back. A session that was saved during a lesson has a stage for each session that the lesson put in place.
    """
  static let parameters: [Parameter] = [
    .operand("lesson", .path, "a number, a name or a file"),
    .operand("step", .integer(1...1_000_000), "which step, from 1"),
    .named("draw", .integer(1...Int.max), "which of the random numbers of an exercise", fallback: "1"),
  ]
  static let examples = [
    Example(
      "stage 1 5", shows: "the network of the first lesson, with its weights",
      gives: .request(.lesson(.stage(LessonStage(lesson: "1", step: 5)))))
  ]

  static func request(_ arguments: Arguments) -> LessonRequest {
    .stage(
      LessonStage(
        lesson: arguments.word("lesson") ?? "", step: arguments.integer("step") ?? 1,
        draw: arguments.integer("draw") ?? 1))
  }
}

struct TranscriptCommand: LessonPlaying {
  static let name = "transcript"
  static let abstract = "what was done in the lesson, as Markdown; with a file, written there"
  static let discussion = """
    The text is a lesson itself: chainrule check FILE replays it. An existing file is left alone unless this shell wrote \
    it: transcript FILE replace writes over it.
    """
  static let parameters: [Parameter] = [
    .operand("file", .file, "a file to write", required: false, fallback: "shows it"),
    .named("replace", .flag, "overwrite an existing file"),
  ]
  static let examples = [
    Example("transcript", shows: "the Markdown", gives: .request(.lesson(.transcript(nil, replaces: false))))
  ]

  static func request(_ arguments: Arguments) -> LessonRequest {
    .transcript(arguments.word("file"), replaces: arguments.contains("replace"))
  }
}
