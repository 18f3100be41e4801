import CommandKit
import Commands
import Notebook
import SessionCore
import Views

/// A runner with canned outputs, and values for expressions. `set x` makes the value of `x` 1 more.
struct FakeRunner: CellRunner {
  let commandNames: Set<String> = []
  var outputs: [String: String] = [:]
  var values: [String: Double] = [:]
  private(set) var ran: [String] = []

  init(_ outputs: [String: String] = [:], values: [String: Double] = [:]) {
    self.outputs = outputs
    self.values = values
  }

  mutating func run(_ source: String) -> CellOutput {
    ran.append(source)
    if source.hasPrefix("set ") {
      values[String(source.dropFirst(4)), default: 0] += 1
      return CellOutput("")
    }
    guard let output = outputs[source] else { return CellOutput("error: unknown cell", isError: true) }
    return CellOutput(output, isError: output.hasPrefix("error: "))
  }

  /// A session with the values as variables.
  var interpreter: Interpreter {
    var interpreter = Interpreter(commands: .standard)
    interpreter.session.variables = values.mapValues(Value.number)
    return interpreter
  }

  func value(of expression: String) throws -> NumericValue {
    if let number = Double(expression) { return .number(number) }
    guard let value = interpreter.value(of: expression) else { throw EvaluationError("no value for \(expression)") }
    return value.numeric
  }
}
