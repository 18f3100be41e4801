import CommandKit
import Explaining
import Files
import Language
import Notebook
import SessionCore

/// The files that this session was saved in or opened from.
struct SessionFiles {
  /// The file that was opened or saved last.
  private var path: String?
  private var savedCells = 0
  private var own = OwnFiles()

  /// The number of cells that are in no file yet.
  func unsavedCells(of logbook: Logbook) -> Int { max(0, logbook.cellCount - savedCells) }

  /// Whether one of them did something.
  func hasUnsavedWork(_ logbook: Logbook) -> Bool { logbook.lastWork > savedCells }

  /// Writes the transcript; returns the file.
  mutating func save(
    _ logbook: Logbook, to path: String?, replaces: Bool, in files: inout FileStore
  ) throws(Diagnostic) -> String {
    guard let path = path ?? self.path else {
      throw Diagnostic("this session has no file yet", at: .start, hint: "for example save session.md")
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
        "the name of a page ends in .html, .ipynb, .md or .svg", at: .start,
        hint: "write export \(Self.withoutEnding(path)).html")
    }
    let bytes: [UInt8]
    do throws(NotebookError) {
      bytes = try logbook.exported(
        to: format, title: FilePath.stem(of: path, endings: [format.suffix]), commands: commands, files: files)
    } catch {
      throw Diagnostic(error.message, at: .start)
    }
    try own.write(bytes, to: path, replaces: replaces, word: "export", in: &files)
    return bytes.count
  }

  private static func withoutEnding(_ path: String) -> String {
    guard let point = path.lastIndex(of: "."), !path[point...].contains("/"), point > path.startIndex else {
      return path
    }
    return String(path[..<point])
  }

  /// Writes a derivation as a page; returns the number of bytes.
  mutating func export(
    _ page: DerivationPage, to path: String, replaces: Bool, commands: CommandSet, in files: inout FileStore
  ) throws(Diagnostic) -> Int {
    var bytes = Array(page.latex.utf8)
    if let format = Exporter.Format.allCases.first(where: { path.hasSuffix($0.suffix) }) {
      do throws(NotebookError) {
        bytes = try format.page(page.markdown, title: page.title, commands: commands, files: files)
      } catch {
        throw Diagnostic(error.message, at: .start)
      }
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
        throw NotebookError("no chainrule block has a cell", line: 1)
      }
      self.path = path
      own.note(bytes, at: path)
      return document
    } catch {
      throw Diagnostic("\(path):\(error.line): \(error.message)", at: .start)
    }
  }

  /// The session now has the cells of the file that was read. If it was stopped before the end, the file is not the
  /// session's own, because it has more cells.
  mutating func opened(_ logbook: Logbook, isComplete: Bool) {
    savedCells = logbook.cellCount
    if isComplete { return }
    if let path { own.note(nil, at: path) }
    path = nil
  }
}

/// The files that this shell wrote or read. Other files are overwritten only on request.
struct OwnFiles {
  /// What this shell last wrote or read, by path.
  private var contents: [String: [UInt8]] = [:]

  mutating func note(_ bytes: [UInt8]?, at path: String) { contents[path] = bytes }

  /// - Parameter word: the command that writes.
  mutating func write(
    _ bytes: [UInt8], to path: String, replaces: Bool, word: String, in files: inout FileStore
  ) throws(Diagnostic) {
    if !replaces, files.exists(path) {
      let hint = "\(word) \(path) replace overwrites it"
      guard let known = contents[path] else { throw Diagnostic("\(path) already exists", at: .start, hint: hint) }
      if files.contents(of: path) != known {
        throw Diagnostic("\(path) was changed by another program", at: .start, hint: hint)
      }
    }
    do throws(FileRefusal) {
      try files.write(bytes, to: path)
    } catch {
      throw Diagnostic(error.message, at: .start)
    }
    contents[path] = bytes
  }
}
