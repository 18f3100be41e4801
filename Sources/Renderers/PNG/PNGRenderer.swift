import Views

/// Charts, heat maps and image grids as a PNG file: the drawing of `SVGRenderer` in pixels.
public struct PNGRenderer: Sendable {
  public var style: RenderStyle
  /// Pixels of the file for one of the drawing: two, so that text stays sharp on today's screens.
  public var scale: Double
  /// The picture is filled up with ground to a multiple of this size.
  var unit = CellSize(width: 1, height: 1)

  /// Why there is no file.
  public enum Refusal: Error, Equatable, Sendable {
    /// A text, a table: no picture.
    case noPicture
    /// No image in the grid, or one without pixels.
    case isEmpty
    /// More than 8000 pixels along an edge.
    case isTooLarge
    /// What draws text is not on this machine.
    case noLibrary
    case noFont
  }

  public init(_ style: RenderStyle = RenderStyle(background: .light), scale: Double = 2) {
    self.style = style
    self.scale = scale
  }

  public func render(_ view: View) throws(Refusal) -> [UInt8] {
    guard let bytes = PNGFile.bytes(try pixels(of: view)) else { throw .isTooLarge }
    return bytes
  }

  func pixels(of view: View) throws(Refusal) -> PixelBuffer { try pixels(of: view, library: .shared) }

  /// Without the library, images and heat maps come as bare pixels.
  func pixels(of view: View, library: SVGLibrary?) throws(Refusal) -> PixelBuffer {
    guard view.isPicture else { throw .noPicture }
    guard !view.isEmptyPicture else { throw .isEmpty }
    guard let library else {
      guard let buffer = BarePixels().pixels(of: view)?.filled(to: unit) else { throw .noLibrary }
      return buffer
    }
    let raster = SVGRaster(library: library)
    guard raster.drawsText else { throw .noFont }
    let document = SVGRenderer(style).document(view, scale: scale)
    let (width, height) = (Double(document.width) * scale, Double(document.height) * scale)
    guard max(width, height) <= 8000,
      let buffer = raster.pixels(
        of: document.text(on: style.background), width: max(1, Int(width)), height: max(1, Int(height)), unit: unit,
        ground: style.background == .dark ? RGB(16, 16, 16) : RGB(255, 255, 255))
    else { throw .isTooLarge }
    return buffer
  }
}

extension PNGRenderer.Refusal {
  /// What is wrong, and what helps.
  public var message: String {
    switch self {
    case .noPicture: "this is no picture"
    case .isEmpty: "the picture is empty"
    case .isTooLarge: "the picture is too large for a PNG file"
    case .noLibrary: "a PNG file of a chart needs librsvg, which is not on this machine"
    case .noFont: "a PNG file needs a font, and this machine has none"
    }
  }

  public var hint: String {
    switch self {
    case .noPicture, .isEmpty, .isTooLarge: "a name that ends in .svg"
    case .noLibrary: "Debian's package is librsvg2-2; a name that ends in .svg needs nothing"
    case .noFont: "Debian's package fonts-dejavu-core has one; a name that ends in .svg needs none"
    }
  }
}

extension View {
  /// Whether it is a picture, or one is among its parts.
  public var hasPicture: Bool {
    if case .stack(let parts) = self { parts.contains(where: \.hasPicture) } else { isPicture }
  }

  var isPicture: Bool {
    switch self {
    case .chart, .heatMap, .imageGrid: true
    default: false
    }
  }

  fileprivate var isEmptyPicture: Bool {
    switch self {
    case .heatMap(let map): map.data.isEmpty
    case .imageGrid(let grid): grid.images.isEmpty || grid.width == 0 || grid.height == 0
    default: false
    }
  }
}
