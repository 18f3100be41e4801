import CommandKit
import Language
import Renderers
import Views

/// The output of a cell: plain text, and the view that was rendered.
public struct CellOutput: Equatable, Sendable {
  public var text: String
  /// `nil` for a muted cell, and for a cell that was not run.
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
  /// The style of transcripts on every machine: 80 columns, no colours.
  private static let style: RenderStyle = {
    var style = RenderStyle(width: 80)
    style.elidesMeasured = true
    return style
  }()

  init(_ outcome: CellOutcome) {
    if let excerpt = outcome.excerpt() {
      self.init(.excerpt(excerpt), digits: outcome.digits, isError: true)
    } else if let view = outcome.view {
      self.init(view, digits: outcome.digits)
    } else {
      self.init("")
    }
  }

  /// The outputs of several cells, one below the other.
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
    self.init(PlainTextRenderer(style).render(view), isError: isError, view: view, format: style.format)
  }
}

extension Cell {
  /// The output that the file has.
  var expectedOutput: CellOutput { CellOutput(expected.joined(separator: "\n")) }
}

extension CellOutcome {
  public var view: View? {
    if case .success(let view) = result { view } else { nil }
  }

  /// The error, with its place in the file that the cell comes from; `nil` if the cell succeeded.
  ///
  /// - Parameters:
  ///   - file: `nil` for a cell that was typed.
  ///   - firstLine: the line of the file on which the cell starts, from 1.
  public func excerpt(file: String? = nil, firstLine: Int = 1) -> SourceExcerpt? {
    guard case .failure(var diagnostic) = result else { return nil }
    if let place { diagnostic = diagnostic.moved(by: place.start) }
    let place = diagnostic.location(in: place?.text ?? source)
    return SourceExcerpt(
      message: diagnostic.message, file: file, line: place.line + firstLine - 1, column: place.column,
      length: place.length, text: place.text, hint: diagnostic.hint)
  }
}
