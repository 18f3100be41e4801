/// Pixels of a picture, three bytes each, row by row from the top.
struct PixelBuffer: Equatable {
  let width: Int
  let height: Int
  private(set) var bytes: [UInt8]

  init(width: Int, height: Int, colour: RGB) {
    precondition(width > 0 && height > 0)
    self.width = width
    self.height = height
    bytes = []
    bytes.reserveCapacity(3 * width * height)
    for _ in 0..<width * height { bytes += [UInt8(colour.red), UInt8(colour.green), UInt8(colour.blue)] }
  }

  init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(bytes.count == 3 * width * height)
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// A rectangle of one colour, clipped to the picture.
  mutating func fill(x: Range<Int>, y: Range<Int>, _ colour: RGB) {
    for row in y.clamped(to: 0..<height) {
      for column in x.clamped(to: 0..<width) {
        let place = 3 * (row * width + column)
        bytes[place] = UInt8(colour.red)
        bytes[place + 1] = UInt8(colour.green)
        bytes[place + 2] = UInt8(colour.blue)
      }
    }
  }

  subscript(x: Int, y: Int) -> RGB {
    let place = 3 * (y * width + x)
    return RGB(Int(bytes[place]), Int(bytes[place + 1]), Int(bytes[place + 2]))
  }

  /// With white to the right and below up to a multiple of the unit.
  func filled(to unit: CellSize) -> PixelBuffer {
    let size = unit.multiple(over: width, height)
    guard size != (width, height) else { return self }
    var result = PixelBuffer(width: size.width, height: size.height, colour: RGB(255, 255, 255))
    for y in 0..<height {
      for x in 0..<width { result.fill(x: x..<x + 1, y: y..<y + 1, self[x, y]) }
    }
    return result
  }
}

/// The size of a character in pixels.
public struct CellSize: Equatable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int = 8, height: Int = 16) {
    self.width = max(1, width)
    self.height = max(1, height)
  }
}

extension CellSize {
  /// The smallest multiples that are not below a width and a height.
  func multiple(over width: Int, _ height: Int) -> (width: Int, height: Int) {
    (width.dividedUp(by: self.width) * self.width, height.dividedUp(by: self.height) * self.height)
  }
}
