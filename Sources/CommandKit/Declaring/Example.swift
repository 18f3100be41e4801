import SessionCore
import Views

/// Cells that show a command at work, and what the last of them gives.
public struct Example: Sendable {
  public let cells: [String]
  public let summary: String
  /// Help shows it, and a test compares it with what the last cell gives.
  public let result: ExampleResult

  public init(_ cells: String..., shows summary: String, gives result: ExampleResult) {
    self.init(cells, shows: summary, gives: result)
  }

  public init(_ cells: [String], shows summary: String, gives result: ExampleResult) {
    self.cells = cells
    self.summary = summary
    self.result = result
  }
}

/// What a cell gives, as a value.
///
/// A number of six or more significant digits, the last not 0, is rounded to them; a shorter one is exact to 9 digits.
public indirect enum ExampleResult: Sendable {
  case number(Double)
  case matrix([[Double]])
  case shape(rows: Int, columns: Int)
  /// A line of a text.
  case text(String)
  /// How a line of a text starts, if the rest depends on the machine.
  case lineStarting(String)
  /// The cells of a column, in the first table that has it.
  case column(String, [ExampleResult])
  /// The series of a chart, each with its number of points.
  case chart(KeyValuePairs<String, Int>)
  case heatMap(rows: Int, columns: Int)
  /// A graph with this many weights.
  case graph(weights: Int)
  /// The captions of a row of pictures.
  case images([String])
  case verdict(Verdict.Kind, correction: String?)
  /// The last formula of a derivation.
  case derivation(String)
  /// The help page of this name.
  case page(String)
  /// What is left to the program around the session.
  case request(NotebookRequest)
  case leaves
  case nothing

  /// How help shows it; `nil` if the cells alone say enough.
  public var summary: String? {
    let format = NumberFormat(digits: 6)
    switch self {
    case .number(let number): return format.text(number)
    case .matrix(let rows):
      let columns = rows.first?.count ?? 0
      if rows.count * columns > 8 { return "a \(rows.count)×\(columns) matrix" }
      return "[\(rows.map { "[\($0.map(format.text).joined(separator: ", "))]" }.joined(separator: ", "))]"
    case .shape(let rows, let columns): return "a \(rows)×\(columns) matrix"
    case .text(let line): return line
    case .lineStarting(let start): return start + " …"
    case .column(let name, let cells): return "\(name): \(cells.compactMap(\.summary).joined(separator: ", "))"
    case .chart(let series): return "a chart: \(series.map(\.key).joined(separator: ", "))"
    case .heatMap(let rows, let columns): return "a heat map, \(rows)×\(columns)"
    case .graph(let weights): return "a graph with \(weights) weights"
    case .images(let captions): return "pictures: \(captions.joined(separator: "; "))"
    case .verdict(let kind, let correction): return kind.rawValue + (correction.map { ", \($0)" } ?? "")
    case .derivation(let formula): return formula
    case .page, .request, .leaves, .nothing: return nil
    }
  }
}

extension ExampleResult: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral
{
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(arrayLiteral rows: [Double]...) { self = .matrix(rows) }
}
