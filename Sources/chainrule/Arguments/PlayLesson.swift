import ArgumentParser
import CommandKit
import Commands
import Files
import SessionCore
import Notebook

/// The shell with a lesson open.
struct PlayLesson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Open the shell with a lesson, or begin a new one.",
    subcommands: [Open.self, New.self], defaultSubcommand: Open.self)

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open the shell with a lesson.",
      discussion: """
        Standard input that is not a terminal is taken as what the reader types: answers, one a line, and commands. \
        The lesson then plays on to the exercise that an answer is for.
        """)

    @Argument(help: "The lesson's number, its name or its file; without one the lessons are listed.")
    var lesson: String?

    @Option(help: "The folder with the lessons.")
    var folder: String?

    @OptionGroup var options: OutputOptions

    func run() throws {
      Locale.use()
      let terminal = Terminal(colour: options.color)
      try reportingErrors {
        let folder = LessonFolder.found(given: folder)
        if let lesson, LessonFolder.inhabited(lesson) == nil { try Self.find(lesson, in: folder) }
        let opening = try lesson.map { "lesson \(try quoted($0))" } ?? "lessons"
        if terminal.isInteractive, options.format == .plain {
          try Repl(terminal: terminal, folder: folder).run(opening: opening)
        } else {
          let input = Script(name: "<stdin>", input: InputLines(descriptor: 0, name: "<stdin>"))
          try ScriptRunner(options: options, terminal: terminal, folder: folder)
            .run([Script(name: "<lesson>", text: opening), input])
        }
      }
    }

    private static func find(_ lesson: String, in folder: LessonFolder?) throws {
      do {
        _ = try LessonResponder.lesson(lesson, in: folder)
      } catch {
        throw ProgramError(error.message)
      }
    }
  }

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write a lesson to be filled in, which passes the check.")

    @Argument(help: "The lesson's name; it becomes the title, and the name of the file in this folder.")
    var name: String

    func run() throws {
      try reportingErrors {
        guard let file = LessonTemplate.fileName(name) else {
          throw ProgramError("\(name) has no letter or figure in it")
        }
        if FileStore.disk.exists(file) { throw ProgramError("\(file) is there already") }
        do throws(FileRefusal) {
          try AtomicFile.write(Array(LessonTemplate.text(title: name).utf8), to: file)
        } catch {
          throw ProgramError(error.message)
        }
        Output.standard.writeMessage(
          "wrote \(file)\ntry it:   chainrule lesson \(file)\ncheck it: chainrule check \(file)")
        Output.standard.flush()
      }
    }
  }
}
