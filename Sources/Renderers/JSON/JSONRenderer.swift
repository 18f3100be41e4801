import Views

/// The result of a cell, for `JSONRenderer.renderCell`.
public enum CellResult: Equatable, Sendable {
  /// The view; `nil` if the cell is muted or shows nothing.
  case shown(View?)
  case failed(SourceExcerpt)
}

/// Views as JSON: the machine interface. One line a view; keys come in a fixed order.
public struct JSONRenderer: Sendable {
  public init() {}

  /// The value of the key "view".
  public func render(_ view: View) -> String { json(view).text }

  /// The full object of a cell: `{"cell":1,"source":"…","ok":true,"view":…}` or, with `"ok":false`, its `"error"`.
  public func renderCell(number: Int?, source: String, result: CellResult) -> String {
    let number = number.map(JSONValue.integer) ?? .null
    let cell: JSONValue =
      switch result {
      case .shown(let view):
        ["cell": number, "source": .string(source), "ok": .bool(true), "view": view.map(json) ?? .null]
      case .failed(let excerpt):
        ["cell": number, "source": .string(source), "ok": .bool(false), "error": error(excerpt)]
      }
    return cell.text
  }

  private func error(_ excerpt: SourceExcerpt) -> JSONValue {
    [
      "message": .string(excerpt.message), "hint": .nullable(excerpt.hint), "line": .integer(excerpt.line),
      "column": .integer(excerpt.column),
    ]
  }

  private func json(_ view: View) -> JSONValue {
    switch view {
    case .text(let text): ["kind": "text", "text": .string(text.plain)]
    case .number(let number): json(number)
    case .matrix(let matrix): json(matrix)
    case .table(let table): json(table)
    case .picture(.chart(let chart)): json(chart)
    case .picture(.heatMap(let map)): json(map)
    case .picture(.imageGrid(let grid)): json(grid)
    case .picture(.graph(let graph)): json(graph)
    case .derivation(let derivation): json(derivation)
    case .verdict(let verdict): json(verdict)
    case .excerpt(let excerpt): json(excerpt)
    case .progress(let frame): json(frame)
    case .stack(let views): ["kind": "stack", "views": .array(views.map(json))]
    }
  }
}

extension JSONRenderer {
  private func shape(_ rows: Int, _ columns: Int) -> JSONValue { .array([.integer(rows), .integer(columns)]) }

  private func rows(_ data: [Double], _ rows: Int, _ columns: Int) -> JSONValue {
    .array((0..<rows).map { row in .array(data[row * columns..<(row + 1) * columns].map(JSONValue.number)) })
  }

  private func json(_ number: NumberView) -> JSONValue {
    [
      "kind": "number", "label": number.label.map(JSONValue.string), "value": .number(number.value),
      "note": number.note.map(JSONValue.string),
    ]
  }

  private func json(_ matrix: MatrixView) -> JSONValue {
    [
      "kind": "matrix", "label": matrix.label.map(JSONValue.string), "shape": shape(matrix.rows, matrix.columns),
      "data": rows(matrix.data, matrix.rows, matrix.columns), "note": matrix.note.map(JSONValue.string),
    ]
  }

  private func json(_ table: Table) -> JSONValue {
    [
      "kind": "table", "title": table.title.map(JSONValue.string),
      "columns": .array(table.columns.map(JSONValue.string)),
      "rows": .array(table.rows.map { .array($0.map(json)) }), "note": table.note.map(JSONValue.string),
    ]
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
    [
      "kind": "chart", "title": .string(chart.title), "x": json(chart.x), "y": json(chart.y),
      "series": .array(chart.series.map(json)),
    ]
  }

  private func json(_ axis: Chart.Axis) -> JSONValue {
    ["title": .string(axis.title), "scale": .string(axis.scale.rawValue)]
  }

  private func json(_ series: Chart.Series) -> JSONValue {
    [
      "name": .string(series.name), "mark": .string(series.mark.rawValue),
      "points": .array(series.points.map { .array([.number($0.x), .number($0.y)]) }),
    ]
  }

  private func json(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  private func json(_ map: HeatMap) -> JSONValue {
    [
      "kind": "heatmap", "title": .string(map.title), "shape": shape(map.rows, map.columns),
      "data": rows(map.data, map.rows, map.columns), "palette": .string(map.palette.rawValue),
      "range": json(map.range), "note": map.note.map(JSONValue.string),
    ]
  }

  private func json(_ grid: ImageGrid) -> JSONValue {
    let images = grid.images.map { image -> JSONValue in
      [
        "caption": .string(image.caption), "marked": .bool(image.isMarked),
        "data": rows(image.pixels, grid.height, grid.width),
      ]
    }
    return [
      "kind": "images", "title": .string(grid.title), "shape": shape(grid.height, grid.width),
      "palette": .string(grid.palette.rawValue), "range": json(grid.range), "images": .array(images),
    ]
  }
}

extension JSONRenderer {
  private func json(_ graph: NetworkGraph) -> JSONValue {
    let layers = graph.layers.map { layer -> JSONValue in
      ["name": .string(layer.name), "units": .integer(layer.units)]
    }
    let edges = graph.edges.map { edge -> JSONValue in
      [
        "layer": .integer(edge.layer), "from": .integer(edge.from), "to": .integer(edge.to),
        "weight": .number(edge.weight),
      ]
    }
    return [
      "kind": "graph", "title": .string(graph.title), "layers": .array(layers), "edges": .array(edges),
      "note": graph.note.map(JSONValue.string),
    ]
  }

  /// A number as itself, a matrix as its rows.
  private func json(_ value: NumericValue) -> JSONValue {
    switch value {
    case .number(let value): .number(value)
    case .matrix(let matrix): rows(matrix.data, matrix.rows, matrix.columns)
    }
  }

  private func json(_ derivation: Derivation) -> JSONValue {
    [
      "kind": "derivation", "target": .string(derivation.target), "value": derivation.value.map(json) ?? .null,
      "steps": .array(derivation.steps.map(json)), "note": derivation.note.map(JSONValue.string),
    ]
  }

  private func json(_ step: Derivation.Step) -> JSONValue {
    [
      "caption": step.caption.map(JSONValue.string), "formula": .string(step.formula),
      "expression": .string(step.expression), "value": step.value.map(json) ?? .null,
    ]
  }

  private func json(_ verdict: Verdict) -> JSONValue {
    let worst = verdict.worst.map { worst -> JSONValue in
      ["entry": .string(worst.entry), "left": .number(worst.left), "right": .number(worst.right)]
    }
    let step = verdict.step.map { step -> JSONValue in
      ["kind": .string(step.kind.rawValue), "rules": .array(step.rules.map(JSONValue.string))]
    }
    return [
      "kind": "verdict", "verdict": .string(verdict.kind.rawValue), "digits": .integer(verdict.digits),
      "worst": worst ?? .null, "diagnosis": .nullable(verdict.diagnosis), "correction": .nullable(verdict.correction),
      "step": step,
    ]
  }

  private func json(_ excerpt: SourceExcerpt) -> JSONValue {
    [
      "kind": "excerpt", "message": .string(excerpt.message), "hint": .nullable(excerpt.hint),
      "file": .nullable(excerpt.file), "line": .integer(excerpt.line), "column": .integer(excerpt.column),
      "length": .integer(excerpt.length), "text": .string(excerpt.text),
    ]
  }

  private func json(_ frame: ProgressFrame) -> JSONValue {
    let fields = frame.fields.map { field -> JSONValue in
      ["name": .string(field.name), "value": .number(field.value), "unit": .string(field.unit)]
    }
    return [
      "kind": "progress", "title": .string(frame.title), "fraction": .number(frame.fraction),
      "fields": .array(fields), "curve": .array(frame.curve.map(JSONValue.number)),
      "milestone": .bool(frame.isMilestone),
    ]
  }
}
