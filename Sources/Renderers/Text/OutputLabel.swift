import Views

/// The label of a result, `Out[3]:`: beside a result that fits on the rest of the line, else on a line of its own.
public struct OutputLabel: Sendable {
  private let text: String
  private let style: RenderStyle

  public init(number: Int, style: RenderStyle) {
    text = "Out[\(number)]:"
    self.style = style
  }

  public var view: View { .text(StyledText(text, .faint)) }

  /// - Parameter result: as `ANSIRenderer` gives it.
  public func fits(beside result: String) -> Bool {
    !result.contains("\n") && fits(beside: ANSIEscapes.removed(from: result).displayWidth)
  }

  /// Whether a line of this many columns fits after the label and a blank.
  func fits(beside columns: Int) -> Bool { text.displayWidth + 1 + columns <= style.width }
}
