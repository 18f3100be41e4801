/// What a network was trained on: how pixels became its inputs, and what its outputs are called.
public struct ModelOrigin: Equatable, Sendable {
  /// The name of the data set.
  public var data: String
  /// A pixel p became the input scale · p + offset; `nil` where inputs are numbers of their own.
  public var pixels: PixelScale?
  /// One name an output; empty where targets are not classes.
  public var classNames: [String]

  public struct PixelScale: Equatable, Sendable {
    public var scale: Double
    public var offset: Double

    public init(scale: Double, offset: Double) {
      self.scale = scale
      self.offset = offset
    }
  }

  public init(data: String, pixels: PixelScale? = nil, classNames: [String] = []) {
    self.data = data
    self.pixels = pixels
    self.classNames = classNames
  }
}
