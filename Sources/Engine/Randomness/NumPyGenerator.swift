import RealModule

/// The stream of `numpy.random.seed(s)`, bit for bit.
///
/// NumPy's compatibility policy freezes this stream, so one seed gives the numbers of a NumPy program for ever.
/// - Source: NumPy, `numpy.random.RandomState` and NEP 19.
public struct NumPyGenerator: Sendable, Equatable {
  public let seed: UInt32
  private var bits: MersenneTwister
  /// The second value of the last pair of normal deviates.
  private var spareNormal: Double?

  public init(seed: UInt32) {
    self.seed = seed
    bits = MersenneTwister(seed: seed)
  }

  /// A number of 0 ≤ u < 1 with 53 random bits: `random_sample()`.
  public mutating func uniform() -> Double {
    let high = Double(bits.next() >> 5)
    let low = Double(bits.next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// A number of a range: `uniform(low, high)`.
  public mutating func uniform(in range: Range<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A standard normal deviate: `standard_normal()`.
  ///
  /// For a point (x, y) of the unit disc with s = x² + y², both x √(−2 ln s / s) and y √(−2 ln s / s) are normal;
  /// the first is kept for the next call.
  /// - Source: Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964).
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let s = x * x + y * y
      guard s < 1, s != 0 else { continue }
      let factor = (-2 * Double.log(s) / s).squareRoot()
      spareNormal = factor * x
      return factor * y
    }
  }

  /// A number of 0 ..< bound, each equally likely: masked bits, drawn again while too large.
  /// - Precondition: 1 ≤ bound ≤ 2³².
  public mutating func integer(below bound: Int) -> Int {
    precondition(1...(1 << 32) ~= bound)
    let largest = UInt32(bound - 1)
    let mask = largest == 0 ? 0 : UInt32.max >> largest.leadingZeroBitCount
    if mask == 0 { return 0 }
    while true {
      let value = bits.next() & mask
      if value <= largest { return Int(value) }
    }
  }

  /// The numbers 0 ..< count in random order: `permutation(count)`.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts the elements into random order, in place: `shuffle(elements)`.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, integer(below: index + 1))
    }
  }
}

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
