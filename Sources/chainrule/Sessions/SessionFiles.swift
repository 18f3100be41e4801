import CommandKit
import Files
import SessionCore
import Language
import Notebook

/// The files that this session wrote or came from.
struct SessionFiles {
  /// The file that was opened or saved last.
  private var path: String?
  private var savedCells = 0
  private var own = OwnFiles()

  /// The cells that no file has yet.
  func unsavedCells(of logbook: Logbook) -> Int { max(0, logbook.cellCount - savedCells) }

  /// Writes the transcript; returns the file.
  mutating func save(
    _ logbook: Logbook, to path: String?, replaces: Bool, in files: inout FileStore
  ) throws(Diagnostic) -> String {
    guard let path = path ?? self.path else {
      throw Diagnostic("this session has no file yet", at: .start, hint: "save session.md, for one")
    }
    try own.write(Array(logbook.markdown.utf8), to: path, replaces: replaces, word: "save", in: &files)
    self.path = path
    savedCells = logbook.cellCount
    return path
  }

  /// Writes the session in another format; returns the number of bytes.
  mutating func export(
    _ logbook: Logbook, to path: String, replaces: Bool, commands: CommandSet, in files: inout FileStore
  ) throws(Diagnostic) -> Int {
    guard let format = Exporter.Format.allCases.first(where: { path.hasSuffix($0.suffix) }) else {
      throw Diagnostic(
        "the name of a page ends in .html, .ipynb, .md or .svg", at: .start, hint: "export \(path).html, say")
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let bytes: [UInt8]
    do throws(NotebookError) {
      bytes = try logbook.exported(
        to: format, title: String(name.dropLast(format.suffix.count)), commands: commands, files: files)
    } catch {
      throw Diagnostic(error.message, at: .start)
    }
    try own.write(bytes, to: path, replaces: replaces, word: "export", in: &files)
    return bytes.count
  }

  /// Reads a transcript to be opened.
  mutating func read(_ path: String, in files: FileStore) throws(Diagnostic) -> Document {
    guard let bytes = files.contents(of: path) else { throw Diagnostic("cannot read \(path)", at: .start) }
    do throws(NotebookError) {
      let document = try Document.parse(bytes: bytes)
      if document.cells.isEmpty {
        throw NotebookError("no chainrule block holds a cell", line: 1)
      }
      self.path = path
      own.note(bytes, at: path)
      return document
    } catch {
      throw Diagnostic("\(path):\(error.line): \(error.message)", at: .start)
    }
  }

  /// The session is now what the file that was read has; where it was stopped on the way, the file is not the session's
  /// own: it has more.
  mutating func opened(_ logbook: Logbook, isWhole: Bool) {
    savedCells = logbook.cellCount
    if isWhole { return }
    if let path { own.note(nil, at: path) }
    path = nil
  }
}
