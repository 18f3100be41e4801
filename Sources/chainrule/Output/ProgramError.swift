import ArgumentParser
import Files

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
