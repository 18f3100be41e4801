import Testing
import Views

@testable import Pictures

@Suite struct PicturesTests {
  @Test func aCheckerboardIsTheOppositeOfSmooth() throws {
    let board = (0..<16).map { ($0 + $0 / 4) % 2 == 0 ? 1.0 : -1.0 }
    #expect(spatialAutocorrelation(board, width: 4, height: 4) == -1)
    let ramp = (0..<256).map { Double($0 % 16) }
    #expect(try #require(spatialAutocorrelation(ramp, width: 16, height: 16)) > 0.9)
    #expect(spatialAutocorrelation([2, 2, 2, 2], width: 2, height: 2) == nil)
  }

  /// Two rows of different shade. 2×2: pairs +1 +1 −1 −1 sum to 0. 3×2: four pairs of 1 and three of −1 sum to 1, and
  /// I = (6 / 7) · (1 / 6).
  @Test func autocorrelationByHand() {
    #expect(spatialAutocorrelation([1, 1, -1, -1], width: 2, height: 2) == 0)
    #expect(spatialAutocorrelation([1, 1, 1, -1, -1, -1], width: 3, height: 2) == 1.0 / 7)
  }

  @Test func aHistogramCountsEveryFiniteNumber() {
    let values = (0..<1000).map { Double($0) } + [.nan, .infinity]
    let histogram = Histogram(values)
    #expect(histogram.counts.reduce(0, +) == 1000)
    #expect(histogram.middles.count == 31)
    #expect(Histogram([3, 3, 3]).counts == [3])
    #expect(Histogram([.nan]).counts.isEmpty)
    #expect(Histogram([0, .leastNonzeroMagnitude]).counts.reduce(0, +) == 2)
    #expect(histogram.outline().first?.y == 0 && histogram.outline().last?.y == 0)
  }

  @Test func aContourCrossesBetweenTheSigns() {
    let points = Contour.segments(of: [-1, 3, -1, 3], x: [0, 1], y: [0, 2])
    #expect(points.filter { $0.x.isFinite } == [Chart.Point(0.25, 0), Chart.Point(0.25, 2)])
    #expect(Contour.segments(of: [1, 1, 1, 1], x: [0, 1], y: [0, 1]).isEmpty)
    let saddle = Contour.segments(of: [1, -1, -1, 1], x: [0, 1], y: [0, 1])
    #expect(saddle.count == 6, "two segments, each with its end mark")
  }
}
