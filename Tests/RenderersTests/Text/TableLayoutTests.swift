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

  @Test func numbersAreAligned() {
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
    #expect(text == " n\n──\n 0\n 1\n… 97 more rows: set display full\n99")
  }

  @Test func aListShowsAllItsRows() {
    let list = Table(columns: ["n"], rows: (0..<100).map { [.integer($0)] }, showsAllRows: true)
    let text = PlainTextRenderer(RenderStyle(tableRows: 3)).render(.table(list))
    #expect(text.split(separator: "\n").count == 102)
  }

  @Test func cellsOfTextAreBrokenAtBlanksAndNumbersNever() {
    let table = Table(
      columns: ["what it is", "samples"],
      rows: [[.text("two half moons in each other's arms"), .integer(1_000_000)], [.text("xor"), .integer(4)]])
    #expect(
      plain(.table(table), width: 28) == """
        what it is           samples
        ───────────────────  ───────
        two half moons in    1000000
        each other's arms
        xor                        4
        """)
  }

  @Test func manyShortColumnsAreInBlocks() {
    let table = Table(
      columns: ["class", "→0", "→1", "→2", "→3", "→4"],
      rows: (0..<2).map { row in [.text("\(row)", .name)] + (0..<5).map { .integer(1000 * row + $0) } })
    #expect(
      plain(.table(table), width: 24) == """
        class    →0    →1    →2
        ─────  ────  ────  ────
        0         0     1     2
        1      1000  1001  1002

        class    →3    →4
        ─────  ────  ────
        0         3     4
        1      1003  1004
        """)
  }

  @Test func whatDoesNotFitSideBySideBecomesRecords() {
    let table = Table(
      columns: ["name", "meaning", "value"],
      rows: [
        [.text("learning-rate"), .text("how far a step of gradient descent goes"), .number(123456.7)],
        [.text("b"), .text(""), .number(1)],
      ])
    #expect(
      plain(.table(table), width: 24) == """
        name:    learning-rate
        meaning: how far a step
                 of gradient
                 descent goes
        value:   123457

        name:    b
        value:   1
        """)
  }

  @Test(arguments: [20, 40, 80])
  func noLineIsWiderThanTheMedium(_ width: Int) {
    let wide = Table(
      columns: (0..<12).map { "column \($0)" },
      rows: [(0..<12).map { .text("三四 some long text \($0)") }, (0..<12).map { .number(Double($0) / 7) }])
    let text = plain(.table(wide), width: width)
    #expect(text.split(separator: "\n").allSatisfy { displayWidth($0) <= width })
    #expect((0..<12).allSatisfy { text.contains("\($0)") && text.contains("0.142857") })
  }

  /// The columns that text takes, for the characters used here.
  private func displayWidth(_ text: Substring) -> Int { text.reduce(0) { $0 + ("三四".contains($1) ? 2 : 1) } }
}
