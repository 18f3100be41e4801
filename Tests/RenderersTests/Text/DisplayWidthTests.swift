import Testing

@testable import Renderers

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("三四", 4), ("ｱ", 1), ("Ａ", 2), ("👩‍👩‍👧", 2), ("☎️", 2), ("δ[2]", 4),
    ("⠤", 1), ("한", 2), ("\u{301}", 0),
  ])
  func aTextTakesItsColumns(_ text: String, _ columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test func truncatedAndPadded() {
    #expect("三四五".truncated(to: 5, mark: "…") == "三四…")
    #expect("三四五".truncated(to: 4, mark: "…") == "三…")
    #expect("abc".truncated(to: 3, mark: "…") == "abc")
    #expect("abcd".truncated(to: 2, mark: "...") == "ab")
    #expect("三".padded(to: 3) == "三 ")
    #expect("三".rightAligned(to: 1) == "三")
  }
}
