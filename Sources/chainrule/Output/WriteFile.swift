import Foundation

/// Writes a whole file, or leaves what is there.
func writeFile(_ text: String, to path: String, overwriting: Bool = true) throws(ProgramError) {
  do {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: overwriting ? .atomic : .withoutOverwriting)
  } catch {
    throw ProgramError("cannot write \(path): \(error.localizedDescription)")
  }
}
