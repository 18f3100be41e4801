import Views

/// A table with columns as wide as their content; numbers are aligned at the point, text wraps in the last wide column.
struct TableLayout {
  let style: RenderStyle

  func lines(of table: Table) -> [StyledText] {
    var result: [StyledText] = []
    if let title = table.title { result.append(StyledText(title, .heading).visible) }
    let rows = Elision(count: table.rows.count, limit: max(style.rows, 40))
    let cells = table.columns.indices.map { column in texts(rows.shown.map { table.rows[$0][column] }) }
    let widths = self.widths(table, cells)
    let isNumeric = table.columns.indices.map { column in
      !table.rows.isEmpty && table.rows.allSatisfy { $0[column].isNumber }
    }
    result.append(header(table, widths, isNumeric))
    for (index, row) in rows.shown.enumerated() {
      if index == rows.gap { result.append(StyledText("  … \(rows.hidden) more rows", .faint)) }
      result += lines(of: table.rows[row], cells.map { $0[index] }, widths, isNumeric)
    }
    let note = table.note.map { Layout(style: style).wrapped(StyledText($0, .faint).visible) } ?? []
    return result + note
  }

  /// The cells of a column as text; its numbers aligned.
  private func texts(_ column: [Table.Cell]) -> [String] {
    var numbers: [Double] = []
    var digits: Int?
    for cell in column {
      if case .number(let value, let own) = cell {
        numbers.append(value)
        digits = own ?? digits
      }
    }
    let format = digits.map { NumberFormat(digits: min(max($0, 1), 17)) } ?? style.format
    let isUniform = numbers.count == column.count && digits == nil
    var aligned = (isUniform ? format.aligned(numbers) : numbers.map { format.text($0) }).makeIterator()
    return column.map { cell in
      switch cell {
      case .text(let text, _): text.visible
      case .integer(let value): String(value)
      case .number: aligned.next() ?? ""
      case .percent(let share): percent(share)
      }
    }
  }

  private func percent(_ share: Double) -> String {
    share.isFinite ? NumberFormat(digits: 17).text((share * 10_000).rounded() / 100) + " %" : "nan"
  }

  /// Each column as wide as its widest line; where that is too much, the widest column of text gives way.
  private func widths(_ table: Table, _ cells: [[String]]) -> [Int] {
    var widths = table.columns.indices.map { column in
      max(
        table.columns[column].displayWidth,
        cells[column].flatMap { $0.split(separator: "\n") }.map(\.displayWidth).max() ?? 0)
    }
    let excess = widths.reduce(0) { $0 + $1 + 2 } + 2 - 2 - style.width
    if excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      widths[widest] = max(widths[widest] - excess, 12)
    }
    return widths
  }

  private func header(_ table: Table, _ widths: [Int], _ isNumeric: [Bool]) -> StyledText {
    let cells = table.columns.indices.map { column in
      isNumeric[column]
        ? table.columns[column].paddedLeft(to: widths[column]) : table.columns[column].padded(to: widths[column])
    }
    return StyledText(("  " + cells.joined(separator: "  ")).trimmedEnd, .emphasis)
  }

  private func lines(of row: [Table.Cell], _ texts: [String], _ widths: [Int], _ isNumeric: [Bool]) -> [StyledText] {
    let wrapped = texts.indices.map { column in
      texts[column].split(separator: "\n", omittingEmptySubsequences: false).flatMap {
        wrap(String($0), widths[column])
      }
    }
    return (0..<(wrapped.map(\.count).max() ?? 1)).map { index in
      var line = StyledText("  ")
      for column in texts.indices {
        let text = index < wrapped[column].count ? wrapped[column][index] : ""
        let padded = isNumeric[column] ? text.paddedLeft(to: widths[column]) : text.padded(to: widths[column])
        line.runs.append(StyledText.Run((column == 0 ? "" : "  ") + padded, row[column].role))
      }
      return line.trimmed
    }
  }

  private func wrap(_ text: String, _ width: Int) -> [String] {
    guard text.displayWidth > width else { return [text] }
    var narrow = style
    narrow.width = width
    return Layout(style: narrow).wrapped(StyledText(text)).map { $0.plain.trimmedEnd }
  }
}

extension Table.Cell {
  fileprivate var isNumber: Bool { if case .text = self { false } else { true } }

  fileprivate var role: Role {
    if case .text(_, let role) = self { role } else { .number }
  }
}
