import Testing
import Views

@testable import Renderers

@Suite struct ProgressLayoutTests {
  private func text(_ fraction: Double, unicode: Bool, redraws: Bool, width: Int = 100) -> String {
    var frame = Gallery.frame
    frame.fraction = fraction
    return PlainTextRenderer(RenderStyle(width: width, unicode: unicode, redraws: redraws)).render(.progress(frame))
  }

  @Test func aFrameThatIsRedrawnHasABar() {
    #expect(
      text(0.456, unicode: true, redraws: true)
        == "training  ▕█████████           ▏   45 %  epoch 9  loss 0.298  speed 51234 samples/s  █▃▂▂▁▁▁▁▁▁▁▁▁▁"
    )
    #expect(text(0.5, unicode: false, redraws: true).hasPrefix("training  [##########..........]   50 %  epoch 9"))
  }

  @Test func aLineOfALogHasNone() {
    #expect(
      text(1, unicode: false, redraws: false, width: 60)
        == "training  100 %  epoch 9  loss 0.298  speed 51234 samples/s")
  }

  /// A long run: the loss and the time left stay, whatever the width.
  @Test(arguments: [
    (100, ["▕", "loss 0.1234", "left 125 s", "acc 97.12 %"], [String]()),
    (80, ["▕", "loss 0.1234", "left 125 s", "acc 97.12 %"], ["val"]),
    (60, ["loss 0.1234", "left 125 s"], ["▕", "acc"]),
    (50, ["loss 0.1234", "left 125 s"], ["▕"]),
    (40, ["loss 0.1234"], ["▕", "left"]),
    (20, ["epoch 1234/10000"], ["loss", "left"]),
  ])
  func `a narrow line drops the bar first, the loss last`(width: Int, shown: [String], dropped: [String]) {
    let frame = ProgressFrame(
      title: "epoch 1234/10000", fraction: 0.123,
      fields: [
        .init("loss", 0.1234, digits: 4), .timeLeft(124.5), .init("acc", 97.12, digits: 4, unit: "%"),
        .init("val loss", 0.2345, digits: 4), .init("speed", 51234, digits: 3, unit: "samples/s"),
      ], isMilestone: false)
    let line = PlainTextRenderer(RenderStyle(width: width, redraws: true)).render(.progress(frame))
    for text in shown { #expect(line.contains(text), "\(line)") }
    for text in dropped { #expect(!line.contains(text), "\(line)") }
  }

  @Test(arguments: [Double.nan, -1, 2, .infinity])
  func fractionsOutsideAreBroughtInside(_ fraction: Double) {
    #expect(text(fraction, unicode: false, redraws: true).contains(fraction == 2 ? "100 %" : "  0 %"))
  }
}

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
