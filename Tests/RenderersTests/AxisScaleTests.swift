import Testing

@testable import Renderers

@Suite struct AxisScaleTests {
  @Test func linearTicksAreRound() {
    let scale = AxisScale(.linear, values: [0.03, 2.4], tickCount: 5, rounds: true)
    #expect(scale.labels.map(\.text) == ["0", "0.5", "1", "1.5", "2", "2.5"])
    #expect(scale.share(1.25) == 0.5)
    #expect(scale.share(.nan) == nil)
  }

  @Test func withoutRoundingTheEndsAreTheData() {
    let scale = AxisScale(.linear, values: [1, 50], tickCount: 5, rounds: false)
    #expect(scale.share(1) == 0)
    #expect(scale.share(50) == 1)
    #expect(scale.labels.map(\.text) == ["10", "20", "30", "40", "50"])
  }

  @Test func logarithmicTicksAreDecades() {
    let scale = AxisScale(.log, values: [0.001, 10, -5], tickCount: 5, rounds: true)
    #expect(scale.labels.map(\.text) == ["0.001", "0.01", "0.1", "1", "10"])
    #expect(scale.share(0.1) == 0.5)
    #expect(scale.share(0) == nil)
  }

  @Test(arguments: [
    [], [0], [5], [-1e6, -1e6], [.leastNonzeroMagnitude], [-1.7e308, 1.7e308], [.nan, .infinity],
    [0, .leastNonzeroMagnitude],
  ])
  func everyDataHasAtLeastATickBetweenTheEnds(_ values: [Double]) {
    let scale = AxisScale(.linear, values: values, tickCount: 5, rounds: true)
    #expect(!scale.labels.isEmpty)
    #expect(scale.labels.allSatisfy { -1e-6...1.000001 ~= $0.share })
    #expect(scale.high > scale.low)
  }
}
