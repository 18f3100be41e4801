import ArgumentParser
import CommandKit
import Commands
import SessionCore
import Datasets
import Files
import Foundation
import Notebook
import Renderers
import Views

/// Writes lessons as pages and notebooks.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a lesson or transcript as an HTML page, as Markdown, as a Jupyter notebook or as a picture.",
    discussion: """
      Every cell is run again. An HTML page is self-contained: it has no scripts and loads nothing.

        chainrule export Lessons/01-a-first-pass.md -o first.html
        chainrule export Lessons --to html -o site/     all lessons, with a page of contents
        chainrule export FILE.md --to svg --rows 24     the end of the session, as a terminal shows it
      """)

  @Argument(help: "A file, or a folder with lessons.")
  var file: String

  @Option(help: "The format: html, markdown, ipynb, or svg for a picture of the shell.")
  var to = Exporter.Format.html

  @Option(name: .shortAndLong, help: "A file or a folder to write to; standard output by default.")
  var output: String?

  @Option(help: "The title of the page of contents.")
  var title = "Lessons"

  @OptionGroup(title: "Pictures of the shell")
  var screen: ScreenOptions

  func run() throws {
    try reportingErrors {
      if Self.isFolder(file) { try exportFolder() } else { try exportFile() }
    }
  }

  private var exporter: Exporter {
    let environment = Catalog.Environment.process
    let lessons = LessonFolder.found()
    var exporter = Exporter(
      to: to, absence: { name in Catalog.absence(of: name, environment, in: .disk) },
      makeRunner: { InterpreterRunner(Interpreter(commands: .standard), environment: environment, lessons: lessons) })
    exporter.screen = screen.renderer
    return exporter
  }

  private func exportFile() throws {
    let written = try ProgramHost.runStoppable("export") { try exporter.export(file: file) }
    guard let output else {
      Output.standard.write(bytes: written.bytes)
      return Output.standard.flush()
    }
    if output.hasSuffix("/") { try Self.makeFolder(output) }
    try write(written, to: Self.isFolder(output) ? FilePath.join(output, written.name) : output)
  }

  private func exportFolder() throws {
    guard let output else { throw ProgramError("\(file) is a folder: name a folder to write to with -o FOLDER") }
    if FileStore.disk.lessons(at: file) == [file] { throw ProgramError("\(file) has no lessons") }
    let files = try ProgramHost.runStoppable("export") { try exporter.export(folder: file, title: title) }
    try Self.makeFolder(output)
    for written in files { try write(written, to: FilePath.join(output, written.name)) }
    Output.errors.writeMessage("\(files.count) files in \(output)")
  }

  /// Never overwrites a lesson: `check --accept` does that.
  private func write(_ written: Exporter.File, to path: String) throws {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let sources = Self.isFolder(file) ? FileStore.disk.lessons(at: file) : [file]
    if sources.contains(where: { URL(fileURLWithPath: $0).resolvingSymlinksInPath() == target }) {
      throw ProgramError("\(path) is the lesson itself: `chainrule check --accept` updates its outputs")
    }
    try AtomicFile.write(written.bytes, to: path)
  }

  /// Makes a folder and those above it.
  private static func makeFolder(_ path: String) throws {
    let parts = path.split(separator: "/")
    for count in parts.indices.map({ $0 + 1 }) {
      let folder = (path.hasPrefix("/") ? "/" : "") + parts.prefix(count).joined(separator: "/")
      if mkdir(folder, 0o777) != 0, errno != EEXIST || !isFolder(folder) {
        throw ProgramError("cannot make the folder \(folder)", error: errno)
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool { FileStore.disk.kind(of: path) == .folder }
}

extension Exporter.Format: ExpressibleByArgument {}

/// The look of a picture of the shell.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Whether the picture is dark or light.")
  var theme = Background.dark

  @Option(help: "The columns of the screen, 20 to 400.")
  var columns = 80

  @Option(help: "The lines of the screen, which shows the last ones; all lines by default.")
  var rows: Int?

  @Option(help: "A title for a window around the picture; no window by default.")
  var window: String?

  func validate() throws {
    guard 20...400 ~= columns else { throw ValidationError("a screen has 20 to 400 columns, not \(columns)") }
    guard rows.map({ 1...10_000 ~= $0 }) ?? true else { throw ValidationError("a screen has 1 to 10,000 lines") }
  }

  var renderer: ScreenRenderer {
    ScreenRenderer(columns: columns, rows: rows, background: theme, title: window)
  }
}

extension Background: ExpressibleByArgument {
  public init?(argument: String) {
    guard let background = Self.known.first(where: { $0.rawValue == argument }) else { return nil }
    self = background
  }

  public static var allValueStrings: [String] { known.map(\.rawValue) }
}
