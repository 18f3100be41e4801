import Foundation
import Testing

@testable import Calculus
@testable import Stepping

/// Lines of derivations by hand in a file: what is derived after an @, then a line a row.
enum StepFixture {
  struct Row: CustomTestStringConvertible, Sendable {
    var problem: String
    var kind: String
    var line: String
    var words: String

    var testDescription: String { "\(problem): \(line)" }
  }

  static func rows(_ name: String) -> [Row] {
    guard let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    var problem = ""
    var rows: [Row] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("@") {
        problem = line.dropFirst().trimmingCharacters(in: .whitespaces)
        continue
      }
      let parts = line.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
      let isWrong = parts.count > 1
      rows.append(
        Row(
          problem: problem, kind: isWrong ? parts[0] : "",
          line: isWrong ? parts[1].replacing(" |", with: "") : parts[0],
          words: parts.count > 2 ? parts[2] : ""))
    }
    return rows
  }

  /// `by x: x^2 * y`, `delta[1]` of the network of the tests, or a function of x.
  static func problem(_ text: String) throws -> StepProblem {
    if let gradient = try gradient(text) { return gradient }
    var (variable, formula) = ("x", text)
    if text.hasPrefix("by "), let colon = text.firstIndex(of: ":") {
      variable = String(text[text.index(text.startIndex, offsetBy: 3)..<colon])
      formula = String(text[text.index(after: colon)...])
    }
    let symbols = formula.contains("y") ? [Symbol("x"), Symbol("y")] : [Symbol("x")]
    return StepProblem(
      derivativeOf: try Term.reading(formula, symbols), by: .symbol(Symbol(variable)), library: .forTests)
  }

  private static func gradient(_ name: String) throws -> StepProblem? {
    var (text, system) = (name, GradientDerivationTests.system)
    if let colon = name.firstIndex(of: ":"), let network = StepNetworks.named(String(name[..<colon])) {
      text = name[name.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      system = network
    }
    let sources = ["delta": "z", "da": "a", "dW": "W", "db": "b"]
    guard let bracket = text.firstIndex(of: "["), let source = sources[String(text[..<bracket])],
      let layer = Int(String(text[text.index(after: bracket)...].dropLast()))
    else { return nil }
    guard let symbol = system.quantities.first(where: { $0.name == source && $0.layer == layer }) else { return nil }
    let row = symbol.shape.rows.map { Index.letter(source == "W" ? "i" : "s", $0) }
    let column = symbol.shape.columns.map { Index.letter(source == "W" ? "j" : "i", $0) }
    return StepProblem(
      gradientOf: symbol, row: row, column: column, system: system, sizes: ["B": Extent(5, symbol: "B")])
  }
}
