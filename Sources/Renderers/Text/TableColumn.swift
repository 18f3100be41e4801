import Views

/// One column of a table, its cells already text.
struct TableColumn {
  let header: Span
  let cells: [Span]
  let isNumeric: Bool
  /// The columns that it takes unbroken.
  let width: Int
  /// The columns that it takes at least: those of its numbers and of its longest word.
  let leastWidth: Int

  /// A longer word is broken where there is no room for it.
  private static let longestWord = 16

  init(_ name: String, cells: [Table.Cell], style: RenderStyle) {
    let texts = CellText.aligned(cells, format: style.format)
    header = style.span(name, .heading)
    self.cells = zip(cells, texts).map { cell, text in style.span(text, cell.role) }
    isNumeric = cells.contains { $0.isNumeric }
    width = ([header] + self.cells).map { DisplayWidth.of($0.text) }.max() ?? 0
    let numbers = zip(cells, self.cells).filter { $0.0.isNumeric }.map { DisplayWidth.of($0.1.text) }
    let breakable = [header] + zip(cells, self.cells).filter { !$0.0.isNumeric }.map(\.1)
    let words = breakable.flatMap { Wrapping.words(of: $0.text) }.flatMap { Wrapping.parts(of: $0.word) }
      .map { min(Self.longestWord, DisplayWidth.of($0)) }
    leastWidth = (numbers + words).max() ?? 0
  }

  /// How many more lines the cells take at a width than at one column more.
  func newLines(at width: Int) -> Int {
    cells.reduce(0) { sum, cell in
      guard DisplayWidth.of(cell.text) > width else { return sum }
      return sum + Wrapping.lines(cell.text, width: width).count - Wrapping.lines(cell.text, width: width + 1).count
    }
  }

  /// A piece of a cell, numbers to the right.
  func placed(_ text: String, width: Int) -> String {
    isNumeric ? text.rightAligned(to: width) : text.padded(to: width)
  }
}
