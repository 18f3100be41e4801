/// Rows under named columns.
public struct Table: Equatable, Sendable {
  public enum Cell: Equatable, Sendable {
    case text(String, Role = .plain)
    case integer(Int)
    /// A number with this many significant digits; `nil` for the session's.
    case number(Double, digits: Int? = nil)
    /// A number read from a clock.
    case measured(Double, digits: Int)
    /// A share (0…1) shown in percent.
    case percent(Double)
  }

  public var title: String?
  public var columns: [String]
  public var rows: [[Cell]]
  public var note: String?
  /// Whether every row is shown however many there are, as in a list of help.
  public var showsAllRows: Bool

  /// - Precondition: every row has a cell for each column.
  public init(
    title: String? = nil, columns: [String], rows: [[Cell]], note: String? = nil, showsAllRows: Bool = false
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count })
    self.title = title
    self.columns = columns
    self.rows = rows
    self.note = note
    self.showsAllRows = showsAllRows
  }
}
