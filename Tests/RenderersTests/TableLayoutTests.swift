import Renderers
import Testing
import Views

@Suite struct TableLayoutTests {
  let table = Table(
    title: "gradient check", columns: ["tensor", "entries", "error", "share"],
    rows: [
      [.text("W[1]"), .integer(2048), .number(3.25e-10, digits: 3), .percent(0.98104)],
      [.text("b[1]"), .integer(32), .number(1e-11, digits: 3), .percent(1)],
    ], note: "h = 0.00001")

  @Test func numbersStandUnderEachOther() {
    #expect(
      plain(.table(table)) == """
        gradient check
        tensor  entries     error     share
        ──────  ───────  ────────  ────────
        W[1]       2048  3.25e-10   98.10 %
        b[1]         32  1e-11     100.00 %
        h = 0.00001
        """)
  }

  @Test func longTablesAreElided() {
    let long = Table(columns: ["n"], rows: (0..<100).map { [.integer($0)] })
    let text = PlainTextRenderer(RenderStyle(tableRows: 3)).render(.table(long))
    #expect(text == " n\n──\n 0\n 1\n… 97 more rows\n99")
  }

  @Test(arguments: [20, 40, 80])
  func noLineIsWiderThanTheMedium(_ width: Int) {
    let wide = Table(
      columns: (0..<12).map { "column \($0)" },
      rows: [(0..<12).map { .text("三四 some long text \($0)") }, (0..<12).map { .number(Double($0) / 7) }])
    let lines = plain(.table(wide), width: width).split(separator: "\n")
    #expect(lines.allSatisfy { displayWidth($0) <= width })
    #expect(lines.last?.hasSuffix("more columns") == true)
  }

  /// The columns that text takes, for the characters used here.
  private func displayWidth(_ text: Substring) -> Int { text.reduce(0) { $0 + ("三四".contains($1) ? 2 : 1) } }
}
