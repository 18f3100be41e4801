import Files
import Glibc
import Notebook

/// A cell of a script, and the line on which it starts, from 1.
struct ScriptCell {
  var source: String
  var line: Int
}

/// A source of cells.
struct Script {
  let name: String
  private var lines: Lines
  private var lineNumber = 0

  private enum Lines {
    case text([Substring])
    case input(InputLines)
    /// The cells of a lesson, the next one last.
    case cells([ScriptCell])
  }

  /// The lines of a text.
  init(name: String, text: String) {
    self.name = name
    lines = .text(text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).reversed())
  }

  /// Lines that are read while the cells run.
  init(name: String, input: InputLines) {
    self.name = name
    lines = .input(input)
  }

  /// The cells of a lesson, or the lines of any other file.
  ///
  /// - Throws: `ProgramError` if the file cannot be read.
  init(file: String) throws {
    name = file
    guard file.hasSuffix(".md") else {
      let descriptor = open(file, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw ProgramError("cannot read \(file)", error: errno) }
      lines = .input(InputLines(descriptor: descriptor, name: file))
      return
    }
    guard let bytes = FileStore.disk.contents(of: file) else { throw ProgramError("cannot read \(file)") }
    do throws(NotebookError) {
      let cells = try Document.parse(bytes: bytes).cells
      lines = .cells(cells.reversed().map { ScriptCell(source: $0.source, line: $0.line) })
    } catch {
      throw ProgramError("\(file):\(error.line): error: \(error.message)")
    }
  }

  /// The next cell: lines joined until they are complete. An incomplete cell at the end is returned as it is.
  mutating func nextCell(isComplete: (String) -> Bool) throws -> ScriptCell? {
    if case .cells(var cells) = lines {
      let cell = cells.popLast()
      lines = .cells(cells)
      return cell
    }
    guard var source = try nextLine() else { return nil }
    let first = lineNumber
    while !isComplete(source), let line = try nextLine() { source += "\n" + line }
    return ScriptCell(source: source, line: first)
  }

  private mutating func nextLine() throws -> String? {
    lineNumber += 1
    switch lines {
    case .text(var rest):
      let line = rest.popLast()
      lines = .text(rest)
      return line.map { String($0) }
    case .input(var input):
      lines = .text([])
      let line = try input.next()
      lines = .input(input)
      return line
    case .cells: return nil
    }
  }
}
