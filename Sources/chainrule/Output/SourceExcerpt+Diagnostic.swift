import Language
import Views

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
