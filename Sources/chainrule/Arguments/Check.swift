import ArgumentParser
import CommandKit
import Commands
import SessionCore
import Datasets
import Files
import Notebook
import Renderers
import Views

/// Replays lessons and compares their outputs.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay lessons or transcripts and compare the outputs with the expected ones.",
    discussion: "Numbers are compared to the digits that are written. The exit status is 1 if anything differs.")

  @Argument(help: "Files, or folders with lessons.")
  var files: [String]

  @Flag(help: "Replace the outputs that differ, and show the changes.")
  var accept = false

  @Option(help: "Whether to use colour: auto, always or never.")
  var color = ColourChoice.auto

  func run() throws {
    let style = RenderStyle(Terminal(colour: color))
    let environment = Catalog.Environment.process
    let lessons = LessonFolder.found()
    let checker = Checker(
      absence: { name in Catalog.absence(of: name, environment, in: .disk) },
      makeRunner: { InterpreterRunner(Interpreter(commands: .standard), environment: environment, lessons: lessons) })
    let lessonFiles = files.flatMap { FileStore.disk.lessons(at: $0) }
    var reports = ProgramHost.runStoppable("check") { checker.check(files: lessonFiles) }
    for index in reports.indices {
      try reportingErrors { try show(reports[index], style) }
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
    try AtomicFile.write(acceptance.bytes, to: report.file)
    if !report.hasOnlyOutputs { write(report.view, style) }
  }

  private func write(_ view: View, _ style: RenderStyle) { Output.standard.writeLine(style.text(of: view)) }
}

extension FileReport {
  /// Whether all findings are outputs, which accepting fixes.
  fileprivate var hasOnlyOutputs: Bool {
    findings.allSatisfy { if case .output = $0.problem { true } else { false } }
  }
}
