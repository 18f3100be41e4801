import ArgumentParser
import Files
import Language
import Notebook

/// An error outside of any cell: with a file, the terminal or the disk.
struct ProgramError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  init(_ description: String, error: Int32) { self.description = "\(description): \(systemMessage(error))" }
  init(system error: Int32) { description = systemMessage(error) }
}

/// Writes an error with a message to standard error; the program then ends with status 1.
func reportingErrors<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch {
    let message: String
    switch error {
    case let error as ProgramError: message = error.description
    case let error as Exporter.Failure: message = error.description
    case let error as FileRefusal: message = error.message
    case let error as Diagnostic: message = error.message
    default: throw error
    }
    Output.errors.writeMessage("chainrule: \(message)")
    throw ExitCode(1)
  }
}
