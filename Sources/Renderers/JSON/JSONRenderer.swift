import Views

/// The result of a cell, for `JSONRenderer.renderCell`.
public enum CellResult: Equatable, Sendable {
  /// The view; `nil` when the cell is muted or shows nothing.
  case shown(View?)
  case failed(SourceExcerpt)
}

/// Views as JSON: the machine interface. One line a view; keys come in a fixed order.
public struct JSONRenderer: Sendable {
  public init() {}

  /// The value of the key "view".
  public func render(_ view: View) -> String { json(view).text }

  /// The whole object of a cell: `{"cell":1,"source":"…","ok":true,"view":…}` or, with `"ok":false`, its `"error"`.
  public func renderCell(number: Int?, source: String, result: CellResult) -> String {
    var members: [(String, JSONValue)] = [
      ("cell", number.map(JSONValue.integer) ?? .null), ("source", .string(source)),
    ]
    switch result {
    case .shown(let view): members += [("ok", .bool(true)), ("view", view.map(json) ?? .null)]
    case .failed(let excerpt): members += [("ok", .bool(false)), ("error", error(excerpt))]
    }
    return JSONValue.object(members).text
  }

  private func error(_ excerpt: SourceExcerpt) -> JSONValue {
    .object([
      ("message", .string(excerpt.message)), ("hint", .optional(excerpt.hint)), ("line", .integer(excerpt.line)),
      ("column", .integer(excerpt.column)),
    ])
  }

  private func json(_ view: View) -> JSONValue {
    switch view {
    case .text(let text): object("text", [("text", .string(text.plain))])
    case .number(let number):
      object("number", label(number.label) + [("value", .number(number.value))] + note(number.note))
    case .matrix(let matrix): json(matrix)
    case .table(let table): json(table)
    case .picture(.chart(let chart)): json(chart)
    case .picture(.heatMap(let map)): json(map)
    case .picture(.imageGrid(let grid)): json(grid)
    case .derivation(let derivation): json(derivation)
    case .verdict(let verdict): json(verdict)
    case .excerpt(let excerpt): json(excerpt)
    case .progress(let frame): json(frame)
    case .stack(let views): object("stack", [("views", .array(views.map(json)))])
    }
  }
}

extension JSONRenderer {
  private func object(_ kind: String, _ members: [(String, JSONValue)]) -> JSONValue {
    .object([("kind", .string(kind))] + members)
  }

  private func label(_ text: String?) -> [(String, JSONValue)] { text.map { [("label", .string($0))] } ?? [] }
  private func note(_ text: String?) -> [(String, JSONValue)] { text.map { [("note", .string($0))] } ?? [] }
  private func shape(_ rows: Int, _ columns: Int) -> JSONValue { .array([.integer(rows), .integer(columns)]) }

  private func grid(_ data: [Double], rows: Int, columns: Int) -> JSONValue {
    .array((0..<rows).map { row in .array(data[row * columns..<(row + 1) * columns].map(JSONValue.number)) })
  }

  private func json(_ matrix: MatrixView) -> JSONValue {
    object(
      "matrix",
      label(matrix.label) + [
        ("shape", shape(matrix.rows, matrix.columns)),
        ("data", grid(matrix.data, rows: matrix.rows, columns: matrix.columns)),
      ] + note(matrix.note))
  }

  private func json(_ table: Table) -> JSONValue {
    object(
      "table",
      (table.title.map { [("title", .string($0))] } ?? []) + [
        ("columns", .array(table.columns.map(JSONValue.string))),
        ("rows", .array(table.rows.map { .array($0.map(json)) })),
      ] + note(table.note))
  }

  private func json(_ cell: Table.Cell) -> JSONValue {
    switch cell {
    case .text(let text, _): .string(text)
    case .integer(let value): .integer(value)
    case .number(let value, _), .measured(let value, _), .percent(let value): .number(value)
    }
  }
}

extension JSONRenderer {
  private func json(_ chart: Chart) -> JSONValue {
    object(
      "chart",
      [
        ("title", .string(chart.title)), ("x", json(chart.x)), ("y", json(chart.y)),
        ("series", .array(chart.series.map(json))),
      ])
  }

  private func json(_ axis: Chart.Axis) -> JSONValue {
    .object([("title", .string(axis.title)), ("scale", .string(axis.scale.rawValue))])
  }

  private func json(_ series: Chart.Series) -> JSONValue {
    .object([
      ("name", .string(series.name)), ("mark", .string(series.mark.rawValue)),
      ("points", .array(series.points.map { .array([.number($0.x), .number($0.y)]) })),
    ])
  }

  private func json(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  private func json(_ map: HeatMap) -> JSONValue {
    object(
      "heatmap",
      [
        ("title", .string(map.title)), ("shape", shape(map.rows, map.columns)),
        ("data", grid(map.data, rows: map.rows, columns: map.columns)), ("palette", .string(map.palette.rawValue)),
        ("range", json(map.range)),
      ] + note(map.note))
  }

  private func json(_ grid: ImageGrid) -> JSONValue {
    object(
      "images",
      [
        ("title", .string(grid.title)), ("shape", shape(grid.height, grid.width)),
        ("palette", .string(grid.palette.rawValue)), ("range", json(grid.range)),
        ("images", .array(grid.images.map { image(of: grid, $0) })),
      ])
  }

  private func image(of grid: ImageGrid, _ image: ImageGrid.Image) -> JSONValue {
    .object([
      ("caption", .string(image.caption)), ("marked", .bool(image.isMarked)),
      ("data", self.grid(image.pixels, rows: grid.height, columns: grid.width)),
    ])
  }
}

extension JSONRenderer {
  /// A number as itself, a matrix as its rows.
  private func json(_ value: NumericValue) -> JSONValue {
    switch value {
    case .number(let value): .number(value)
    case .matrix(let matrix): grid(matrix.data, rows: matrix.rows, columns: matrix.columns)
    }
  }

  private func json(_ derivation: Derivation) -> JSONValue {
    object(
      "derivation",
      [
        ("target", .string(derivation.target)), ("value", json(derivation.value)),
        ("steps", .array(derivation.steps.map(json))),
      ] + note(derivation.note))
  }

  private func json(_ step: Derivation.Step) -> JSONValue {
    .object(
      (step.caption.map { [("caption", .string($0))] } ?? []) + [
        ("formula", .string(step.formula)), ("expression", .string(step.expression)), ("value", json(step.value)),
      ])
  }

  private func json(_ verdict: Verdict) -> JSONValue {
    let worst = verdict.worst.map {
      JSONValue.object([("entry", .string($0.entry)), ("left", .number($0.left)), ("right", .number($0.right))])
    }
    return object(
      "verdict",
      [
        ("verdict", .string(verdict.kind.rawValue)), ("digits", .integer(verdict.digits)), ("worst", worst ?? .null),
        ("diagnosis", .optional(verdict.diagnosis)), ("correction", .optional(verdict.correction)),
      ])
  }

  private func json(_ excerpt: SourceExcerpt) -> JSONValue {
    object(
      "excerpt",
      [
        ("message", .string(excerpt.message)), ("hint", .optional(excerpt.hint)), ("file", .optional(excerpt.file)),
        ("line", .integer(excerpt.line)), ("column", .integer(excerpt.column)), ("length", .integer(excerpt.length)),
        ("text", .string(excerpt.text)),
      ])
  }

  private func json(_ frame: ProgressFrame) -> JSONValue {
    let fields = frame.fields.map {
      JSONValue.object([("name", .string($0.name)), ("value", .number($0.value)), ("unit", .string($0.unit))])
    }
    return object(
      "progress",
      [
        ("title", .string(frame.title)), ("fraction", .number(frame.fraction)), ("fields", .array(fields)),
        ("curve", .array(frame.curve.map(JSONValue.number))), ("milestone", .bool(frame.isMilestone)),
      ])
  }
}
