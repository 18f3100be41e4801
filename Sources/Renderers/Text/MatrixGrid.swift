import Views

/// The numbers of a matrix in columns of one width, with the numbers of its rows and columns if there are many.
///
///            0     1  …    63
///      0 │ 0.1   0.2  …  -0.3
///        … 14 more rows
///     15 │ 0.4  -0.5  …   0.6
struct MatrixGrid {
  private let matrix: MatrixView
  private let rows: Elision
  private let columns: Elision
  private let style: RenderStyle
  /// The entries that are shown, row by row.
  private let texts: [String]
  private let cell: Int
  /// The width of the numbers of the rows; 0 without them.
  private let margin: Int
  private let numbersColumns: Bool

  /// Up to this many rows or columns are counted at a glance.
  private static let fewLines = 6

  init(_ matrix: MatrixView, rows: Elision, columns: Elision, style: RenderStyle) {
    self.init(matrix, rows, columns, style, cell: 0)
  }

  private init(_ matrix: MatrixView, _ rows: Elision, _ columns: Elision, _ style: RenderStyle, cell: Int) {
    self.matrix = matrix
    self.rows = rows
    self.columns = columns
    self.style = style
    texts = style.format.aligned(
      rows.shown.flatMap { row in columns.shown.map { matrix.data[row * matrix.columns + $0] } })
    numbersColumns = matrix.columns > Self.fewLines || columns.shown.count < matrix.columns
    margin = matrix.rows > Self.fewLines || rows.hidden > 0 ? "\(matrix.rows - 1)".count : 0
    let number = numbersColumns ? "\(columns.shown.last ?? 0)".count : 0
    self.cell = max(cell, number, texts.first?.displayWidth ?? 0)
  }

  var width: Int { lines.map(\.width).max() ?? 0 }

  /// How many columns the medium has room for.
  var columnsThatFit: Int { (style.columns - 2 - start.width + 2) / (cell + 2) }

  /// Some columns at a time.
  func blocks(of count: Int) -> [MatrixGrid] {
    stride(from: 0, to: matrix.columns, by: count).map { start in
      MatrixGrid(matrix, rows, Elision(start..<min(matrix.columns, start + count)), style, cell: cell)
    }
  }

  var lines: [Line] {
    var lines = zip(rows.shown, numbers).map { row, numbers in start(of: row) + numbers }
    if rows.hidden > 0 {
      lines.insert(start + style.line("… \(rows.hidden.more("row"))", .faint), at: rows.head.count)
    }
    return (numbersColumns && matrix.rows > 0 ? [start + header] : []) + lines
  }

  /// The entries, one line a row.
  var numbers: [Line] {
    let count = columns.shown.count
    return rows.shown.indices.map { row in
      line(texts[row * count..<(row + 1) * count].map { $0.rightAligned(to: cell) }, .number)
    }
  }

  private var header: Line { line(columns.shown.map { "\($0)".rightAligned(to: cell) }, .faint) }

  /// What is before the entries on lines without a number.
  private var start: Line { margin > 0 ? Line([style.span(.blank(margin + 3))]) : Line() }

  private func start(of row: Int) -> Line {
    margin > 0 ? style.line("\(row)".rightAligned(to: margin) + " │ ", .faint) : Line()
  }

  private func line(_ texts: [String], _ role: Role) -> Line {
    let gap = style.span("  ")
    var spans: [Span] = []
    for (index, text) in texts.enumerated() {
      if columns.hidden > 0, index == columns.head.count { spans += [gap, style.span("…", .faint)] }
      if index > 0 { spans.append(gap) }
      spans.append(style.span(text, role))
    }
    if columns.hidden > 0, columns.tail.isEmpty { spans += [gap, style.span("…", .faint)] }
    return Line(spans)
  }
}
