/// A view that is drawn, differently in each medium, and that can be saved as a file of pixels.
public enum Picture: Equatable, Sendable {
  case chart(Chart)
  case heatMap(HeatMap)
  case imageGrid(ImageGrid)
  case graph(NetworkGraph)

  /// Its pixels without the text around them; `nil` for a drawing of lines.
  public var images: ImageGrid? {
    switch self {
    case .chart, .graph: nil
    case .heatMap(let map):
      ImageGrid(
        title: "", width: map.columns, height: map.rows, images: [ImageGrid.Image(pixels: map.data)],
        palette: map.palette, range: map.range)
    case .imageGrid(let grid): grid
    }
  }
}

extension View {
  public static func chart(_ chart: Chart) -> View { .picture(.chart(chart)) }
  public static func heatMap(_ map: HeatMap) -> View { .picture(.heatMap(map)) }
  public static func imageGrid(_ grid: ImageGrid) -> View { .picture(.imageGrid(grid)) }
  public static func graph(_ graph: NetworkGraph) -> View { .picture(.graph(graph)) }
}

/// Why a picture could not be made into a file.
public enum PictureError: Error, Equatable, Sendable {
  case noPicture
  /// The grid has no images, or they have no pixels.
  case isEmpty
  /// More than 8000 pixels along an edge.
  case isTooLarge
  case noLibrary
  case noFont
  case unknownEnding(file: String)
  case noFilesHere

  public var message: String {
    switch self {
    case .noPicture: "this is not a picture"
    case .isEmpty: "the picture is empty"
    case .isTooLarge: "the picture is too large for a PNG file"
    case .noLibrary: "a PNG file of a chart needs librsvg, which is not on this machine"
    case .noFont: "a PNG file needs a font, and this machine has none"
    case .unknownEnding: "the name of a picture ends in .svg or .png"
    case .noFilesHere: "files are not written here: save works in the shell and in scripts"
    }
  }

  /// What helps, if anything does.
  public var hint: String? {
    switch self {
    case .isEmpty, .isTooLarge: "a name that ends in .svg"
    case .noLibrary: "Debian's package is librsvg2-2; a name that ends in .svg needs nothing"
    case .noFont: "Debian's package fonts-dejavu-core has one; a name that ends in .svg needs none"
    case .unknownEnding(let file): "for example \(file).svg"
    case .noPicture, .noFilesHere: nil
    }
  }
}

/// How values become shades: dark to bright, or two hues around a neutral zero (blue and orange, never red and green).
public enum Palette: String, Sendable { case sequential, diverging }

/// A matrix as coloured cells.
public struct HeatMap: Equatable, Sendable {
  public var title: String
  public var rows: Int
  public var columns: Int
  /// Row by row.
  public var data: [Double]
  public var palette: Palette
  /// The values at the ends of the palette; `nil` for the range of the data.
  public var range: ClosedRange<Double>?
  public var note: String?
  /// Empty if the rows or columns have no names.
  public var rowNames: [String]
  public var columnNames: [String]
  /// Whether rows and columns without names are numbered, as those of a matrix.
  public var isNumbered: Bool

  public init(
    title: String, rows: Int, columns: Int, data: [Double], palette: Palette, range: ClosedRange<Double>? = nil,
    note: String? = nil, rowNames: [String] = [], columnNames: [String] = [], isNumbered: Bool = true
  ) {
    precondition(data.count == rows * columns)
    precondition(rowNames.isEmpty || rowNames.count == rows)
    precondition(columnNames.isEmpty || columnNames.count == columns)
    self.rowNames = rowNames
    self.columnNames = columnNames
    self.isNumbered = isNumbered
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
  /// The values at the ends of the palette; `nil` for the range of each image.
  public var range: ClosedRange<Double>?
  /// Images in a row; `nil` for as many as fit.
  public var columns: Int?
  /// Whether two neighbouring images belong together and stay in one row.
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
