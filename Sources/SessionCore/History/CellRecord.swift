/// A cell that was run.
public struct CellRecord: Equatable, Sendable {
  public let number: Int
  public let source: String
  public let value: Value?
  public let failed: Bool
  public let use: CellUse
  /// Whether the condition of its `if` holds, to which an `else` in the next cell belongs.
  public let condition: Bool?

  public init(
    number: Int, source: String, value: Value?, failed: Bool, use: CellUse, condition: Bool? = nil
  ) {
    self.condition = condition
    self.number = number
    self.source = source
    self.value = value
    self.failed = failed
    self.use = use
  }

  /// Whether it changed the session or has a value.
  public var isWork: Bool { !failed && (value != nil || use.before != use.after) }

  /// The cell with a number. Cells are numbered without gaps.
  public static func cell(_ number: Int, of cells: [CellRecord]) -> CellRecord? {
    guard let first = cells.first, cells.indices.contains(number - first.number) else { return nil }
    return cells[number - first.number]
  }

  /// The source on one line.
  public var line: String { source.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The number of the last cell with each text that did not fail.
  public static func newest(of cells: [CellRecord]) -> [String: Int] {
    Dictionary(cells.filter { !$0.failed }.map { ($0.line, $0.number) }) { max($0, $1) }
  }
}

/// The results of earlier cells: `Out[3]` and `_`.
public struct Outputs {
  var cells: [CellRecord] = []
  /// What else can be typed beside names of values, for "did you mean".
  var otherNames: [String] = []
  /// The last result of the cell that is running, if it runs other cells.
  public var latest: Value?
  /// Says of a cell why it is stale.
  var cause: (_ cell: Int) -> String? = { _ in nil }

  public init(
    cells: [CellRecord] = [], otherNames: [String] = [], cause: @escaping (_ cell: Int) -> String? = { _ in nil }
  ) {
    self.cells = cells
    self.otherNames = otherNames
    self.cause = cause
  }

  subscript(number: Int) -> Value? { CellRecord.cell(number, of: cells)?.value }

  /// The last result, with the number of its cell if that is an earlier one.
  var last: (number: Int?, value: Value)? {
    if let latest { return (nil, latest) }
    guard let cell = cells.last(where: { $0.value != nil }), let value = cell.value else { return nil }
    return (cell.number, value)
  }
}
