import ArgumentParser
import CommandKit
import Commands
import SessionCore
import Notebook
import Renderers
import Views

/// Runs cells that nobody types: no prompts, results as they come, the first error ends the run.
struct ScriptRunner {
  let options: OutputOptions
  let terminal: Terminal
  private var runner = SessionRunner(Interpreter(commands: .standard))
  private var program: ProgramResponder
  private let host: ProgramHost

  init(options: OutputOptions, terminal: Terminal, folder: LessonFolder? = .found()) {
    program = ProgramResponder(isPiped: true, folder: folder)
    program.room = TextWidth(RenderStyle(terminal))
    self.options = options
    self.terminal = terminal
    let redraws = terminal.redraws && terminal.isErrors
    var style = RenderStyle(terminal, isError: true)
    style.redraws = redraws
    host = ProgramHost(output: .errors, redraws: redraws, style: { [style] in style })
  }

  /// - Throws: exit status 1 after an error in a cell, `ProgramError` where a script cannot be read.
  func run(_ scripts: [Script]) throws {
    Interrupt.install(secondEnds: true)
    var copy = self
    var hasFailed = false
    for var script in scripts {
      while let cell = try script.nextCell(isComplete: copy.runner.interpreter.isComplete) {
        let (isFailure, quits) = copy.run(cell, of: script)
        hasFailed = hasFailed || isFailure
        if isFailure, !options.keepGoing { throw ExitCode(1) }
        if quits { throw ExitCode(hasFailed ? 1 : 0) }
      }
    }
    copy.end()
    if hasFailed { throw ExitCode(1) }
  }

  private mutating func run(_ cell: ScriptCell, of script: Script) -> (isFailure: Bool, quits: Bool) {
    program.room = TextWidth(style)
    host.display = runner.interpreter.display
    var (isFailure, quits) = (false, false)
    runner.enter(cell.source)
    while let reply = runner.next(host: host, asking: &program) {
      finish(reply, cell, of: script)
      (isFailure, quits) = (isFailure || reply.isFailure, quits || reply.quits)
    }
    return (isFailure, quits)
  }

  /// Shows what came of a cell, and ends the program where that was asked for meanwhile.
  private func finish(_ reply: Reply, _ cell: ScriptCell, of script: Script) {
    show(reply, cell, of: script)
    if Interrupt.isPending { Interrupt.die() }
  }

  private mutating func end() {
    let reply = program.end(on: &runner, host: host)
    finish(reply, ScriptCell(source: "", line: 0), of: Script(name: "", text: ""))
  }

  private func show(_ reply: Reply, _ cell: ScriptCell, of script: Script) {
    host.clearFrame()
    switch options.format {
    case .plain:
      for part in reply.parts {
        switch part {
        case .outcome(let outcome): if let view = outcome.view { Output.standard.writeLine(text(of: view)) }
        case .view(let view): Output.standard.writeLine(text(of: view))
        }
      }
    case .json: writeJSON(reply, cell, of: script)
    }
    Output.standard.flush()
    for outcome in reply.outcomes {
      guard let excerpt = outcome.excerpt(file: script.name, firstLine: cell.line) else { continue }
      Output.errors.writeLine(
        RenderStyle(terminal, display: runner.interpreter.display, isError: true).text(of: .excerpt(excerpt)))
    }
    Output.errors.flush()
  }

  private func text(of view: View) -> String {
    style.forPictures(runner.interpreter.display.graphics, in: view).text(of: view)
  }

  private var style: RenderStyle {
    RenderStyle(terminal, digits: runner.interpreter.session.digits, display: runner.interpreter.display)
  }

  /// One object a cell; what a lesson has to say is one of its own.
  private func writeJSON(_ reply: Reply, _ cell: ScriptCell, of script: Script) {
    let number = runner.interpreter.nextCellNumber
    for outcome in reply.outcomes {
      let excerpt = outcome.excerpt(file: script.name, firstLine: cell.line)
      if outcome.number == nil, excerpt == nil { continue }
      let result = excerpt.map { CellResult.failed($0) } ?? .shown(outcome.view)
      write(outcome.number ?? number, outcome.source, result)
    }
    if !reply.views.isEmpty { write(number, cell.source, .shown(.stack(reply.views))) }
  }

  private func write(_ number: Int, _ source: String, _ result: CellResult) {
    Output.standard.writeLine(JSONRenderer().renderCell(number: number, source: source, result: result))
  }
}

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case plain, json
}

/// What every way of running cells understands.
struct OutputOptions: ParsableArguments {
  @Option(help: "How results are written: plain text, or one JSON object a cell.")
  var format = OutputFormat.plain

  @Flag(help: "Go on after an error; the exit status is still 1.")
  var keepGoing = false

  @Option(help: "Whether to use colour: auto, always or never.")
  var color = ColourChoice.auto
}

extension ColourChoice: ExpressibleByArgument {}
