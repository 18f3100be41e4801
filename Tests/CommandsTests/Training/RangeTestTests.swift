import Engine
import Testing

@testable import Commands

/// The range test on a problem whose largest useful rate is known.
@Suite struct RangeTestTests {
  /// a = w x with x = ±1 and y = 3x: C = (w − 3)², one step has w − 3 ← (1 − 2η)(w − 3), which grows from η = 1 on.
  private let samples = Samples(
    count: 2, features: 1, inputs: .numbers([1, -1]), targets: .numbers([3, -3], width: 1))
  private let network = Network<Double>(
    sizes: [1, 1], hidden: .identity, output: .identity, objective: Objective(loss: .meanSquaredError))

  private func test(_ rates: ClosedRange<Double>, batches: Int = 60) -> RangeTest {
    RangeTest(
      of: network, on: TrainingData(samples), settings: TrainingSettings(batchSize: 2), rates: rates, batches: batches,
      generator: NumPyGenerator(seed: 0))
  }

  @Test func `rates grow by one factor`() {
    let points = test(0.0001...0.01, batches: 21).points
    #expect(points.count == 21)
    for (first, second) in zip(points, points.dropFirst()) {
      #expect(abs(second.rate / first.rate - 1.2589254117941673) < 1e-9)
    }
    #expect(abs((points.last?.rate ?? 0) - 0.01) < 1e-9)
  }

  @Test func `each loss is that of the step before`() {
    var w = 0.0
    for point in test(0.001...0.5).points {
      #expect(abs(point.loss - (w - 3) * (w - 3)) < 1e-9)
      w -= point.rate * 2 * (w - 3)
    }
  }

  @Test func `stops where the loss grows and proposes a rate below`() throws {
    let test = test(0.001...1000)
    #expect(test.diverged && test.points.count < 60)
    let suggestion = try #require(test.suggestion)
    #expect(suggestion < 1 && suggestion > 0.01)
    #expect(suggestion == (test.least?.rate ?? 0) / 10)
  }

  @Test func `no rate is proposed where the loss never falls`() {
    #expect(test(1.1...2).suggestion == nil)
  }
}
