import Engine
import Testing

@Suite struct NumPyGeneratorTests {
  struct Stream: Decodable {
    let seed: UInt32
    let random_sample, standard_normal, standard_normal_after: [Double]
    let permutation_10, permutation_1000_first_20: [Int]
  }

  @Test func theStreamIsNumPysBitForBit() throws {
    let streams = try Fixture.load("numpy_legacy", as: [Stream].self)
    #expect(streams.count >= 4)
    for stream in streams {
      var generator = NumPyGenerator(seed: stream.seed)
      #expect(stream.random_sample.map { _ in generator.uniform() } == stream.random_sample)
      #expect(stream.standard_normal.map { _ in generator.normal() } == stream.standard_normal)
      #expect(generator.permutation(10) == stream.permutation_10)
      #expect(stream.standard_normal_after.map { _ in generator.normal() } == stream.standard_normal_after)
      #expect(Array(generator.permutation(1000).prefix(20)) == stream.permutation_1000_first_20)
    }
  }

  @Test func aCopyContinuesOnItsOwn() {
    var generator = NumPyGenerator(seed: 3)
    _ = generator.normal()
    var copy = generator
    #expect(copy == generator)
    let (spare, next) = (copy.normal(), copy.normal())
    #expect(copy != generator)
    #expect(generator.normal() == spare)
    #expect(generator.normal() == next)
  }

  @Test func aRangeScalesTheUniformNumber() {
    var generator = NumPyGenerator(seed: 0)
    #expect(generator.uniform(in: -1..<3) == -1 + 4 * 0.5488135039273248)
  }

  @Test(arguments: [1, 2, 3, 5, 64]) func integersReachEveryValueBelowTheBoundAndNoOther(bound: Int) {
    var generator = NumPyGenerator(seed: 7)
    #expect(Set((0..<2000).map { _ in generator.integer(below: bound) }) == Set(0..<bound))
  }

  @Test(arguments: [0, 1, 2, 17, 256]) func aPermutationHoldsEveryNumberOnce(count: Int) {
    var generator = NumPyGenerator(seed: 11)
    #expect(generator.permutation(count).sorted() == Array(0..<count))
  }
}

@Suite struct MersenneTwisterTests {
  /// The C++ standard, [rand.predef]: the 10,000th output for the default seed 5489.
  @Test func theTenThousandthWordIsThePublishedOne() {
    var generator = MersenneTwister(seed: 5489)
    for _ in 1..<10_000 { _ = generator.next() }
    #expect(generator.next() == 4_123_659_995)
  }
}
