import Commands
import Notebook
import Renderers
import Views

/// The shell: reads a cell, runs it, shows what came of it, until Ctrl-D or `quit`.
struct Repl {
  private let terminal: Terminal
  private let reader: LineReader
  private var interpreter = Interpreter()
  private var desk: LessonDesk
  private let host: ProgramHost
  /// Where the person looks; results go to standard output, which may be a file.
  private let screen: Output

  /// - Throws: `ProgramError` where there is no line editor.
  init(terminal: Terminal, folder: LessonFolder? = .found()) throws {
    desk = LessonDesk(isPiped: false, folder: folder)
    Interrupt.install(secondEnds: false)
    screen = terminal.isOutput ? .standard : .errors
    reader = try LineReader(terminal: terminal, screen: screen)
    let terminal = reader.terminal
    self.terminal = terminal
    host = ProgramHost(output: screen, redraws: terminal.redraws) { RenderStyle(terminal, isError: !terminal.isOutput) }
  }

  /// - Parameter opening: a cell that is run first.
  func run(opening: String? = nil) {
    var shell = self
    shell.greet()
    for warning in SettingsFile().apply(to: &shell.interpreter, host: host) {
      Output.errors.writeMessage("chainrule: warning: \(warning)")
    }
    Output.errors.flush()
    if let opening { _ = shell.run(opening) }
    while shell.runNextEntry() {}
  }

  private func greet() {
    let banner = StyledText("chainrule \(ChainRule.version)", .heading) + StyledText(": ") + StyledText("help", .code)
    show(.text(banner + StyledText(" shows what you can type, Ctrl-D leaves")), on: screen)
  }

  /// Reads and runs what is typed, several cells where they were pasted; returns whether to go on.
  private mutating func runNextEntry() -> Bool {
    let interpreter = interpreter
    let entry = reader.readCell(
      number: interpreter.nextCellNumber, isComplete: interpreter.isComplete,
      completion: interpreter.completion(of:at:))
    switch entry {
    case .end: return false
    case .cancelled: return true
    case .cell(let text): return run(text.allSatisfy(\.isWhitespace) && desk.goesOnByEnter ? "next" : text)
    }
  }

  private mutating func run(_ text: String) -> Bool {
    var script = Script(name: "", text: text)
    while let cell = try? script.nextCell(isComplete: interpreter.isComplete) {
      Interrupt.clear()
      desk.width = style(on: screen).width
      host.display = interpreter.display
      let reply = desk.run(cell.source, on: &interpreter, host: host)
      host.clearFrame()
      let outcomes = show(reply)
      if outcomes.contains(where: \.quits) { return false }
      if outcomes.contains(where: \.isFailure) || Interrupt.isPending { return true }
    }
    return true
  }

  /// Shows what came of a cell and offers the next one; returns the outcomes.
  private func show(_ reply: Player.Reply) -> [CellOutcome] {
    for part in reply.parts {
      switch part {
      case .outcome(let outcome): show(outcome)
      case .view(let view): show(view, on: screen)
      }
    }
    if let draft = reply.draft { reader.prefill(draft) }
    return reply.outcomes
  }

  private func show(_ outcome: CellOutcome) {
    if let excerpt = outcome.excerpt() { return show(.excerpt(excerpt), on: screen) }
    guard let view = outcome.view, let number = outcome.number else { return }
    let style = style(on: .standard)
    let text = style.text(of: view)
    let label = style.text(of: .text(StyledText("Out[\(number)]:", .faint)))
    write(label + (text.contains("\n") ? "\n" : " ") + text, on: .standard)
  }

  private func show(_ view: View, on output: Output) { write(style(on: output).text(of: view), on: output) }

  /// Through the pager where it is longer than the screen.
  private func write(_ text: String, on output: Output) {
    if output === Output.standard, Pager(interpreter.display.pager, terminal: terminal)?.show(text) == true { return }
    output.writeLine(text)
    output.flush()
  }

  private func style(on output: Output) -> RenderStyle {
    var terminal = terminal
    terminal.background = reader.background ?? terminal.background
    return RenderStyle(
      terminal, digits: interpreter.session.digits, display: interpreter.display, isError: output === Output.errors)
  }
}
