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
          0  1  2  …  9
          0  1  2  …  9
          … 27 more rows
          0  1  2  …  9
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

@Suite struct ElisionTests {
  @Test(arguments: [0, 1, 5, 16, 17, 100], [0, 1, 2, 3, 16])
  func shownAndHiddenAddUp(_ count: Int, _ limit: Int) {
    let elision = Elision(count, limit: limit)
    #expect(elision.shown.count + elision.hidden == count)
    #expect(elision.shown.count == min(count, max(1, limit)))
    #expect(elision.shown == elision.shown.sorted())
  }

  @Test func aThirdIsAtTheEnd() {
    #expect(Elision(10, limit: 6).shown == [0, 1, 2, 3, 8, 9])
  }
}
