import CommandKit
import Commands
import SessionCore
import Notebook
import Renderers
import Views

/// The shell: reads a cell, runs it and shows the result, until Ctrl-D or `quit`.
struct Repl {
  private let reader: LineReader
  private var runner = SessionRunner(Interpreter(commands: .standard))
  private var program: ProgramResponder
  private let host: ProgramHost
  /// The output that the user sees; results go to standard output, which may be a file.
  private let screen: Output
  private var pictures = PictureScreen()

  /// - Throws: `ProgramError` if the line editor cannot start.
  init(terminal: Terminal, folder: LessonFolder = .found()) throws {
    program = ProgramResponder(isPiped: false, folder: folder)
    Interrupt.install(secondEnds: false)
    screen = terminal.isOutput ? .standard : .errors
    reader = try LineReader(terminal: terminal, screen: screen)
    host = ProgramHost(output: screen, redraws: reader.terminal.redraws) { [reader] in
      RenderStyle(reader.terminal, isError: !terminal.isOutput)
    }
  }

  /// - Parameter opening: a cell that is run first.
  func run(opening: Script? = nil) {
    var shell = self
    shell.greet()
    var interpreter = shell.runner.interpreter
    for warning in SettingsFile.apply(to: &interpreter, host: host) { LineReader.warn(warning) }
    shell.runner = SessionRunner(interpreter)
    if opening.map({ shell.run($0) }) ?? true { while shell.runNextEntry() {} }
    shell.leave()
  }

  private func leave() {
    if let message = program.close(runner.logbook) { show(message, on: screen) }
  }

  private func greet() {
    let banner = StyledText("chainrule \(programVersion)", .heading) + ": type "
    let first = StyledText("network 2 3 1", .code) + " or " + StyledText("lesson 1", .code)
    show(.text(banner + first + "; " + StyledText("help", .code) + " shows more, Ctrl-D leaves"), on: screen)
    if let greeting = program.greeting { show(greeting, on: screen) }
  }

  /// Reads and runs a cell, or several pasted ones; returns whether to continue.
  private mutating func runNextEntry() -> Bool {
    switch reader.readCell(for: runner.interpreter, completing: .process(lessons: program.folder)) {
    case .end: return false
    case .cancelled: return true
    case .cell(let text):
      let isNext = program.continuesByEnter && text.allSatisfy(\.isWhitespace)
      return run(Script(name: "", text: isNext ? "next" : text))
    }
  }

  private mutating func run(_ script: Script) -> Bool {
    let cells = cells(of: script)
    let isLabelled = cells.count { !$0.source.allSatisfy(\.isWhitespace) } > 1
    for (index, cell) in cells.enumerated() {
      Interrupt.clear()
      program.textWidth = TextWidth(style(on: screen))
      host.display = runner.interpreter.display
      runner.enter(cell.source)
      while let reply = runner.next(host: host, asking: &program) {
        show(reply, isLabelled: isLabelled)
        if reply.quits { return false }
        if reply.isFailure || Interrupt.isPending {
          report(notRun: cells[(index + 1)...].map(\.source))
          return true
        }
      }
    }
    return true
  }

  private func cells(of script: Script) -> [ScriptCell] {
    var script = script
    var cells: [ScriptCell] = []
    while let cell = try? script.nextCell(isComplete: runner.interpreter.isComplete) { cells.append(cell) }
    return cells
  }

  /// Of several pasted cells, those after an error are not run.
  private func report(notRun sources: [String]) {
    let lines = sources.filter { !$0.allSatisfy(\.isWhitespace) }
      .map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    if lines.isEmpty { return }
    let cells = Description.count(lines.count, "more cell was", "more cells were")
    show(.text(StyledText("\(cells) not run", .warning)), on: screen)
    for line in lines.prefix(8) { show(.text(StyledText("  " + line, .code)), on: screen) }
    if lines.count > 8 { show(.text(StyledText("  … \(lines.count - 8) more", .faint)), on: screen) }
  }

  /// Shows the reply to a cell, and offers the next cell.
  ///
  /// - Parameter isLabelled: whether a result has its cell above it, as one of several.
  private mutating func show(_ reply: Reply, isLabelled: Bool) {
    host.clearFrame()
    // Asks the terminal if pictures should be pixels. Keys typed before its answer are kept.
    let (notice, keys) = pictures.follow(runner.interpreter.display.graphics, on: reader.terminal)
    if let notice { show(.text(StyledText(notice, .faint)), on: screen) }
    if !keys.isEmpty { reader.type(keys) }
    for part in reply.parts {
      switch part {
      case .outcome(let outcome): show(outcome, isLabelled: isLabelled)
      case .view(let view): show(view, on: screen)
      }
    }
    if let draft = reply.draft { reader.prefill(draft) }
  }

  private func show(_ outcome: CellOutcome, isLabelled: Bool) {
    let hasResult = outcome.view != nil || outcome.isFailure
    if outcome.original != nil || isLabelled && hasResult { echo(outcome) }
    if let excerpt = outcome.excerpt() { return show(.excerpt(excerpt), on: screen) }
    guard let view = outcome.view, let number = outcome.number else { return }
    let style = style(on: .standard)
    let text = pictures.text(of: view, style, on: reader.terminal)
    let label = OutputLabel(number: number, style: style)
    let start = style.text(of: label.view) + (view.hasPicture || !label.fits(beside: text) ? "\n" : " ")
    write(start + text, on: .standard, isPaged: !pictures.arePixels)
  }

  /// Shows a cell that was run again, as if it were typed.
  private func echo(_ outcome: CellOutcome) {
    guard let number = outcome.number else { return }
    let first = Prompt(number: number, colour: .none)
    let lines = outcome.source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let prompt = index == 0 ? first : first.continuation
      show(.text(StyledText(prompt.text, .faint) + StyledText(String(line), .code)), on: screen)
    }
  }

  private func show(_ view: View, on output: Output) { write(style(on: output).text(of: view), on: output) }

  /// Uses the pager for results longer than the screen.
  private func write(_ text: String, on output: Output, isPaged: Bool = true) {
    if isPaged, output === Output.standard {
      var plain = style(on: output)
      plain.width = reader.terminal.width
      let pager = Pager(runner.interpreter.display.pager, terminal: reader.terminal, style: plain)
      if let keys = pager?.show(text) { return reader.type(keys) }
    }
    output.writeLine(text)
    output.flush()
  }

  private func style(on output: Output) -> RenderStyle {
    RenderStyle(
      reader.terminal, digits: runner.interpreter.session.digits, display: runner.interpreter.display,
      isError: output === Output.errors)
  }
}
