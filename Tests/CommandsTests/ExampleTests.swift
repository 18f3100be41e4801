import CommandKit
import ShellFixtures
import Testing
import Views

@testable import Commands
@testable import SessionCore

/// The examples of commands and of help pages give what they say.
struct ExampleTests {
  @Test(arguments: CommandSet.standard.all.map { $0.name }) func everyCommandGivesWhatItsExamplesSay(name: String)
    throws
  {
    let command = try #require(CommandSet.standard.command(named: name))
    #expect(!command.examples.isEmpty, "\(name) has no example")
    for example in command.examples { try compare(example, name) }
  }

  @Test func everyPageGivesWhatItsExamplesSay() throws {
    for page in Help(commands: .standard).pages where page.kind != .command {
      #expect(!page.examples.isEmpty, "\(page.kind) \(page.name) has no example")
      for example in page.examples { try compare(example, page.name) }
    }
  }

  private func compare(_ example: Example, _ name: String) throws {
    var shell = try Shell()
    for cell in example.cells.dropLast() { try shell.run(cell) }
    let last = try #require(example.cells.last, "\(name) has an example without cells")
    guard let outcome = shell.outcomes(of: last).last else { throw Shell.Missing() }
    if case .failure(let diagnostic) = outcome.result { Issue.record("\(name), \(last): \(diagnostic.message)") }
    #expect(
      example.result.isMet(by: outcome),
      "\(name): \(example.cells.joined(separator: "; ")) does not give \(example.result)")
  }

  /// What would make the comparison pass for anything.
  @Test func aWrongResultIsNoticed() throws {
    var shell = try Shell("network 2 1", "seed 1", "init kaiming")
    func gives(_ cell: String, _ result: ExampleResult, _ shell: inout Shell) -> Bool {
      shell.outcomes(of: cell).last.map { result.isMet(by: $0) } ?? false
    }
    #expect(gives("1/3", 0.333333, &shell) && !gives("1/3", 0.333334, &shell) && !gives("1/3", 0.33, &shell))
    #expect(gives("[[1, 2]]", [[1, 2]], &shell) && !gives("[[1, 2]]", [[1], [2]], &shell))
    #expect(!gives("1", [[1, 2]], &shell) && !gives("1", .nothing, &shell) && !gives("x = 1", 1, &shell))
    #expect(gives("quit", .leaves, &shell) && !gives("next", .leaves, &shell))
    #expect(gives("next", .request(.lesson(.next)), &shell) && !gives("next", .request(.lesson(.back)), &shell))
    #expect(gives("summary", .column("units", [2, 1]), &shell) && !gives("summary", .column("units", [2, 2]), &shell))
    #expect(!gives("summary", .column("unit", [2, 1]), &shell) && !gives("summary", "units", &shell))
    #expect(gives("heatmap W[1]", .heatMap(rows: 1, columns: 2), &shell))
    #expect(!gives("heatmap W[1]", .heatMap(rows: 2, columns: 1), &shell))
    #expect(gives("help train", .page("train"), &shell) && !gives("help train", .page("loss"), &shell))
    #expect(!gives("1", .verdict(.agrees, correction: nil), &shell) && !gives("1", .images([]), &shell))
    #expect(!gives("1", .chart([:]), &shell) && !gives("1", .lineStarting("1"), &shell))
  }
}

extension ExampleResult {
  func isMet(by outcome: CellOutcome) -> Bool {
    guard case .success(let view) = outcome.result else { return false }
    let views = view?.parts ?? []
    switch self {
    case .number(let number):
      if case .number(let actual)? = outcome.value { return Self.agree(number, actual) }
      return views.contains { if case .number(let shown) = $0 { Self.agree(number, shown.value) } else { false } }
    case .matrix(let rows):
      guard case .matrix(let matrix)? = outcome.value, matrix.rows == rows.count else { return false }
      return rows.allSatisfy { $0.count == matrix.columns }
        && zip(rows.joined(), matrix.elements).allSatisfy { Self.agree($0, $1) }
    case .shape(let rows, let columns):
      guard case .matrix(let matrix)? = outcome.value else { return false }
      return matrix.rows == rows && matrix.columns == columns
    case .text(let line): return views.contains { $0.lines.contains(line) }
    case .lineStarting(let start): return views.contains { $0.lines.contains { $0.hasPrefix(start) } }
    case .column(let name, let cells):
      let table = views.lazy.compactMap { view in
        if case .table(let table) = view, table.columns.contains(name) { table } else { nil }
      }.first
      guard let table, let column = table.columns.firstIndex(of: name), table.rows.count == cells.count else {
        return false
      }
      return zip(cells, table.rows).allSatisfy { $0.isShown(by: $1[column]) }
    case .chart(let series):
      guard case .chart(let chart)? = view?.firstPicture else { return false }
      return chart.series.map(\.name) == series.map(\.key) && chart.series.map(\.points.count) == series.map(\.value)
    case .heatMap(let rows, let columns):
      guard case .heatMap(let map)? = view?.firstPicture else { return false }
      return map.rows == rows && map.columns == columns
    case .graph(let weights):
      guard case .graph(let graph)? = view?.firstPicture else { return false }
      return graph.edges.count == weights
    case .images(let captions):
      guard case .imageGrid(let grid)? = view?.firstPicture else { return false }
      return grid.images.map(\.caption) == captions
    case .derivation(let formula):
      guard case .derivation(let derivation)? = view else { return false }
      return derivation.steps.last?.formula == formula
    case .verdict(let kind, let correction):
      guard case .verdict(let verdict)? = view else { return false }
      return verdict.kind == kind && verdict.correction == correction
    case .page(let name): return views.first.map { $0.lines[0].hasPrefix(name) } ?? false
    case .request(let request): return outcome.sequel == .ask(request)
    case .leaves: return outcome.sequel == .leave
    case .nothing: return view == nil && outcome.sequel == .none
    }
  }

  private func isShown(by cell: Table.Cell) -> Bool {
    switch (self, cell) {
    case (.text(let text), .text(let shown, _)): text == shown
    case (.number(let number), .integer(let shown)): number == Double(shown)
    case (.number(let number), .number(let shown, _)), (.number(let number), .percent(let shown)):
      Self.agree(number, shown)
    default: false
    }
  }

  /// Whether a number is the written one: to its digits if it has six or more, else to 9 digits.
  private static func agree(_ written: Double, _ actual: Double) -> Bool {
    let text = "\(written)".lowercased()
    let mantissa = text.prefix { $0 != "e" }
    let exponent = Int(text.dropFirst(mantissa.count + 1)) ?? 0
    let decimals = mantissa.split(separator: ".").dropFirst().first.map { $0 == "0" ? 0 : $0.count } ?? 0
    let digits = mantissa.filter(\.isNumber).drop { $0 == "0" }.count
    var unit = 1.0
    for _ in 0..<abs(decimals - exponent) { unit = decimals > exponent ? unit / 10 : unit * 10 }
    return abs(written - actual) <= (digits >= 6 && decimals > 0 ? 0.5001 * unit : 1e-9 * max(1, abs(written)))
  }
}

extension View {
  /// The view and what it is made of, except stacks.
  fileprivate var parts: [View] { if case .stack(let views) = self { views.flatMap(\.parts) } else { [self] } }

  /// The lines of a text.
  fileprivate var lines: [String] {
    guard case .text(let text) = self else { return [""] }
    return text.plain.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
