import CLineEditor
import Commands
import Renderers

/// Reads cells that a person types.
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

  private let editor: OpaquePointer
  private let screen: Output
  /// Without the capabilities that libedit cannot find either.
  private(set) var terminal: Terminal
  private var history: HistoryFile
  private var recall = Recall()
  private var menu = CompletionMenu()
  private var completion: ((String, Int) -> Completion)?

  /// - Throws: `ProgramError` where libedit cannot start.
  init(terminal: Terminal, screen: Output) throws {
    let descriptor: Int32 = terminal.isOutput ? 1 : 2
    guard let editor = line_editor_open("chainrule", descriptor, terminal.isPlain) else {
      throw ProgramError("cannot start the line editor")
    }
    self.editor = editor
    self.screen = screen
    self.terminal = terminal
    if line_editor_is_dumb(editor) { self.terminal.forgetCapabilities() }
    history = HistoryFile(path: HistoryFile.standardPath, into: editor)
    line_editor_set_keys(editor, keys)
    line_editor_read_settings(editor)
    line_editor_history_each(editor, context) { LineReader.at($0)?.remember($1) }
    if let warning = history.warning { warn(warning) }
    if terminal.background == .unknown, self.terminal.answersQuestions { line_editor_ask_background(editor) }
  }

  deinit { line_editor_close(editor) }

  /// Reads one cell, over several lines where it has to be.
  ///
  /// - Parameters:
  ///   - number: the number in the prompt.
  ///   - completion: what could stand at an offset of a line; not kept longer than the call.
  func readCell(
    number: Int, isComplete: (String) -> Bool, completion: @escaping (String, Int) -> Completion
  ) -> Entry {
    self.completion = completion
    defer { self.completion = nil }
    var prompt = Prompt(number: number, colour: terminal.colour)
    var cell: String?
    while true {
      let line = readLine(prompt.text)
      guard case .cell(let text) = line else { return cell == nil ? line : .cancelled }
      let whole = cell.map { $0 + "\n" + text } ?? text
      if isComplete(whole) {
        add(whole)
        return .cell(whole)
      }
      cell = whole
      prompt = prompt.continuation
    }
  }

  /// Puts text into the next line, as if it was pasted.
  func prefill(_ text: String) { line_editor_push(editor, TypedText.clean(text)) }

  /// What the terminal has answered so far, where it was asked.
  var background: Background? {
    switch line_editor_background(editor) {
    case LineEditorBackgroundDark: .dark
    case LineEditorBackgroundLight: .light
    default: nil
    }
  }

  private func readLine(_ prompt: String) -> Entry {
    recall.reset()
    menu.reset()
    line_editor_set_prompt(editor, prompt)
    var end = LineEditorEndAccepted
    let line = line_editor_read(editor, &end)
    if let line { return .cell(String(cString: line)) }
    screen.writeLine("")
    screen.flush()
    return end == LineEditorEndInterrupted ? .cancelled : .end
  }

  private func add(_ cell: String) {
    let isBlank = cell.allSatisfy(\.isWhitespace)
    if isBlank || cell == recall.entries.last { return }
    line_editor_history_add(editor, cell)
    recall.add(cell)
    if let warning = history.append(cell) { warn(warning) }
  }

  private func remember(_ entry: UnsafePointer<CChar>?) {
    if let entry { recall.add(String(cString: entry)) }
  }

  private func warn(_ warning: String) {
    Output.errors.writeMessage("chainrule: warning: \(warning)")
    Output.errors.flush()
  }
}

// MARK: Keys

extension LineReader {
  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  private static func at(_ context: UnsafeMutableRawPointer?) -> LineReader? {
    context.map { Unmanaged<LineReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private var keys: LineEditorKeys {
    LineEditorKeys(
      context: context,
      complete: { LineReader.at($0)?.complete(EditedLine($1, cursor: $2)) ?? LineEditorActionNone },
      older: { LineReader.at($0)?.goUp(EditedLine($1, cursor: $2)) ?? LineEditorActionNone },
      newer: { LineReader.at($0)?.goDown(EditedLine($1, cursor: $2)) ?? LineEditorActionNone })
  }

  private func complete(_ line: EditedLine) -> LineEditorAction {
    guard let completion = completion?(line.text, line.cursor) else { return LineEditorActionBeep }
    switch menu.press(completion, line: line.text, offset: line.cursor, width: terminal.width) {
    case .nothing: return LineEditorActionBeep
    case .replace(let text):
      line_editor_move(editor, Int32(line.characters(line.cursor..<completion.replaced.upperBound)))
      line_editor_delete(editor, line.characters(completion.replaced))
      line_editor_insert(editor, text)
      return LineEditorActionRefresh
    case .list(let text):
      screen.writeLine("\n" + text)
      screen.flush()
      return LineEditorActionRedraw
    }
  }

  /// Up a line in a cell of several lines; from its first line to the older cell.
  private func goUp(_ line: EditedLine) -> LineEditorAction {
    if let distance = line.distanceUp { return move(distance) }
    return replace(line.text, with: recall.older(than: line.text, head: line.head))
  }

  private func goDown(_ line: EditedLine) -> LineEditorAction {
    if let distance = line.distanceDown { return move(distance) }
    return replace(line.text, with: recall.newer(than: line.text, head: line.head))
  }

  private func move(_ characters: Int) -> LineEditorAction {
    line_editor_move(editor, Int32(characters))
    return LineEditorActionRefresh
  }

  private func replace(_ line: String, with text: String?) -> LineEditorAction {
    guard let text else { return LineEditorActionBeep }
    line_editor_replace(editor, text)
    return LineEditorActionRefresh
  }
}
