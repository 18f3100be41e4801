/// A name of the program's arguments as a cell has it.
///
/// - Throws: `ProgramError` where no cell can: a quote ends a text, and a line break a cell.
func quoted(_ name: String) throws(ProgramError) -> String {
  if name.contains(where: { $0 == "\"" || $0.isNewline }) {
    throw ProgramError("the name \(name) has a quote or a line break in it, which a cell cannot spell")
  }
  return "\"\(name)\""
}
