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

  /// Fills some places of a row of a mask: 0 where 32 random bits are below the threshold, else `kept`.
  ///
  /// Each 64 bits give two places, so that a thread can begin in the middle of a row.
  mutating func fill<E: Scalar>(
    _ mask: UnsafeMutablePointer<E>, places: Range<Int>, threshold: UInt32, kept: E
  ) {
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
}

extension NumPyGenerator {
  /// 64 random bits.
  mutating func key() -> UInt64 {
    UInt64(integer(below: 1 << 32)) << 32 | UInt64(integer(below: 1 << 32))
  }
}
