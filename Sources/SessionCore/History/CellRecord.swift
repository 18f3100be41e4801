/// A cell that was run.
public struct CellRecord: Equatable, Sendable {
  public let number: Int
  public let source: String
  public let value: Value?
  public let failed: Bool
  public let use: CellUse

  public init(number: Int, source: String, value: Value?, failed: Bool, use: CellUse) {
    self.number = number
    self.source = source
    self.value = value
    self.failed = failed
    self.use = use
  }

  /// The source on one line.
  public var line: String { source.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The number of the last cell with each text that did not fail.
  public static func newest(of cells: [CellRecord]) -> [String: Int] {
    Dictionary(cells.filter { !$0.failed }.map { ($0.line, $0.number) }) { max($0, $1) }
  }
}
