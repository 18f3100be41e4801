import Views

/// How many colours a terminal has.
public enum ColourDepth: Int, Comparable, Sendable {
  case none, ansi16, ansi256, trueColour

  public static func < (a: ColourDepth, b: ColourDepth) -> Bool { a.rawValue < b.rawValue }
}

/// What a medium can show, handed in by who knows it.
public struct RenderStyle: Equatable, Sendable {
  /// Columns of the medium.
  public var width: Int
  public var format: NumberFormat
  /// Whether signs beyond ASCII can be shown.
  public var unicode: Bool
  public var colour: ColourDepth
  /// Whether a line can be drawn again in place.
  public var redraws: Bool
  /// Rows of a matrix or table that are shown before the middle is left out.
  public var rows: Int

  public init(
    width: Int = 80, format: NumberFormat = NumberFormat(), unicode: Bool = true, colour: ColourDepth = .none,
    redraws: Bool = false, rows: Int = 24
  ) {
    self.width = width
    self.format = format
    self.unicode = unicode
    self.colour = colour
    self.redraws = redraws
    self.rows = rows
  }
}
