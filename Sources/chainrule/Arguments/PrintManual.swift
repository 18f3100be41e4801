import ArgumentParser
import CommandKit
import Commands
import Files
import SessionCore
import Notebook

/// Prints the manual.
struct PrintManual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual.",
    discussion: """
      A page for man(1), Markdown or an HTML page, made from the program's own declarations.

        chainrule manual > chainrule.1 && man -l chainrule.1
        chainrule manual --format html > manual.html
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case man, markdown, html
  }

  @Option(help: "The format: man, markdown or html.")
  var format = Format.man

  func run() throws {
    let manual = Manual(options: try ProgramOptions.of(ChainRule.self), help: Help(commands: .standard))
    try reportingErrors {
      switch format {
      case .man: Output.standard.write(manual.roff(version: "chainrule \(programVersion)"))
      case .markdown: Output.standard.write(manual.markdown)
      case .html: Output.standard.write(try Self.page(manual.markdown))
      }
    }
    Output.standard.flush()
  }

  /// The Markdown as a page like those of the lessons.
  private static func page(_ markdown: String) throws -> String {
    let files = FileStore.memory(["manual.md": Array(markdown.utf8)])
    let exporter = Exporter(
      to: .html, files: files, makeRunner: { InterpreterRunner(Interpreter(commands: .standard)) })
    return String(decoding: try exporter.export(file: "manual.md").bytes, as: UTF8.self)
  }
}
