/// chafa, which turns pixels into sixels and chooses the 256 colours that suit a picture.
///
/// Opened when the first picture is shown; its few functions are declared here.
struct SixelLibrary: @unchecked Sendable {
  // Functions only, which never change: safe to share.
  typealias Pointer = UnsafeMutableRawPointer

  private let makeSettings: @convention(c) () -> Pointer?
  private let setGeometry: @convention(c) (Pointer, Int32, Int32) -> Void
  private let setCellGeometry: @convention(c) (Pointer, Int32, Int32) -> Void
  private let setPixelMode: @convention(c) (Pointer, Int32) -> Void
  private let setPreprocessing: @convention(c) (Pointer, Int32) -> Void
  private let releaseSettings: @convention(c) (Pointer) -> Void
  private let makeCanvas: @convention(c) (Pointer) -> Pointer?
  private let draw: @convention(c) (Pointer, Int32, UnsafePointer<UInt8>, Int32, Int32, Int32) -> Void
  private let makeText: @convention(c) (Pointer, Pointer?) -> Pointer?
  private let releaseCanvas: @convention(c) (Pointer) -> Void
  private let releaseText: @convention(c) (Pointer, Int32) -> Pointer?

  /// `nil` if this machine has no chafa.
  static let shared = try? SixelLibrary("libchafa.so.0")

  init(_ name: String) throws(SharedLibrary.Missing) {
    let library = try SharedLibrary(name)
    makeSettings = try library.function("chafa_canvas_config_new")
    setGeometry = try library.function("chafa_canvas_config_set_geometry")
    setCellGeometry = try library.function("chafa_canvas_config_set_cell_geometry")
    setPixelMode = try library.function("chafa_canvas_config_set_pixel_mode")
    setPreprocessing = try library.function("chafa_canvas_config_set_preprocessing_enabled")
    releaseSettings = try library.function("chafa_canvas_config_unref")
    makeCanvas = try library.function("chafa_canvas_new")
    draw = try library.function("chafa_canvas_draw_all_pixels")
    makeText = try library.function("chafa_canvas_print")
    releaseCanvas = try library.function("chafa_canvas_unref")
    releaseText = try library.function("g_string_free")
  }

  /// `CHAFA_PIXEL_MODE_SIXELS` and `CHAFA_PIXEL_RGBA8_UNASSOCIATED`: rows of three bytes a pixel are skewed, as chafa
  /// takes each row to start at a multiple of four.
  private static let (mode, rgba): (Int32, Int32) = (1, 4)

  /// The size of a picture is a multiple of this: a sixel is six pixels high, and an incomplete one would be stretched.
  static let unit = CellSize(width: 1, height: 6)

  /// The sequence that draws the pixels at the cursor.
  func sixels(_ pixels: PixelBuffer) -> String? {
    precondition(pixels.height % Self.unit.height == 0)
    guard let settings = makeSettings() else { return nil }
    defer { releaseSettings(settings) }
    setGeometry(settings, Int32(pixels.width), Int32(pixels.height / Self.unit.height))
    setCellGeometry(settings, Int32(Self.unit.width), Int32(Self.unit.height))
    setPixelMode(settings, Self.mode)
    setPreprocessing(settings, 0)
    guard let canvas = makeCanvas(settings) else { return nil }
    defer { releaseCanvas(canvas) }
    draw(canvas, Self.rgba, pixels.opaque, Int32(pixels.width), Int32(pixels.height), Int32(4 * pixels.width))
    guard let text = makeText(canvas, nil) else { return nil }
    defer { _ = releaseText(text, 1) }
    // The first field of a GString is the address of its text.
    return String(cString: text.load(as: UnsafePointer<CChar>.self))
  }
}

extension PixelBuffer {
  /// Four bytes a pixel, the last 255.
  fileprivate var opaque: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(4 * width * height)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      result += [bytes[start], bytes[start + 1], bytes[start + 2], 255]
    }
    return result
  }
}
