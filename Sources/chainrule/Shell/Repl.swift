import CommandKit
import Commands
import SessionCore
import Notebook
import Renderers
import Views

/// The shell: reads a cell, runs it, shows what came of it, until Ctrl-D or `quit`.
struct Repl {
  private let reader: LineReader
  private var runner = SessionRunner(Interpreter(commands: .standard))
  private var program: ProgramResponder
  private let host: ProgramHost
  /// Where the person looks; results go to standard output, which may be a file.
  private let screen: Output
  private var pictures = PictureScreen()

  /// - Throws: `ProgramError` where there is no line editor.
  init(terminal: Terminal, folder: LessonFolder? = .found()) throws {
    program = ProgramResponder(isPiped: false, folder: folder)
    Interrupt.install(secondEnds: false)
    screen = terminal.isOutput ? .standard : .errors
    reader = try LineReader(terminal: terminal, screen: screen)
    host = ProgramHost(output: screen, redraws: reader.terminal.redraws) { [reader] in
      RenderStyle(reader.terminal, isError: !terminal.isOutput)
    }
  }

  /// - Parameter opening: a cell that is run first.
  func run(opening: String? = nil) {
    var shell = self
    shell.greet()
    var interpreter = shell.runner.interpreter
    for warning in SettingsFile().apply(to: &interpreter, host: host) {
      Output.errors.writeMessage("chainrule: warning: \(warning)")
    }
    Output.errors.flush()
    shell.runner = SessionRunner(interpreter)
    if let opening, !shell.run(opening) { return shell.program.close() }
    while shell.runNextEntry() {}
    shell.program.close()
  }

  private func greet() {
    let banner = StyledText("chainrule \(programVersion)", .heading) + StyledText(": ") + StyledText("help", .code)
    show(.text(banner + StyledText(" shows what you can type, Ctrl-D leaves")), on: screen)
    if let greeting = program.greeting { show(greeting, on: screen) }
  }

  /// Reads and runs what is typed, several cells where they were pasted; returns whether to go on.
  private mutating func runNextEntry() -> Bool {
    let interpreter = runner.interpreter
    let environment = CompletionEnvironment.process(lessons: program.folder)
    reader.display = interpreter.display
    let entry = reader.readCell(
      number: interpreter.nextCellNumber,
      language: LineReader.Language(
        isComplete: interpreter.isComplete, indentation: interpreter.indentation,
        completion: { interpreter.completion(of: $0, at: $1, in: environment) }))
    switch entry {
    case .end: return false
    case .cancelled: return true
    case .cell(let text): return run(text.allSatisfy(\.isWhitespace) && program.goesOnByEnter ? "next" : text)
    }
  }

  private mutating func run(_ text: String) -> Bool {
    var script = Script(name: "", text: text)
    while let cell = try? script.nextCell(isComplete: runner.interpreter.isComplete) {
      Interrupt.clear()
      program.room = TextWidth(style(on: screen))
      host.display = runner.interpreter.display
      runner.enter(cell.source)
      while let reply = runner.next(host: host, asking: &program) {
        show(reply)
        if reply.quits { return false }
        if reply.isFailure || Interrupt.isPending {
          sayWhatIsLeft(of: &script)
          return true
        }
      }
    }
    return true
  }

  /// Of several cells that were pasted the ones behind an error are not run.
  private func sayWhatIsLeft(of script: inout Script) {
    var count = 0
    while let cell = try? script.nextCell(isComplete: runner.interpreter.isComplete) {
      if !cell.source.allSatisfy(\.isWhitespace) { count += 1 }
    }
    if count == 0 { return }
    show(.text(StyledText("\(count) more \(count == 1 ? "cell was" : "cells were") not run", .warning)), on: screen)
  }

  /// Asks the terminal where pictures are wished as pixels; keys that came before its answer are not lost.
  private mutating func followGraphics() {
    let (notice, keys) = pictures.follow(runner.interpreter.display.graphics, on: reader.terminal)
    if let notice { show(.text(StyledText(notice, .faint)), on: screen) }
    if !keys.isEmpty { reader.type(keys) }
  }

  /// Shows what came of a cell and offers the next one.
  private mutating func show(_ reply: Reply) {
    host.clearFrame()
    followGraphics()
    for part in reply.parts {
      switch part {
      case .outcome(let outcome): show(outcome)
      case .view(let view): show(view, on: screen)
      }
    }
    if let draft = reply.draft { reader.prefill(draft) }
  }

  private func show(_ outcome: CellOutcome) {
    if outcome.original != nil { echo(outcome) }
    if let excerpt = outcome.excerpt() { return show(.excerpt(excerpt), on: screen) }
    guard let view = outcome.view, let number = outcome.number else { return }
    let style = style(on: .standard)
    let text = pictures.text(of: view, style, on: reader.terminal)
    let label = style.text(of: .text(StyledText("Out[\(number)]:", .faint)))
    let start = label + (text.contains("\n") || view.hasPicture ? "\n" : " ")
    write(start + text, on: .standard, isPaged: !pictures.arePixels)
  }

  /// A cell that was run again, as if it were typed.
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

  /// Through the pager where it is longer than the screen.
  private func write(_ text: String, on output: Output, isPaged: Bool = true) {
    if isPaged, output === Output.standard {
      let pager = Pager(runner.interpreter.display.pager, terminal: reader.terminal)
      if pager?.show(text) == true { return }
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
