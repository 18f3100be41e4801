import Testing
import Views

@Suite struct ViewTests {
  private let chart = Chart(title: "loss", x: Chart.Axis("epoch"), y: Chart.Axis("loss"), series: [])
  private let map = HeatMap(title: "W", rows: 1, columns: 2, data: [1, 2], palette: .diverging)

  @Test func theFirstPictureOfAStackIsFoundAtAnyDepth() {
    let stack = View.stack([.text("no"), .stack([.number(NumberView(1)), .heatMap(map)]), .chart(chart)])
    #expect(stack.firstPicture == .heatMap(map))
    #expect(stack.hasPicture)
    #expect(View.chart(chart).firstPicture == .chart(chart))
  }

  @Test func textHasNoPicture() {
    #expect(View.text("no").firstPicture == nil)
    #expect(!View.stack([.text("no"), .stack([])]).hasPicture)
  }

  @Test func styledTextKeepsItsRunsWhenJoined() {
    let text = StyledText("a", .name) + StyledText("b")
    #expect(text.runs == [StyledText.Run("a", .name), StyledText.Run("b")])
    #expect(text.plain == "ab")
  }
}
