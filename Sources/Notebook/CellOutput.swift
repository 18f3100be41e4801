import CommandKit
import Language
import Renderers
import Views

/// What a cell printed: as plain text, and as the view that it is the text of.
public struct CellOutput: Equatable, Sendable {
  public var text: String
  /// `nil` for a muted cell and for a runner that has no views.
  public var view: View?
  /// How the session writes numbers.
  public var format = NumberFormat()
  /// Whether the text is the message of an error.
  public var isError: Bool

  public init(_ text: String, isError: Bool = false, view: View? = nil, format: NumberFormat = NumberFormat()) {
    self.text = text
    self.view = view
    self.format = format
    self.isError = isError
  }
}

extension CellOutput {
  /// What a transcript is written in, on every machine: 80 columns, no colours.
  private static let style: RenderStyle = {
    var style = RenderStyle(width: 80)
    style.elidesMeasured = true
    return style
  }()

  init(_ outcome: CellOutcome) {
    switch outcome.result {
    case .success(let view?): self.init(view, digits: outcome.digits)
    case .success(nil): self.init("")
    case .failure(let diagnostic):
      let excerpt = SourceExcerpt(diagnostic, in: outcome.source)
      self.init(.excerpt(excerpt), digits: outcome.digits, isError: true)
    }
  }

  /// What several cells printed, one under the other.
  init(_ outcomes: [CellOutcome]) {
    let outputs = outcomes.map(CellOutput.init)
    let shown = outputs.filter { !$0.text.isEmpty }
    if outputs.count == 1 {
      self = outputs[0]
    } else {
      self.init(
        shown.map(\.text).joined(separator: "\n"), isError: outputs.last?.isError ?? false,
        view: shown.isEmpty ? nil : .stack(shown.compactMap(\.view)), format: outputs.last?.format ?? NumberFormat())
    }
  }

  private init(_ view: View, digits: Int, isError: Bool = false) {
    var style = Self.style
    style.format = NumberFormat(digits: digits)
    self.init(PlainTextRenderer(style: style).render(view), isError: isError, view: view, format: style.format)
  }
}

extension SourceExcerpt {
  /// What is wrong in a cell, with its place in the file that the cell comes from.
  ///
  /// - Parameters:
  ///   - file: `nil` for a cell that was typed.
  ///   - firstLine: the line of the file on which the cell starts, from 1.
  ///   - indent: the columns of the file before the cell.
  public init(
    _ diagnostic: Diagnostic, in source: String, file: String? = nil, firstLine: Int = 1, indent: Int = 0
  ) {
    let place = diagnostic.location(in: source)
    self.init(
      message: diagnostic.message, file: file, line: place.line + firstLine - 1, column: place.column + indent,
      length: place.length, text: place.text, hint: diagnostic.hint)
  }
}
