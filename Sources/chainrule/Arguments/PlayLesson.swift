import ArgumentParser
import CommandKit
import Commands
import Files
import SessionCore
import Notebook

/// The shell with a lesson open.
struct PlayLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Open the shell with a lesson, or write a new one.",
    subcommands: [Open.self, New.self], defaultSubcommand: Open.self)

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open the shell with a lesson.",
      discussion: """
        Standard input that is not a terminal is read as if it were typed: answers, one for each line, and commands. \
        The lesson then continues to the exercise of each answer.
        """)

    @Argument(help: "The lesson's number, name or file; without it the lessons are listed.")
    var lesson: String?

    @Option(help: "The folder with the lessons.")
    var folder: String?

    @OptionGroup var options: OutputOptions

    func run() throws {
      try reportingErrors {
        let folder = LessonFolder.found(given: folder)
        if let lesson, LessonFolder.withLessons(at: lesson) == nil {
          _ = try LessonResponder.lesson(lesson, in: folder)
        }
        let opening = try lesson.map { "lesson \(try quoted($0))" } ?? "lessons"
        try options.runSession(Script(name: "<lesson>", text: opening), folder: folder)
      }
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write a template for a lesson, which passes the check.")

    @Argument(help: "The lesson's name; it becomes the title, and the name of the file in this folder.")
    var name: String

    func run() throws {
      try reportingErrors {
        guard let file = LessonTemplate.fileName(name) else {
          throw ProgramError("\(name) has no letter or digit in it")
        }
        if FileStore.disk.exists(file) { throw ProgramError("\(file) already exists") }
        try AtomicFile.write(Array(LessonTemplate.text(title: name).utf8), to: file)
        Output.standard.writeMessage(
          "wrote \(file)\ntry it:   chainrule lesson \(file)\ncheck it: chainrule check \(file)")
      }
    }
  }
}
