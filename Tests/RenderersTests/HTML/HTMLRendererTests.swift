import Foundation
import Renderers
import Testing
import Views

@Suite struct HTMLRendererTests {
  @Test func tables() {
    let table = Table(title: "t", columns: ["a", "b"], rows: [[.text("x<&", .bad), .number(0.5)]], note: "n\n<m")
    #expect(
      HTMLRenderer().render(.table(table)) == """
        <table class="table">
        <caption>t</caption>
        <tr><th>a</th><th class="number">b</th></tr>
        <tr><td class="bad">x&lt;&amp;</td><td class="number">0.5</td></tr>
        </table>
        <p class="note">n<br/>
        &lt;m</p>
        """)
  }

  @Test func matricesAreElided() {
    let matrix = MatrixView(rows: 4, columns: 3, data: (0..<12).map(Double.init), label: "W[1]")
    #expect(
      HTMLRenderer(RenderStyle(matrixRows: 2, matrixColumns: 2)).render(.matrix(matrix)) == """
        <table class="matrix">
        <caption>W[1] = 4×3</caption>
        <tr><td>0</td><td>1</td><td>…</td></tr>
        <tr><td>3</td><td>4</td><td>…</td></tr>
        <tr><td colspan="3" class="faint">… 2 more rows</td></tr>
        <tr><td colspan="3" class="faint">… 1 more column</td></tr>
        </table>
        """)
  }

  @Test func decimalPointsAreAligned() {
    let html = HTMLRenderer().render(.matrix(MatrixView(rows: 2, columns: 2, data: [-1, 0.25, 1.5, 10])))
    #expect(html.contains("<tr><td style=\"--after:2\">-1</td><td>0.25</td></tr>"))
    #expect(html.contains("<tr><td>1.5</td><td style=\"--after:3\">10</td></tr>"))
  }

  @Test func aLongTextInATableMayBeBroken() {
    let text = "a text that fills more than a third of a page"
    let table = Table(title: nil, columns: ["a"], rows: [[.text("short", .good)], [.text(text, .good)]])
    let html = HTMLRenderer().render(.table(table))
    #expect(html.contains("<td class=\"good\">short</td>"))
    #expect(html.contains("<td class=\"good long\">\(text)</td>"))
  }

  @Test func textKeepsItsRoles() {
    #expect(
      HTMLRenderer().render(.verdict(Verdict(.agrees, digits: 9)))
        == #"<pre class="view"><span class="good">✓ agrees to 9 digits</span></pre>"#)
  }

  @Test func picturesAreInlineSVG() {
    let html = HTMLRenderer().render(.chart(Gallery.loss))
    #expect(html.hasPrefix("<figure><svg "))
    #expect(html.hasSuffix("</svg></figure>"))
  }

  @Test func picturesAsImagesAreOnWhite() throws {
    var renderer = HTMLRenderer()
    renderer.picturesAreImages = true
    let html = renderer.render(.stack([.chart(Gallery.loss), .text("done")]))
    let image = try #require(
      html.firstMatch(of: #/<figure><img .*alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"/#))
    #expect(image.1 == Gallery.loss.title)
    let file = try #require(Data(base64Encoded: String(image.2)))
    let drawing = String(decoding: file, as: UTF8.self)
    #expect(drawing.hasPrefix("<svg ") && drawing.contains("class=\"curve s0\""))
    #expect(!drawing.contains("prefers-color-scheme"), "the ground is always white")
  }
}
