/// Images moved at random as a batch is gathered, by up to so many pixels each way; what comes in at an edge is blank.
///
/// A network of dense layers has no idea that pixels have neighbours: moved copies teach it what stays the same.
/// - Source: Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document
///   analysis" (2003).
public struct ImageShift: Equatable, Sendable {
  public var width: Int
  public var height: Int
  /// The most pixels by which an image is moved, below its width and height.
  public var most: Int

  public init(width: Int, height: Int, most: Int) {
    precondition(0..<min(width, height) ~= most)
    self.width = width
    self.height = height
    self.most = most
  }

  /// Moves an image in its place, x to the right and y down.
  func move<E: Scalar>(_ image: UnsafeMutablePointer<E>, x: Int, y: Int, blank: E) {
    let offset = y * width + x
    let count = width * height - abs(offset)
    // Overlapping, which `update` allows.
    if offset > 0 { (image + offset).update(from: image, count: count) }
    if offset < 0 { image.update(from: image - offset, count: count) }
    for row in y < 0 ? height + y..<height : 0..<y { (image + row * width).update(repeating: blank, count: width) }
    for row in 0..<height {
      let start = row * width + (x < 0 ? width + x : 0)
      (image + start).update(repeating: blank, count: abs(x))
    }
  }
}

extension Samples {
  /// The least input: what an image has at its edges.
  var blank: Double {
    switch inputs {
    case .bytes(_, let scale, let offset): min(offset, 255 * scale + offset)
    case .numbers(let numbers): numbers.min() ?? 0
    }
  }
}

extension Workspace {
  /// Moves the images of a batch, each in its own way, in the samples of one thread.
  func shiftImages(_ shift: ImageShift, samples: Int, blank: E, batch: Int, key: UInt64, thread: Int) {
    for row in 0..<samples {
      var stream = RowStream(key: key, batch: batch, place: row * depth)
      let (x, y) = stream.shift(most: shift.most)
      shift.move(inputs(thread) + row * sizes[0], x: x, y: y, blank: blank)
    }
  }
}

extension RowStream {
  /// Two whole numbers from −most to most.
  mutating func shift(most: Int) -> (x: Int, y: Int) {
    let bits = next()
    let choices = UInt64(2 * most + 1)
    func place(_ half: UInt64) -> Int { Int((half * choices) >> 32) - most }
    return (place(bits & 0xFFFF_FFFF), place(bits >> 32))
  }
}
