import Views

/// The numbers of the rows and columns beside a drawn heat map.
struct CellNumbers {
  private let rows: Int
  private let columns: Int
  /// The rows and columns of the map in a drawn cell.
  private let perCell: (rows: Int, columns: Int)
  private let cell: Int
  private let digits: Int

  init(_ map: HeatMap, shown: Raster, cell: Int) {
    (rows, columns) = (shown.height, shown.width)
    perCell = (map.rows.dividedUp(by: max(1, shown.height)), map.columns.dividedUp(by: max(1, shown.width)))
    self.cell = cell
    digits = "\(max(map.rows, map.columns, 1) - 1)".count
  }

  /// The room that they take.
  var width: Int { 7 * digits + 6 }
  var height: Int { 16 }

  /// - Parameters: x, y: the top left corner of the cells.
  func labels(x: Int, y: Int) -> [String] {
    let down = stride(from: 0, to: rows, by: step(atLeast: 14)).map { row in
      SVG.text("\(row * perCell.rows)", x: Double(x - 5), y: middle(y, row) + 4, anchor: "end")
    }
    let across = stride(from: 0, to: columns, by: step(atLeast: width)).map { column in
      SVG.text("\(column * perCell.columns)", x: middle(x, column), y: Double(y - 5), anchor: "middle")
    }
    return down + across
  }

  private func middle(_ start: Int, _ index: Int) -> Double { Double(start) + (Double(index) + 0.5) * Double(cell) }

  private func step(atLeast pixels: Int) -> Int {
    [1, 2, 5, 10, 20, 50, 100, 200].first { $0 * cell >= pixels } ?? 500
  }
}
