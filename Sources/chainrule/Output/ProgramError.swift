import ArgumentParser
import Files
import Language
import Views

/// What went wrong outside of any cell: a file, the terminal, the disk.
struct ProgramError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  /// With the system's words for what went wrong.
  init(_ description: String, error: Int32) { self.description = "\(description): \(systemMessage(error))" }
}

/// Says on standard error what went wrong; the program ends with status 1.
func reportingErrors<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as ProgramError {
    Output.errors.writeMessage("chainrule: \(error)")
    Output.errors.flush()
    throw ExitCode(1)
  }
}

extension SourceExcerpt {
  /// What is wrong in a cell, with its place in the file that the cell comes from.
  ///
  /// - Parameters:
  ///   - file: `nil` for a cell that was typed.
  ///   - firstLine: the line of the file on which the cell starts, from 1.
  ///   - indent: the columns of the file before the cell.
  init(_ diagnostic: Diagnostic, in source: String, file: String? = nil, firstLine: Int = 1, indent: Int = 0) {
    let place = diagnostic.location(in: source)
    self.init(
      message: diagnostic.message, file: file, line: place.line + firstLine - 1, column: place.column + indent,
      length: place.length, text: place.text, hint: diagnostic.hint)
  }
}
