import CLineEditor
import CommandKit
import SessionCore
import Renderers

/// The actions of the keys.
extension LineReader {
  var handlers: LineEditorHandlers {
    LineEditorHandlers(
      context: Unmanaged.passUnretained(self).toOpaque(),
      draw: { LineReader.at($0)?.draw(EditedLine($1), $2) },
      idle: { LineReader.at($0)?.prepare() },
      press: { LineReader.at($0)?.press($2, EditedLine($1)) ?? LineEditorActionNone },
      paste: { LineReader.at($0)?.insert(PastedText(EditedLine($2).text).text) ?? LineEditorActionNone },
      search: { LineReader.at($0)?.startSearch(EditedLine($1)) },
      search_key: { LineReader.at($0)?.pressInSearch($1) ?? LineEditorActionNone })
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> LineReader? {
    context.map { Unmanaged<LineReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func press(_ key: LineEditorKey, _ line: EditedLine) -> LineEditorAction {
    changes.note(line)
    switch key {
    case LineEditorKeyComplete: return complete(line)
    case LineEditorKeyEnter: return enter(line)
    case LineEditorKeyNewline: return insertNewline(line)
    case LineEditorKeyDraft: return insert(draft)
    case LineEditorKeyOlder: return line.above.map { move(line, to: $0) } ?? recallOlder(line)
    case LineEditorKeyNewer: return line.below.map { move(line, to: $0) } ?? recallNewer(line)
    case LineEditorKeyOlderCell: return recallOlder(line)
    case LineEditorKeyNewerCell: return recallNewer(line)
    case LineEditorKeyHome: return move(line, to: line.lineStart)
    case LineEditorKeyEnd: return acceptSuggestion(line) ?? move(line, to: line.lineEnd)
    case LineEditorKeyLeft: return move(line, to: line.previousCharacter)
    case LineEditorKeyRight: return acceptSuggestion(line) ?? move(line, to: line.nextCharacter)
    case LineEditorKeyWordLeft: return move(line, to: line.previousWord)
    case LineEditorKeyWordRight: return acceptWord(line) ?? move(line, to: line.nextWord)
    case LineEditorKeyDeleteLeft: return delete(line, line.previousCharacter..<line.cursor)
    case LineEditorKeyDeleteRight: return delete(line, line.cursor..<line.nextCharacter)
    case LineEditorKeyDeleteOrLeave:
      return line.scalars.isEmpty ? LineEditorActionLeave : delete(line, line.cursor..<line.nextCharacter)
    case LineEditorKeyKillWordLeft: return kill(line, line.previousWord..<line.cursor)
    case LineEditorKeyKillWordRight: return kill(line, line.cursor..<line.nextWord)
    case LineEditorKeyKillBlankWord: return kill(line, line.previousBlankWord..<line.cursor)
    case LineEditorKeyKillLine:
      // At the end of a line this deletes the newline.
      let end = line.lineEnd
      return kill(line, line.cursor..<(end > line.cursor ? end : line.nextCharacter))
    case LineEditorKeyKillCell: return kill(line, 0..<line.scalars.count)
    case LineEditorKeyYank: return insert(killed)
    case LineEditorKeyUndo: return undo(line)
    case LineEditorKeyClearScreen:
      write(screen.clear())
      return LineEditorActionNone
    case LineEditorKeyEditor: return edit(line)
    default: return LineEditorActionNone
    }
  }

  // MARK: Moving and changing

  private func move(_ line: EditedLine, to target: Int) -> LineEditorAction {
    if target == line.cursor { return LineEditorActionBeep }
    line_editor_move(editor, Int32(target - line.cursor))
    return LineEditorActionRefresh
  }

  private func insert(_ text: String) -> LineEditorAction {
    if text.isEmpty { return LineEditorActionNone }
    line_editor_insert(editor, text)
    return LineEditorActionRefresh
  }

  private func delete(_ line: EditedLine, _ range: Range<Int>) -> LineEditorAction {
    if range.isEmpty { return LineEditorActionBeep }
    line_editor_move(editor, Int32(range.upperBound - line.cursor))
    line_editor_delete(editor, range.count)
    return LineEditorActionRefresh
  }

  private func kill(_ line: EditedLine, _ range: Range<Int>) -> LineEditorAction {
    if !range.isEmpty { killed = line.text(range) }
    return delete(line, range)
  }

  /// Inserts the rest of an earlier cell, if it is shown.
  private func acceptSuggestion(_ line: EditedLine) -> LineEditorAction? { continuation(of: line).map(insert) }

  /// Inserts its next word.
  private func acceptWord(_ line: EditedLine) -> LineEditorAction? {
    guard let continuation = continuation(of: line) else { return nil }
    let rest = EditedLine(continuation, cursor: 0)
    return insert(rest.text(0..<rest.nextWord))
  }

  private func undo(_ line: EditedLine) -> LineEditorAction {
    guard let before = changes.undo() else { return LineEditorActionBeep }
    _ = replace(line, with: before.text)
    line_editor_move(editor, Int32(before.cursor - before.scalars.count))
    return LineEditorActionRefresh
  }

  private func replace(_ line: EditedLine, with text: String?) -> LineEditorAction {
    guard let text else { return LineEditorActionBeep }
    _ = delete(line, 0..<line.scalars.count)
    line_editor_insert(editor, text)
    return LineEditorActionRefresh
  }

  // MARK: Enter

  /// Runs a complete cell, wherever the cursor is; adds a line to an open one.
  private func enter(_ line: EditedLine) -> LineEditorAction {
    guard let interpreter, !interpreter.isComplete(line.text) else { return run(line) }
    return insertNewline(line)
  }

  private func run(_ line: EditedLine) -> LineEditorAction {
    if screen.isColoured { leave(line) } else { draw(line, LineEditorOccasionTyped) }
    line_editor_move(editor, Int32(line.scalars.count - line.cursor))
    // libedit tells an empty line from the end of the input by its newline.
    line_editor_insert(editor, "\n")
    return LineEditorActionRun
  }

  private func insertNewline(_ line: EditedLine) -> LineEditorAction {
    let indentation = line_editor_has_input(editor) ? 0 : interpreter?.indentation(after: line.head) ?? 0
    return insert("\n" + String(repeating: " ", count: indentation))
  }

  private func edit(_ line: EditedLine) -> LineEditorAction {
    leave(line)
    write(screen.finish())
    do {
      return replace(line, with: try ExternalEditor().edit(line.text))
    } catch {
      show(error.description, below: line)
      return LineEditorActionBeep
    }
  }

  private func complete(_ line: EditedLine) -> LineEditorAction {
    let text = line.text
    let offset = line.head.utf8.count
    guard let environment, let completion = interpreter?.completion(of: text, at: offset, in: environment) else {
      return LineEditorActionBeep
    }
    var style = style
    style.width = terminal.width
    switch menu.press(completion, line: text, offset: offset, fold: style.clean) {
    case .nothing: return LineEditorActionBeep
    case .replace(let range, let new):
      let start = line.characters(toOffset: range.lowerBound)
      _ = delete(line, start..<line.characters(toOffset: range.upperBound))
      return insert(new)
    case .list:
      let listing = CompletionListing(completion: completion, style: style, height: terminal.height)
      show(style.text(of: listing.view), below: line)
      return LineEditorActionNone
    }
  }

  // MARK: Earlier cells

  private func recallOlder(_ line: EditedLine) -> LineEditorAction {
    replace(line, with: recall.older(than: line.text, head: line.head))
  }

  private func recallNewer(_ line: EditedLine) -> LineEditorAction {
    replace(line, with: recall.newer(than: line.text, head: line.head))
  }

  private func startSearch(_ line: EditedLine) { search = Search(recall.entries, from: line) }

  private func pressInSearch(_ character: UInt32) -> LineEditorAction {
    guard var search else { return LineEditorActionAgain }
    let step = Unicode.Scalar(character).map { search.press($0) } ?? .beep
    self.search = search
    switch step {
    case .none: return LineEditorActionNone
    case .beep: return LineEditorActionBeep
    case .abort:
      self.search = nil
      return LineEditorActionRefresh
    case .accept, .acceptAndPress:
      accept(search)
      return step == .accept ? LineEditorActionRefresh : LineEditorActionAgain
    case .run:
      return accept(search) ? run(search.line) : LineEditorActionAgain
    }
  }

  /// Puts the found entry into the line; Up continues from it.
  @discardableResult
  private func accept(_ search: Search) -> Bool {
    self.search = nil
    let found = search.line
    _ = replace(search.original, with: found.text)
    line_editor_move(editor, Int32(found.cursor - found.scalars.count))
    recall.resume(at: found.text)
    return interpreter?.isComplete(found.text) ?? true
  }
}
