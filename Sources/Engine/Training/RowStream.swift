/// The random numbers of dropout masks and image shifts in training: a stream for each row of each batch, so that a run
/// does not depend on the number of threads.
/// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), the generator SplitMix64.
struct RowStream {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  /// - Parameters:
  ///   - key: drawn once a run.
  ///   - place: tells the rows and layers of a batch apart; layer 0 is the shift of the image.
  init(key: UInt64, batch: Int, place: Int) {
    let row = Self.mix(key &+ Self.step &* UInt64(batch))
    state = Self.mix(row &+ Self.step &* UInt64(place + 1))
  }

  private static func mix(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 64 random bits.
  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// Fills some places of a row of a mask: 0 if 32 random bits are below the threshold, else `kept`.
  ///
  /// Each 64 bits give two places, so that a thread can start in the middle of a row.
  mutating func fill<E: Scalar>(_ mask: UnsafeMutablePointer<E>, places: Range<Int>, threshold: UInt32, kept: E) {
    func entry(_ bits: UInt64) -> E { UInt32(truncatingIfNeeded: bits) < threshold ? 0 : kept }
    state &+= Self.step &* UInt64(places.lowerBound / 2)
    var j = 0
    if !places.lowerBound.isMultiple(of: 2), !places.isEmpty {
      mask[0] = entry(next() >> 32)
      j = 1
    }
    while j < places.count {
      let bits = next()
      mask[j] = entry(bits)
      if j + 1 < places.count { mask[j + 1] = entry(bits >> 32) }
      j += 2
    }
  }

  /// Two integers from −most to most.
  mutating func shift(most: Int) -> (x: Int, y: Int) {
    let bits = next()
    let choices = UInt64(2 * most + 1)
    func place(_ half: UInt64) -> Int { Int((half * choices) >> 32) - most }
    return (place(bits & 0xFFFF_FFFF), place(bits >> 32))
  }
}

extension NumPyGenerator {
  /// 64 random bits.
  mutating func key() -> UInt64 { UInt64(integer(below: 1 << 32)) << 32 | UInt64(integer(below: 1 << 32)) }
}

/// Images moved at random as a batch is gathered, by up to `most` pixels each way; what comes in at an edge is blank.
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
    (self.width, self.height, self.most) = (width, height, most)
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

extension Worker {
  /// Moves the images of a batch, each in its own way, in the thread's samples.
  func shiftImages(_ shift: ImageShift, blank: E, batch: Int, key: UInt64) {
    for row in 0..<samples {
      var stream = RowStream(key: key, batch: batch, place: row * depth)
      let (x, y) = stream.shift(most: shift.most)
      shift.move(workspace.inputs(thread) + row * sizes[0], x: x, y: y, blank: blank)
    }
  }
}
