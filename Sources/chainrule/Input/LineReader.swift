import CLineEditor
import CommandKit
import SessionCore
import Renderers

/// Reads cells that a user types: our own line editor on top of libedit.
///
/// libedit decodes keys, reads key bindings from `~/.editrc` and has a vi mode, which users rely on; nothing else of it is
/// used. Its drawing loses combining characters, the prompts of continuation lines and text taller than the screen, and
/// its history has single lines only. So drawing, multiline cells, history, search and completion are in this folder.
///
/// A class: it owns libedit's editor, whose keys call back into it.
final class LineReader {
  enum Entry: Equatable {
    case cell(String)
    /// Ctrl-C: the line is dropped.
    case cancelled
    /// Ctrl-D on an empty line.
    case end
  }

  let editor: OpaquePointer
  let output: Output
  /// The user's display settings.
  var display = DisplaySettings()
  private var knownTerminal: Terminal
  private let descriptor: Int32
  private var history: HistoryFile
  /// `nil` until the first prompt is shown and no key is waiting.
  private(set) var recalled: Recall?
  private var lastCell: String?
  var screen: any EditorScreen
  private var prompt = Prompt.none

  /// The session, while a cell is read.
  var interpreter: Interpreter?
  /// The files and lessons that Tab completes.
  var environment: CompletionEnvironment?
  var menu = CompletionMenu()
  var search: Search?
  var killed = ""
  /// The states of the line, for undo within it.
  var changes = LineHistory()
  /// The rest of an earlier cell that is shown after a line; both are as they were drawn.
  private var suggestion: (line: [Unicode.Scalar], rest: String)?
  private var colouring: LineColouring?
  /// The text that the next line starts with.
  var draft = ""

  /// - Throws: `ProgramError` if libedit cannot start.
  init(terminal: Terminal, screen output: Output) throws {
    descriptor = terminal.isOutput ? 1 : 2
    guard let editor = line_editor_open("chainrule", descriptor, terminal.isPlain) else {
      throw ProgramError("cannot start the line editor")
    }
    self.editor = editor
    self.output = output
    knownTerminal = terminal
    if line_editor_is_dumb(editor) { knownTerminal.forgetCapabilities() }
    screen = knownTerminal.isPlain || !knownTerminal.redraws ? RowScreen() : BlockScreen()
    history = HistoryFile(path: stateFile("history"))
    line_editor_set_handlers(editor, handlers)
    line_editor_read_settings(editor)
    if let warning = history.warning { Self.warn(warning) }
    if terminal.background == .unknown, knownTerminal.answersQuestions { line_editor_ask_background(editor) }
  }

  deinit { line_editor_close(editor) }

  /// Reads a cell, or several pasted ones.
  func readCell(for interpreter: Interpreter, completing environment: CompletionEnvironment) -> Entry {
    self.interpreter = interpreter
    self.environment = environment
    display = interpreter.display
    defer { self.interpreter = nil }
    prompt = Prompt(number: interpreter.nextCellNumber, colour: terminal.colour)
    recalled?.reset()
    menu.reset()
    search = nil
    changes = LineHistory()
    suggestion = nil
    colouring = nil
    if var block = screen as? BlockScreen {
      block.palette = SyntaxPalette(style)
      screen = block
    }
    screen.forget()
    var line = LineEditorText()
    let end = line_editor_read(editor, &line)
    if end != LineEditorEndAccepted { leave(EditedLine(line)) }
    write(screen.finish())
    guard end == LineEditorEndAccepted else { return end == LineEditorEndInterrupted ? .cancelled : .end }
    let cell = String(EditedLine(line).text.dropLast())
    add(cell)
    return .cell(cell)
  }

  /// Puts text into the next line.
  func prefill(_ text: String) {
    draft = text
    line_editor_expect_draft(editor)
  }

  /// Adds keys that were typed earlier and read by something else.
  func type(_ keys: [UInt8]) {
    keys.withUnsafeBytes { line_editor_type(editor, $0.baseAddress, $0.count) }
  }

  /// The terminal without the capabilities that libedit does not find, and with its answers so far.
  var terminal: Terminal {
    var terminal = knownTerminal
    switch line_editor_background(editor) {
    case LineEditorBackgroundDark: terminal.background = .dark
    case LineEditorBackgroundLight: terminal.background = .light
    default: break
    }
    return terminal
  }

  var style: RenderStyle { RenderStyle(terminal, display: display) }

  private func add(_ cell: String) {
    if cell.allSatisfy(\.isWhitespace) || cell == lastCell { return }
    lastCell = cell
    recalled?.add(cell)
    if let warning = history.append(cell) { Self.warn(warning) }
    if recalled == nil, !history.isWritable { recall.add(cell) }
  }

  var recall: Recall {
    get { recalled ?? Recall(history.entries()) }
    set { recalled = newValue }
  }

  /// Reads the history while no key is waiting.
  func prepare() {
    if recalled == nil { recall = recall }
  }

  static func warn(_ warning: String) { Output.errors.writeMessage("chainrule: warning: \(warning)") }
}

// MARK: The screen

extension LineReader {
  func draw(_ line: EditedLine, _ occasion: LineEditorOccasion) {
    let size = ScreenSize(of: descriptor)
    var text = ""
    switch occasion {
    case LineEditorOccasionBeep: text = "\u{07}"
    case LineEditorOccasionResized: text = screen.resize(to: size)
    case LineEditorOccasionContinued: screen.forget()
    default: break
    }
    if let search {
      let prompt = Prompt(searching: search.pattern, found: search.isFound, style: style)
      text += screen.draw(search.line, prompt: prompt, size: size)
    } else {
      changes.note(line)
      text += screen.draw(decorated(line, rows: size.rows), prompt: prompt, size: size)
    }
    write(text)
  }

  /// Draws the line as it stays on the screen: without what is shown only while it is edited.
  func leave(_ line: EditedLine) {
    guard screen.isColoured else { return }
    suggestion = nil
    write(screen.draw(coloured(line, isTyped: false), prompt: prompt, size: ScreenSize(of: descriptor)))
  }

  /// The line with its colours, and after it what it continues with or what it waits for.
  private func decorated(_ line: EditedLine, rows: Int) -> EditedLine {
    guard screen.isColoured else { return line }
    var shown = coloured(line, isTyped: true)
    if let note = LineNote.openBracket(of: line) {
      suggestion = nil
      shown.suggestion = Array(note.unicodeScalars)
    } else {
      suggestion = recalled.flatMap { Ghost.text(after: line, in: $0, rows: rows) }.map { (line.scalars, $0) }
      shown.suggestion = Array((suggestion?.rest ?? "").unicodeScalars)
    }
    return shown
  }

  /// What the line continues with if it is accepted, which needs the cursor at the end of the text.
  func continuation(of line: EditedLine) -> String? {
    guard let suggestion, line.cursor == line.scalars.count, line.scalars == suggestion.line else { return nil }
    return suggestion.rest
  }

  private func coloured(_ line: EditedLine, isTyped: Bool) -> EditedLine {
    if colouring == nil { colouring = interpreter.map(LineColouring.init) }
    var shown = line
    shown.kinds = colouring?.kinds(of: line, isTyped: isTyped) ?? []
    return shown
  }

  /// Writes below the edited text, which is then drawn again.
  func show(_ text: String, below line: EditedLine) {
    leave(line)
    write(screen.finish() + text + "\n")
  }

  func write(_ text: String) {
    if text.isEmpty { return }
    output.write(text)
    output.flush()
  }
}
