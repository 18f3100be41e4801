import Testing
import Views

@testable import Renderers

@Suite struct AxisScaleTests {
  @Test func linearTicksAreRound() {
    let scale = AxisScale(Chart.Axis(""), values: [0.03, 2.4], tickCount: 5, rounds: true)
    #expect(scale.labels.map(\.text) == ["0", "0.5", "1", "1.5", "2", "2.5"])
    #expect(scale.share(1.25) == 0.5)
    #expect(scale.share(.nan) == nil)
  }

  @Test func withoutRoundingTheEndsAreTheData() {
    let scale = AxisScale(Chart.Axis(""), values: [1, 50], tickCount: 5, rounds: false)
    #expect(scale.share(1) == 0)
    #expect(scale.share(50) == 1)
    #expect(scale.labels.map(\.text) == ["10", "20", "30", "40", "50"])
  }

  @Test func logarithmicTicksAreDecades() {
    let scale = AxisScale(Chart.Axis("", scale: .log), values: [0.001, 10, -5], tickCount: 5, rounds: true)
    #expect(scale.labels.map(\.text) == ["0.001", "0.01", "0.1", "1", "10"])
    #expect(scale.share(0.1) == 0.5)
    #expect(scale.share(0) == nil)
  }

  private func logTicks(_ low: Double, _ high: Double) -> [String] {
    AxisScale(Chart.Axis("", scale: .log), values: [low, high], tickCount: 5, rounds: true).labels.map(\.text)
  }

  @Test func logarithmicTicksAreRoundOnShortAxes() {
    #expect(logTicks(0.063, 0.6) == ["0.1", "0.2", "0.5"])
    #expect(logTicks(0.02, 3) == ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"])
    #expect(logTicks(2.5, 8.5) == ["3", "4", "5", "6", "7", "8"])
    #expect(logTicks(1.01, 1.29) == ["1.1", "1.2"])
    #expect(logTicks(1e-12, 1) == ["1e-12", "1e-10", "1e-8", "1e-6", "0.0001", "0.01", "1"])
  }

  @Test func everyLogarithmicAxisHasFewTicks() {
    for low in [1e-300, 3e-9, 0.7, 1, 42, 9.9e12] {
      for factor in [1.0001, 1.02, 1.7, 3, 8, 40, 900, 1e5, 1e9, 1e20] {
        let scale = AxisScale(Chart.Axis("", scale: .log), values: [low, low * factor], tickCount: 5, rounds: true)
        #expect(1...8 ~= scale.labels.count, "\(low) \(factor): \(scale.labels)")
        #expect(scale.labels.allSatisfy { -1e-6...1.000001 ~= $0.share })
      }
    }
  }

  @Test func countsHaveNoHalves() {
    let scale = AxisScale(Chart.Axis("epoch", ticks: .whole), values: [1, 3], tickCount: 6, rounds: false)
    #expect(scale.labels.map(\.text) == ["1", "2", "3"])
  }

  @Test func placesWithoutNumbers() {
    let scale = AxisScale(Chart.Axis("", ticks: .none), values: [-1, 1], tickCount: 6, rounds: true)
    #expect(scale.labels.isEmpty && scale.share(0) == 0.5)
  }

  @Test(arguments: [
    [], [0], [5], [-1e6, -1e6], [.leastNonzeroMagnitude], [-1.7e308, 1.7e308], [.nan, .infinity],
    [0, .leastNonzeroMagnitude],
  ])
  func anyDataHasATickBetweenTheEnds(_ values: [Double]) {
    let scale = AxisScale(Chart.Axis(""), values: values, tickCount: 5, rounds: true)
    #expect(!scale.labels.isEmpty)
    #expect(scale.labels.allSatisfy { -1e-6...1.000001 ~= $0.share })
    #expect(scale.high > scale.low)
  }
}
