import Testing

@testable import Renderers

@Suite struct MarkupTests {
  @Test func textIsEscapedAndTabsStay() {
    #expect(Markup.escape("a\t<b> & \"c\"\u{1B}") == "a\t&lt;b&gt; &amp; &quot;c&quot;␛")
  }

  @Test func elementsHaveAttributesIfThereAreAny() {
    #expect(Markup.element("p", text: "1 < 2") == "<p>1 &lt; 2</p>")
    #expect(Markup.element("p", "class=\"note\"", content: "<b/>") == "<p class=\"note\"><b/></p>")
  }

  @Test(arguments: [(1, "1"), (0.5, "0.5"), (-2.125, "-2.13"), (10, "10"), (0.001, "0")])
  func numbersHaveAtMostTwoDigitsAfterThePoint(value: Double, text: String) {
    #expect(SVG.number(value) == text)
  }
}
