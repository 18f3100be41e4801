import Glibc

/// librsvg, which draws SVG, and the cairo and GObject that come with it.
///
/// Opened when the first picture is drawn: linked, it and the forty libraries behind it would cost every start. Its few
/// functions are declared here, as their headers would bring as many packages of development files.
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

  /// `nil` where this machine has no librsvg.
  static let shared = SVGLibrary("librsvg-2.so.2")

  init?(_ name: String) {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    guard let open = dlsym(library, "rsvg_handle_new_from_data"),
      let render = dlsym(library, "rsvg_handle_render_document"),
      let release = dlsym(library, "g_object_unref"),
      let makeSurface = dlsym(library, "cairo_image_surface_create"),
      let pixels = dlsym(library, "cairo_image_surface_get_data"),
      let stride = dlsym(library, "cairo_image_surface_get_stride"),
      let flush = dlsym(library, "cairo_surface_flush"),
      let destroySurface = dlsym(library, "cairo_surface_destroy"),
      let makeContext = dlsym(library, "cairo_create"),
      let setColour = dlsym(library, "cairo_set_source_rgb"),
      let paint = dlsym(library, "cairo_paint"),
      let destroyContext = dlsym(library, "cairo_destroy")
    else { return nil }
    func function<Function>(_ symbol: Pointer, as type: Function.Type = Function.self) -> Function {
      unsafeBitCast(symbol, to: type)
    }
    self.open = function(open)
    self.render = function(render)
    self.release = function(release)
    self.makeSurface = function(makeSurface)
    self.pixels = function(pixels)
    self.stride = function(stride)
    self.flush = function(flush)
    self.destroySurface = function(destroySurface)
    self.makeContext = function(makeContext)
    self.setColour = function(setColour)
    self.paint = function(paint)
    self.destroyContext = function(destroyContext)
  }
}
