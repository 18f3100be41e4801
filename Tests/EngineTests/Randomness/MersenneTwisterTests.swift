import Engine
import Testing

@Suite struct MersenneTwisterTests {
  /// The C++ standard, [rand.predef]: the 10,000th output for the default seed 5489.
  @Test func `the ten thousandth word is the published one`() {
    var generator = MersenneTwister(seed: 5489)
    for _ in 1..<10_000 { _ = generator.next() }
    #expect(generator.next() == 4_123_659_995)
  }
}
