import Views

extension View {
  var json: JSONValue {
    switch self {
    case .text(let text): .kind("text", ("text", .string(text.plain)))
    case .number(let number):
      .kind("number", ("value", .number(number.value)), .some("label", number.label), .some("note", number.note))
    case .matrix(let matrix): matrix.json
    case .table(let table): table.json
    case .chart(let chart): chart.json
    case .heatMap(let map):
      .kind(
        "heatmap", ("title", .string(map.title)), ("shape", .shape(map.rows, map.columns)),
        ("data", .rows(map.data, columns: map.columns)), .some("note", map.note))
    case .imageGrid(let grid): grid.json
    case .derivation(let derivation): derivation.json
    case .verdict(let verdict): verdict.json
    case .excerpt(let excerpt):
      .kind(
        "excerpt", ("message", .string(excerpt.message)), ("hint", .optional(excerpt.hint)),
        ("line", .integer(excerpt.line)), ("column", .integer(excerpt.column)))
    case .progress(let frame):
      .kind(
        "progress", ("title", .string(frame.title)), ("fraction", .number(frame.fraction)),
        ("fields", .object(frame.fields.map { ($0.name, .number($0.value)) })))
    case .stack(let views): .kind("stack", ("views", .array(views.map(\.json))))
    }
  }
}

extension JSONValue {
  fileprivate static func kind(_ kind: String, _ members: (String, JSONValue)?...) -> JSONValue {
    .object([("kind", .string(kind))] + members.compactMap { $0 })
  }

  fileprivate static func shape(_ rows: Int, _ columns: Int) -> JSONValue {
    .array([.integer(rows), .integer(columns)])
  }

  fileprivate static func rows(_ data: [Double], columns: Int) -> JSONValue {
    guard columns > 0 else { return .array([]) }
    return .array(
      stride(from: 0, to: data.count, by: columns).map { .array(data[$0..<$0 + columns].map { .number($0) }) })
  }
}

extension Optional where Wrapped == (String, JSONValue) {
  /// A member that is left out where there is no text.
  fileprivate static func some(_ name: String, _ text: String?) -> (String, JSONValue)? {
    text.map { (name, .string($0)) }
  }
}

extension MatrixView {
  fileprivate var json: JSONValue {
    .kind(
      "matrix", ("shape", .shape(rows, columns)), ("data", .rows(data, columns: columns)), .some("label", label),
      .some("note", note))
  }
}

extension Table {
  fileprivate var json: JSONValue {
    .kind(
      "table", ("columns", .array(columns.map { .string($0) })),
      ("rows", .array(rows.map { .array($0.map(\.json)) })), .some("title", title), .some("note", note))
  }
}

extension Table.Cell {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text, _): .string(text)
    case .integer(let value): .integer(value)
    case .number(let value, _), .percent(let value): .number(value)
    }
  }
}

extension Chart {
  fileprivate var json: JSONValue {
    let series = series.map { series -> JSONValue in
      let points = series.points.map { JSONValue.array([.number($0.x), .number($0.y)]) }
      return .object([("name", .string(series.name)), ("points", .array(points))])
    }
    return .kind("chart", ("title", .string(title)), ("x", x.json), ("y", y.json), ("series", .array(series)))
  }
}

extension Chart.Axis {
  fileprivate var json: JSONValue { .object([("title", .string(title)), ("scale", .string(scale.rawValue))]) }
}

extension ImageGrid {
  fileprivate var json: JSONValue {
    let images = images.map { image -> JSONValue in
      .object([("caption", .string(image.caption)), ("data", .rows(image.pixels, columns: width))])
    }
    return .kind(
      "images", ("title", .string(title)), ("shape", .shape(height, width)), ("images", .array(images)))
  }
}

extension NumericValue {
  fileprivate var json: JSONValue {
    switch self {
    case .number(let value): .number(value)
    case .matrix(let matrix): matrix.json
    }
  }
}

extension Derivation {
  fileprivate var json: JSONValue {
    let steps = steps.map { step -> JSONValue in
      .object(
        [
          ("formula", .string(step.formula)), ("expression", .string(step.expression)), ("value", step.value.json),
        ] + (step.caption.map { [("caption", .string($0))] } ?? []))
    }
    return .kind(
      "derivation", ("target", .string(target)), ("value", value.json), ("steps", .array(steps)), .some("note", note))
  }
}

extension Verdict {
  fileprivate var json: JSONValue {
    let worst: JSONValue =
      worst.map {
        .object([("entry", .string($0.entry)), ("left", .number($0.left)), ("right", .number($0.right))])
      } ?? .null
    return .kind(
      "verdict", ("verdict", .string(kind.rawValue)), ("digits", .integer(digits)), ("worst", worst),
      ("diagnosis", .optional(diagnosis)), ("correction", .optional(correction)))
  }
}
