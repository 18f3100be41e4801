import Views

/// Views as JSON, one object a cell, on one line.
public struct JSONRenderer: Sendable {
  public init() {}

  /// The value of `view`.
  public func render(_ view: View) -> String { view.json.text }

  /// What a cell came to: `{"cell":1,"source":"…","ok":true,"view":…}`, or `"ok":false` with the error and its place.
  public func renderCell(number: Int, source: String, result: CellResult) -> String {
    let head: [(String, JSONValue)] = [("cell", .integer(number)), ("source", .string(source))]
    switch result {
    case .view(let view):
      return JSONValue.object(head + [("ok", .bool(true)), ("view", view?.json ?? .null)]).text
    case .error(let error):
      let members: [(String, JSONValue)] = [
        ("message", .string(error.message)), ("hint", .optional(error.hint)), ("line", .integer(error.line)),
        ("column", .integer(error.column)),
      ]
      return JSONValue.object(head + [("ok", .bool(false)), ("error", .object(members))]).text
    }
  }

  /// A cell's view, `nil` where it shows nothing, or what is wrong with it.
  public enum CellResult: Equatable, Sendable {
    case view(View?)
    case error(SourceExcerpt)
  }
}
