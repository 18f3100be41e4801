import ArgumentParser
import CommandKit
import Commands
import SessionCore
import Datasets
import Files
import Notebook
import Renderers
import Views

/// Replays lessons and compares.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay lessons or transcripts and compare what comes with what they say.",
    discussion: "Numbers count to the digits that are written. The exit status is 1 where anything differs.")

  @Argument(help: "Files, or folders with lessons.")
  var files: [String]

  @Flag(help: "Put what came in place of the outputs that differ, and show the change.")
  var accept = false

  @Option(help: "Whether to use colour: auto, always or never.")
  var color = ColourChoice.auto

  func run() throws {
    Locale.use()
    let style = RenderStyle(Terminal(colour: color))
    let environment = Catalog.Environment.process
    let lessons = LessonFolder.found()
    let checker = Checker(
      absence: { name in Catalog.absence(of: name, environment, in: .disk) },
      makeRunner: { InterpreterRunner(Interpreter(commands: .standard), environment: environment, lessons: lessons) })
    var reports = checker.check(files: files.flatMap { FileStore.disk.lessons(at: $0) })
    for index in reports.indices {
      try show(reports[index], style)
      if accept, reports[index].acceptance != nil, reports[index].hasOnlyOutputs { reports[index].status = .passed }
    }
    write(FileReport.summary(of: reports), style)
    Output.standard.flush()
    if reports.contains(where: { $0.status == .failed }) { throw ExitCode(1) }
  }

  private func show(_ report: FileReport, _ style: RenderStyle) throws {
    guard accept, let acceptance = report.acceptance, let view = report.acceptanceView else {
      return write(report.view, style)
    }
    write(view, style)
    do { try AtomicFile.write(acceptance.bytes, to: report.file) } catch { throw ProgramError(error.message) }
    if !report.hasOnlyOutputs { write(report.view, style) }
  }

  private func write(_ view: View, _ style: RenderStyle) { Output.standard.writeLine(style.text(of: view)) }
}

extension FileReport {
  /// Whether everything that is wrong is an output, which accepting mends.
  fileprivate var hasOnlyOutputs: Bool {
    findings.allSatisfy { if case .output = $0.problem { true } else { false } }
  }
}
