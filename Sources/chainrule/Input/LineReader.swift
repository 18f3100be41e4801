import CLineEditor
import CommandKit
import SessionCore
import Renderers

/// Reads cells that a user types: a line editor of our own on libedit.
///
/// libedit decodes keys, binds them as `~/.editrc` says and has vi's mode: years of work that users rely on, and all of
/// it that is used. Its drawing loses combining characters, the prompts of further lines and any text taller than the
/// screen, and its history knows only single lines: drawing, cells of several lines, history, search and completion are
/// in this folder.
///
/// A class: it owns libedit's editor, whose keys call back into it.
final class LineReader {
  enum Entry: Equatable {
    case cell(String)
    /// Ctrl-C: what was typed is gone.
    case cancelled
    /// Ctrl-D on an empty line.
    case end
  }

  /// What the reader has to know of the language; not kept longer than a cell is read.
  struct Language {
    let isComplete: (String) -> Bool
    /// The blanks in front of the line that follows a text.
    let indentation: (String) -> Int
    /// What could stand at an offset of a text, in UTF-8.
    let completion: (String, Int) -> Completion
  }

  let editor: OpaquePointer
  let output: Output
  /// What the person wishes to see.
  var display = DisplaySettings()
  private var knownTerminal: Terminal
  private let descriptor: Int32
  private var history: HistoryFile
  /// `nil` until the first prompt stands and no key is waiting.
  private var recalled: Recall?
  private var lastCell: String?
  private var screen: any EditorScreen
  private var prompt = Prompt.none

  var language: Language?
  var menu = CompletionMenu()
  var search: Search?
  var killed = ""
  /// What the next line begins with.
  var draft = ""

  /// - Throws: `ProgramError` where libedit cannot start.
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
    history = HistoryFile(path: HistoryFile.standardPath)
    line_editor_set_handlers(editor, handlers)
    line_editor_read_settings(editor)
    if let warning = history.warning { warn(warning) }
    if terminal.background == .unknown, knownTerminal.answersQuestions { line_editor_ask_background(editor) }
  }

  deinit { line_editor_close(editor) }

  /// Reads a cell, or several that were pasted.
  ///
  /// - Parameter number: the number in the prompt.
  func readCell(number: Int, language: Language) -> Entry {
    self.language = language
    defer { self.language = nil }
    prompt = Prompt(number: number, colour: terminal.colour)
    recalled?.reset()
    menu.reset()
    search = nil
    screen.forget()
    var line = LineEditorText()
    let end = line_editor_read(editor, &line)
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

  /// Takes keys that were typed before and that something else has read.
  func type(_ keys: [UInt8]) {
    keys.withUnsafeBytes { line_editor_type(editor, $0.baseAddress, $0.count) }
  }

  /// Without the capabilities that libedit cannot find either, and with what the terminal has answered so far.
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
    if let warning = history.append(cell) { warn(warning) }
    if recalled == nil, !history.isWritable { recall.add(cell) }
  }

  /// The earlier cells.
  var recall: Recall {
    get { recalled ?? Recall(history.entries()) }
    set { recalled = newValue }
  }

  /// Reads the earlier cells while nobody waits.
  func prepare() {
    if recalled == nil { recall = recall }
  }

  private func warn(_ warning: String) {
    Output.errors.writeMessage("chainrule: warning: \(warning)")
    Output.errors.flush()
  }
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
      text += screen.draw(line, prompt: prompt, size: size)
    }
    write(text)
  }

  /// Writes below the text, which is then drawn again.
  func show(_ text: String) {
    write(screen.finish() + text + "\n")
  }

  func clearScreen() { write(screen.clear()) }

  func leaveScreen() { write(screen.finish()) }

  private func write(_ text: String) {
    if text.isEmpty { return }
    output.write(text)
    output.flush()
  }
}
