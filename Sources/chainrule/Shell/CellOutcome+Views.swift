import CommandKit
import SessionCore
import Notebook
import Views

extension CellOutcome {
  var view: View? {
    if case .success(let view) = result { view } else { nil }
  }

  /// What is wrong, with its place; `nil` where nothing is.
  func excerpt(file: String? = nil, firstLine: Int = 1, indent: Int = 0) -> SourceExcerpt? {
    guard case .failure(let diagnostic) = result else { return nil }
    return SourceExcerpt(diagnostic, in: source, file: file, firstLine: firstLine, indent: indent)
  }
}
