import Views

/// How many colours the medium shows.
public enum ColourDepth: Int, CaseIterable, Sendable { case none, ansi16, ansi256, trueColour }

/// What a renderer knows about its medium and the reader's preferences.
public struct RenderStyle: Equatable, Sendable {
  /// Columns of the medium.
  public var width: Int
  /// Lines that a picture may take, so that its title and the prompt stay on the screen; `nil` for a page without an end.
  public var height: Int?
  public var format: NumberFormat
  /// Whether the medium shows Unicode; if not, everything is spelled in ASCII.
  public var unicode: Bool
  public var colour: ColourDepth
  public var background: Background
  /// Whether a progress frame can replace the one before it.
  public var redraws: Bool
  /// Whether the reader hears the text: no frames or rules, and pictures in words and numbers.
  public var isSpoken: Bool
  /// With `shape`, a matrix is its shape, its range and its mean.
  public var amount: DisplayAmount
  /// The most rows and columns of a matrix and the most rows of a table that are shown, unless `amount` is `full`.
  public var matrixRows: Int
  public var matrixColumns: Int
  public var tableRows: Int
  /// Whether measured times are `…`, as in a transcript, which must come out the same every time.
  public var elidesMeasured = false

  public init(
    width: Int = 80, height: Int? = nil, format: NumberFormat = NumberFormat(), unicode: Bool = true,
    colour: ColourDepth = .none,
    background: Background = .dark, redraws: Bool = false, isSpoken: Bool = false, amount: DisplayAmount = .short,
    matrixRows: Int = 16, matrixColumns: Int = 16, tableRows: Int = 60
  ) {
    self.width = width
    self.height = height
    self.format = format
    self.unicode = unicode
    self.colour = colour
    self.background = background
    self.redraws = redraws
    self.isSpoken = isSpoken
    self.amount = amount
    self.matrixRows = matrixRows
    self.matrixColumns = matrixColumns
    self.tableRows = tableRows
  }
}

extension RenderStyle {
  /// The width that layouts use: never less than 20 columns.
  var columns: Int { max(20, width) }

  /// For a part that is indented by this many columns.
  func narrowed(by columns: Int) -> RenderStyle {
    var style = self
    style.width = max(20, width - columns)
    return style
  }

  /// Text that is safe to print: control characters made visible, and in ASCII if the medium needs it.
  public func clean(_ text: String) -> String { PrintableText.clean(text, unicode: unicode) }
}
