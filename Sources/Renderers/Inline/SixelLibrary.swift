import Glibc

/// chafa, which turns pixels into sixels: it finds the 256 colours that suit a picture.
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
  private let print: @convention(c) (Pointer, Pointer?) -> Pointer?
  private let releaseCanvas: @convention(c) (Pointer) -> Void
  private let releaseString: @convention(c) (Pointer, Int32) -> Pointer?

  /// `nil` where this machine has no chafa.
  static let shared = SixelLibrary("libchafa.so.0")

  init?(_ name: String) {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    guard let makeSettings = dlsym(library, "chafa_canvas_config_new"),
      let setGeometry = dlsym(library, "chafa_canvas_config_set_geometry"),
      let setCellGeometry = dlsym(library, "chafa_canvas_config_set_cell_geometry"),
      let setPixelMode = dlsym(library, "chafa_canvas_config_set_pixel_mode"),
      let setPreprocessing = dlsym(library, "chafa_canvas_config_set_preprocessing_enabled"),
      let releaseSettings = dlsym(library, "chafa_canvas_config_unref"),
      let makeCanvas = dlsym(library, "chafa_canvas_new"),
      let draw = dlsym(library, "chafa_canvas_draw_all_pixels"),
      let print = dlsym(library, "chafa_canvas_print"),
      let releaseCanvas = dlsym(library, "chafa_canvas_unref"),
      let releaseString = dlsym(library, "g_string_free")
    else { return nil }
    func function<Function>(_ symbol: Pointer) -> Function { unsafeBitCast(symbol, to: Function.self) }
    self.makeSettings = function(makeSettings)
    self.setGeometry = function(setGeometry)
    self.setCellGeometry = function(setCellGeometry)
    self.setPixelMode = function(setPixelMode)
    self.setPreprocessing = function(setPreprocessing)
    self.releaseSettings = function(releaseSettings)
    self.makeCanvas = function(makeCanvas)
    self.draw = function(draw)
    self.print = function(print)
    self.releaseCanvas = function(releaseCanvas)
    self.releaseString = function(releaseString)
  }

  /// `CHAFA_PIXEL_MODE_SIXELS` and `CHAFA_PIXEL_RGBA8_UNASSOCIATED`: rows of three bytes a pixel are skewed, as chafa
  /// takes each row to start at a multiple of four.
  private static let (mode, rgba): (Int32, Int32) = (1, 4)

  /// What a picture has to be a multiple of: a sixel is six pixels high, and what does not fill it would be stretched.
  static let unit = CellSize(width: 1, height: 6)

  /// The sequence that draws the pixels where the cursor is.
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
    guard let text = print(canvas, nil) else { return nil }
    defer { _ = releaseString(text, 1) }
    // A GString begins with the address of its text.
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
