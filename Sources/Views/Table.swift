/// Rows under named columns.
public struct Table: Equatable, Sendable {
  public enum Cell: Equatable, Sendable {
    case text(String, Role)
    case integer(Int)
    /// A number with N significant digits; `nil` for the session's.
    case number(Double, digits: Int?)
    /// A number that a clock gave, with N significant digits.
    case measured(Double, digits: Int)
    /// A share shown in percent; the value stays a share (0…1).
    case percent(Double)

    public static func text(_ text: String) -> Cell { .text(text, .plain) }
    public static func number(_ value: Double) -> Cell { .number(value, digits: nil) }
  }

  public var title: String?
  public var columns: [String]
  public var rows: [[Cell]]
  public var note: String?

  /// - Precondition: every row has a cell for each column.
  public init(title: String? = nil, columns: [String], rows: [[Cell]], note: String? = nil) {
    precondition(rows.allSatisfy { $0.count == columns.count })
    self.title = title
    self.columns = columns
    self.rows = rows
    self.note = note
  }
}
