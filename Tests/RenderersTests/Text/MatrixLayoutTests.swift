import Testing
import Views

@testable import Renderers

@Suite struct MatrixLayoutTests {
  @Test func aLabelTheShapeAndAlignedNumbers() {
    let matrix = MatrixView(rows: 2, columns: 2, data: [0.15, 0.2, 0.25, -0.3], label: "W[1]")
    #expect(plain(.matrix(matrix)) == "W[1] = 2×2\n   0.15   0.2\n   0.25  -0.3")
    #expect(plain(.matrix(matrix), unicode: false) == "W[1] = 2x2\n   0.15   0.2\n   0.25  -0.3")
  }

  @Test func aSingleRowIsOnTheLineOfItsLabel() {
    let matrix = MatrixView(rows: 1, columns: 2, data: [0.35, 0.35], label: "b[1]", note: "old")
    #expect(plain(.matrix(matrix)) == "b[1] = 1×2  0.35  0.35\nold")
  }

  @Test func rowsAndColumnsAreElidedWithCounts() {
    let data = (0..<30 * 20).map { Double($0 % 10) }
    let style = RenderStyle(matrixRows: 3, matrixColumns: 4)
    let text = PlainTextRenderer(style).render(.matrix(MatrixView(rows: 30, columns: 20, data: data, label: "X")))
    #expect(
      text == """
        X = 30×20  … 16 more columns
                0   1   2  …  19
           0 │  0   1   2  …   9
           1 │  0   1   2  …   9
               … 27 more rows
          29 │  0   1   2  …   9
        """)
  }

  private func matrix(_ rows: Int, _ columns: Int) -> View {
    .matrix(MatrixView(rows: rows, columns: columns, data: (0..<rows * columns).map { Double($0 % 7) / 2 }))
  }

  @Test func onlyManyRowsOrColumnsAreNumbered() {
    #expect(plain(matrix(6, 2)).hasPrefix("6×2\n  0    0.5\n"))
    #expect(plain(matrix(7, 2)).hasPrefix("7×2\n  0 │ 0    0.5\n  1 │ 1    1.5\n"))
    #expect(plain(matrix(2, 7)).hasPrefix("2×7\n    0    1    2    3    4    5    6\n  0    0.5  1"))
    #expect(plain(matrix(1, 7)) == "1×7  0    0.5  1    1.5  2    2.5  3")
    #expect(plain(matrix(7, 1), unicode: false).hasPrefix("7x1\n  0 | 0\n"))
  }

  @Test func aRowThatIsElidedIsNumbered() {
    #expect(
      plain(matrix(1, 100), width: 34) == """
        1×100  … 94 more columns
            0    1    2    3  …   98   99
          0    0.5  1    1.5  …  0    0.5
        """)
  }

  @Test func allColumnsAreNumberedInBlocks() {
    let style = RenderStyle(width: 24, amount: .full)
    #expect(
      PlainTextRenderer(style).render(matrix(7, 5)) == """
        7×5
                0    1    2    3
          0 │ 0    0.5  1    1.5
          1 │ 2.5  3    0    0.5
          2 │ 1.5  2    2.5  3
          3 │ 0.5  1    1.5  2
          4 │ 3    0    0.5  1
          5 │ 2    2.5  3    0
          6 │ 1    1.5  2    2.5
                4
          0 │ 2
          1 │ 1
          2 │ 0
          3 │ 2.5
          4 │ 1.5
          5 │ 0.5
          6 │ 3
        """)
  }

  @Test(arguments: [20, 31, 40, 80, 132])
  func noLineIsWiderThanTheMedium(_ width: Int) {
    let data = (0..<10 * 784).map { 0.123456 * Double($0 - 400) }
    for rows in [1, 10] {
      let view = View.matrix(MatrixView(rows: rows, columns: 784, data: Array(data.prefix(rows * 784)), label: "W[1]"))
      let lines = plain(view, width: width).split(separator: "\n")
      #expect(lines.count >= rows)
      #expect(lines.allSatisfy { $0.count <= width })
    }
  }

  @Test func emptyMatrices() {
    #expect(plain(.matrix(MatrixView(rows: 0, columns: 3, data: [], label: "X"))) == "X = 0×3")
    #expect(plain(.matrix(MatrixView(rows: 1, columns: 0, data: []))) == "1×0")
  }
}
