import ArgumentParser
import Commands
import Renderers
import Views

/// Runs cells that nobody types: no prompts, results as they come, the first error ends the run.
struct ScriptRunner {
  let options: OutputOptions
  let terminal: Terminal
  private var interpreter = Interpreter()
  private let host: ProgramHost

  init(options: OutputOptions, terminal: Terminal) {
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
    var runner = self
    var hasFailed = false
    for var script in scripts {
      while let cell = try script.nextCell(isComplete: runner.interpreter.isComplete) {
        let outcome = runner.run(cell, of: script)
        hasFailed = hasFailed || outcome.isFailure
        if outcome.isFailure, !options.keepGoing { throw ExitCode(1) }
        if outcome.quits { throw ExitCode(hasFailed ? 1 : 0) }
      }
    }
    if hasFailed { throw ExitCode(1) }
  }

  private mutating func run(_ cell: ScriptCell, of script: Script) -> CellOutcome {
    let outcome = interpreter.run(cell.source, host: host)
    host.clearFrame()
    let excerpt = outcome.excerpt(file: script.name, firstLine: cell.line)
    switch options.format {
    case .plain: if let view = outcome.view { Output.standard.writeLine(style.text(of: view)) }
    case .json: writeJSON(outcome, excerpt)
    }
    Output.standard.flush()
    if let excerpt {
      Output.errors.writeLine(RenderStyle(terminal, isError: true).text(of: .excerpt(excerpt)))
      Output.errors.flush()
    }
    if Interrupt.isPending { Interrupt.die() }
    return outcome
  }

  private var style: RenderStyle { RenderStyle(terminal, digits: interpreter.session.digits) }

  private func writeJSON(_ outcome: CellOutcome, _ excerpt: SourceExcerpt?) {
    guard let number = outcome.number else { return }
    let result = excerpt.map { CellResult.failed($0) } ?? .shown(outcome.view)
    Output.standard.writeLine(JSONRenderer().renderCell(number: number, source: outcome.source, result: result))
  }
}
