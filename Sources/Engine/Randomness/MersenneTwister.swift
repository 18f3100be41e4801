/// The 32-bit Mersenne Twister MT19937.
/// - Source: Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
///   number generator", ACM TOMACS 8 (1998).
public struct MersenneTwister: Sendable, Equatable {
  private static let length = 624
  private static let middle = 397
  private var state: [UInt32]
  private var position = MersenneTwister.length

  /// Seeds as the reference implementation's `init_genrand`.
  public init(seed: UInt32) {
    var word = seed
    state = []
    state.reserveCapacity(Self.length)
    for index in 1...UInt32(Self.length) {
      state.append(word)
      word = 1_812_433_253 &* (word ^ (word >> 30)) &+ index
    }
  }

  /// The next 32 bits.
  public mutating func next() -> UInt32 {
    if position == Self.length { regenerate() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  private mutating func regenerate() {
    for index in 0..<Self.length {
      let next = state[index == Self.length - 1 ? 0 : index + 1]
      let mixed = (state[index] & 0x8000_0000) | (next & 0x7FFF_FFFF)
      let far = state[(index + Self.middle) % Self.length]
      state[index] = far ^ (mixed >> 1) ^ (mixed & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    position = 0
  }
}
