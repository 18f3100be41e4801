import Glibc

/// librsvg, which draws SVG, and the cairo and GObject that come with it.
///
/// Opened when the first picture is drawn: linked, it and the forty libraries it needs would slow down every start. Its
/// few functions are declared here, since their headers come in as many development packages.
struct SVGLibrary: @unchecked Sendable {
  // Functions only, which never change: safe to share.
  typealias Pointer = UnsafeMutableRawPointer

  let open: @convention(c) (UnsafePointer<UInt8>, Int, Pointer?) -> Pointer?
  /// The rectangle is `RsvgRectangle`: x, y, width and height.
  let render: @convention(c) (Pointer, Pointer, UnsafePointer<Double>, Pointer?) -> Int32
  let release: @convention(c) (Pointer) -> Void
  let makeSurface: @convention(c) (Int32, Int32, Int32) -> Pointer?
  let pixels: @convention(c) (Pointer) -> UnsafeMutablePointer<UInt8>?
  let stride: @convention(c) (Pointer) -> Int32
  let flush: @convention(c) (Pointer) -> Void
  let destroySurface: @convention(c) (Pointer) -> Void
  let makeContext: @convention(c) (Pointer) -> Pointer?
  let setColour: @convention(c) (Pointer, Double, Double, Double) -> Void
  let paint: @convention(c) (Pointer) -> Void
  let destroyContext: @convention(c) (Pointer) -> Void

  /// `nil` if this machine has no librsvg.
  static let shared = try? SVGLibrary("librsvg-2.so.2")

  init(_ name: String) throws(SharedLibrary.Missing) {
    let library = try SharedLibrary(name)
    open = try library.function("rsvg_handle_new_from_data")
    render = try library.function("rsvg_handle_render_document")
    release = try library.function("g_object_unref")
    makeSurface = try library.function("cairo_image_surface_create")
    pixels = try library.function("cairo_image_surface_get_data")
    stride = try library.function("cairo_image_surface_get_stride")
    flush = try library.function("cairo_surface_flush")
    destroySurface = try library.function("cairo_surface_destroy")
    makeContext = try library.function("cairo_create")
    setColour = try library.function("cairo_set_source_rgb")
    paint = try library.function("cairo_paint")
    destroyContext = try library.function("cairo_destroy")
  }
}

/// A library that is opened at its first use, so that it does not slow down the start of the program.
struct SharedLibrary {
  /// This machine does not have the library or the function.
  struct Missing: Error {}

  private let handle: UnsafeMutableRawPointer

  init(_ name: String) throws(Missing) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw Missing() }
    self.handle = handle
  }

  /// A function by its name, with the type that its declaration has.
  func function<Function>(_ name: String) throws(Missing) -> Function {
    guard let symbol = dlsym(handle, name) else { throw Missing() }
    return unsafeBitCast(symbol, to: Function.self)
  }
}
