/// From values to shades: from dark to bright, or two hues from a neutral zero (blue and orange, never red and green).
public enum Palette: String, Sendable { case sequential, diverging }

/// A matrix as coloured cells.
public struct HeatMap: Equatable, Sendable {
  public var title: String
  public var rows: Int
  public var columns: Int
  /// Row by row.
  public var data: [Double]
  public var palette: Palette
  /// The values at the ends of the palette; `nil` for the data's own.
  public var range: ClosedRange<Double>?
  public var note: String?
  /// What the rows and columns stand for; empty where they have no names.
  public var rowNames: [String]
  public var columnNames: [String]

  public init(
    title: String, rows: Int, columns: Int, data: [Double], palette: Palette, range: ClosedRange<Double>? = nil,
    note: String? = nil, rowNames: [String] = [], columnNames: [String] = []
  ) {
    precondition(data.count == rows * columns)
    precondition(rowNames.isEmpty || rowNames.count == rows)
    precondition(columnNames.isEmpty || columnNames.count == columns)
    self.rowNames = rowNames
    self.columnNames = columnNames
    self.title = title
    self.rows = rows
    self.columns = columns
    self.data = data
    self.palette = palette
    self.range = range
    self.note = note
  }
}

/// Small images of one size, side by side.
public struct ImageGrid: Equatable, Sendable {
  public struct Image: Equatable, Sendable {
    /// Row by row, `width * height` of them.
    public var pixels: [Double]
    public var caption: String
    public var isMarked: Bool

    public init(pixels: [Double], caption: String = "", isMarked: Bool = false) {
      self.pixels = pixels
      self.caption = caption
      self.isMarked = isMarked
    }
  }

  public var title: String
  public var width: Int
  public var height: Int
  public var images: [Image]
  public var palette: Palette
  /// The values at the ends of the palette; `nil` for each image's own.
  public var range: ClosedRange<Double>?
  /// Images in a row; `nil` for as many as fit.
  public var columns: Int?
  /// Whether each two images belong together and stay in one row.
  public var isPaired = false

  public init(
    title: String, width: Int, height: Int, images: [Image], palette: Palette, range: ClosedRange<Double>? = nil,
    columns: Int? = nil
  ) {
    precondition(images.allSatisfy { $0.pixels.count == width * height })
    self.title = title
    self.width = width
    self.height = height
    self.images = images
    self.palette = palette
    self.range = range
    self.columns = columns
  }
}
