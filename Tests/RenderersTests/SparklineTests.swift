import Testing

@testable import Renderers

@Suite struct SparklineTests {
  @Test func heights() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], width: 8, unicode: true) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([0, 5], width: 8, unicode: false) == "_#")
    #expect(Sparkline.text([3, .nan, 3], width: 8, unicode: true) == "▁ ▁")
    #expect(Sparkline.text([.nan], width: 8, unicode: true) == "")
  }

  @Test func aLongCurveKeepsItsLastValue() {
    #expect(Sparkline.text((0..<100).map(Double.init), width: 4, unicode: true) == "▁▃▆█")
  }
}
