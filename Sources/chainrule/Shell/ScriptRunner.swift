import ArgumentParser
import CommandKit
import Glibc
import Commands
import SessionCore
import Notebook
import Renderers
import Views

/// Runs cells that are not typed: without prompts, up to the first error.
struct ScriptRunner {
  let options: OutputOptions
  let terminal: Terminal
  private var runner = SessionRunner(Interpreter(commands: .standard))
  private var program: ProgramResponder
  private let host: ProgramHost

  init(options: OutputOptions, terminal: Terminal, folder: LessonFolder = .found()) {
    program = ProgramResponder(isPiped: true, folder: folder)
    program.textWidth = TextWidth(RenderStyle(terminal))
    self.options = options
    self.terminal = terminal
    let redraws = terminal.redraws && terminal.isErrors
    var style = RenderStyle(terminal, isError: true)
    style.redraws = redraws
    host = ProgramHost(output: .errors, redraws: redraws, style: { [style] in style })
  }

  /// - Throws: exit status 1 after an error in a cell or, at the end, if a `check` outside a lesson found a difference;
  ///   `ProgramError` if a script cannot be read.
  func run(_ scripts: [Script]) throws {
    Interrupt.install(secondEnds: true)
    var copy = self
    var hasFailed = false
    for var script in scripts {
      while let cell = try script.nextCell(isComplete: copy.runner.interpreter.isComplete) {
        let (isFailure, isRefuted, quits) = copy.run(cell, of: script)
        hasFailed = hasFailed || isFailure || isRefuted
        if isFailure, !options.keepGoing { throw ExitCode(1) }
        if quits { throw ExitCode(hasFailed ? 1 : 0) }
      }
    }
    let reply = copy.program.end(on: &copy.runner, host: host)
    copy.finish(reply, ScriptCell(source: "", line: 0), of: Script(name: "", text: ""))
    if hasFailed { throw ExitCode(1) }
  }

  private mutating func run(_ cell: ScriptCell, of script: Script) -> (
    isFailure: Bool, isRefuted: Bool, quits: Bool
  ) {
    program.textWidth = TextWidth(style)
    host.display = runner.interpreter.display
    var (isFailure, isRefuted, quits) = (false, false, false)
    // A claim of a lesson may be wrong on purpose.
    let counts = !program.isInLesson
    runner.enter(cell.source)
    while let reply = runner.next(host: host, asking: &program) {
      finish(reply, cell, of: script)
      isFailure = isFailure || reply.isFailure
      isRefuted = isRefuted || counts && reply.isRefuted
      quits = quits || reply.quits
    }
    return (isFailure, isRefuted, quits)
  }

  /// Shows the reply to a cell, and ends the program if Ctrl-C was pressed.
  private func finish(_ reply: Reply, _ cell: ScriptCell, of script: Script) {
    show(reply, cell, of: script)
    if Interrupt.isPending { Interrupt.die() }
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

  /// One object for each cell, and one for the messages of a lesson.
  private func writeJSON(_ reply: Reply, _ cell: ScriptCell, of script: Script) {
    let number = runner.interpreter.nextCellNumber
    for outcome in reply.outcomes {
      let excerpt = outcome.excerpt(file: script.name, firstLine: cell.line)
      if outcome.number == nil, excerpt == nil { continue }
      let result = excerpt.map { CellResult.failed($0) } ?? .shown(outcome.view)
      Output.standard.writeLine(
        JSONRenderer().renderCell(number: outcome.number ?? number, source: outcome.source, result: result))
    }
    if reply.views.isEmpty { return }
    Output.standard.writeLine(
      JSONRenderer().renderCell(number: number, source: cell.source, result: .shown(.stack(reply.views))))
  }
}

/// The format of results.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case plain, json
}

/// The options of all commands that run cells.
struct OutputOptions: ParsableArguments {
  @Option(help: "The format of results: plain text, or one JSON object for each cell.")
  var format = OutputFormat.plain

  @Flag(help: "Continue after an error; the exit status is still 1.")
  var keepGoing = false

  @Option(help: "Whether to use colour: auto, always or never.")
  var color = ColourChoice.auto
}

extension OutputOptions {
  /// Opens the shell if somebody types and looks; otherwise runs the cells of standard input.
  ///
  /// - Parameter opening: a cell that is run first.
  func runSession(_ opening: Script? = nil, folder: LessonFolder = .found()) throws {
    let terminal = Terminal(colour: color)
    if terminal.isInteractive, format == .plain {
      return try Repl(terminal: terminal, folder: folder).run(opening: opening)
    }
    let input = Script(name: "<stdin>", input: InputLines(descriptor: STDIN_FILENO, name: "<stdin>"))
    try ScriptRunner(options: self, terminal: terminal, folder: folder).run([opening, input].compactMap(\.self))
  }
}

extension ColourChoice: ExpressibleByArgument {}
