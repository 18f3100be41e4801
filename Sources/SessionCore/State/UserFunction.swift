import Language

/// A function that the user defined: `f(x) = x^2 * sin(x)`.
///
/// Names in its formula that are not parameters are quantities and variables of the session, read at each call.
public struct UserFunction: Equatable, Sendable {
  public let name: String
  public let parameters: [String]
  /// The formula; its places are in `text`.
  public let body: Expression
  /// The definition as it was typed, on one line.
  public let text: String
  /// How deep a call of it is nested, without the functions that it calls.
  let depth: Int

  /// Reads a definition.
  /// - Parameter source: a cell that is a definition.
  public init(_ source: String) throws(Diagnostic) {
    text = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard case .definition(let head, let body) = try Statement(CellSource(text), isCommand: { _ in false }) else {
      throw Diagnostic("this is not a definition", at: SourceSpan(0, source.utf8.count), hint: "f(x) = x^2")
    }
    (name, parameters, self.body, depth) = (head.name, head.parameters.map(\.name), body, Self.depth(of: body))
  }

  static func depth(of body: Expression) -> Int { 2 + body.depth }

  /// `f(x, y)`.
  public var head: String { "\(name)(\(parameters.joined(separator: ", ")))" }

  /// What is after the `=`, as it was typed.
  public var formula: String {
    guard let sign = text.firstIndex(of: "=") else { return text }
    return String(text[text.index(after: sign)...].drop(while: \.isWhitespace))
  }
}

extension Session {
  /// The functions that a formula calls, those that they call, and so on; each once, in the order of their names.
  public func functionsCalled(by body: Expression) -> [UserFunction] {
    var found: [String: UserFunction] = [:]
    var open = [body]
    while let next = open.popLast() {
      for call in next.calls {
        guard let function = functions[call.function], found[function.name] == nil else { continue }
        found[function.name] = function
        open.append(function.body)
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The names of the values that an expression reads, itself or in the functions that it calls.
  public func valuesRead(by expression: Expression) -> [String] {
    expression.names
      + functionsCalled(by: expression).flatMap { function in
        function.body.names.filter { !function.parameters.contains($0) }
      }
  }

  /// The functions whose formulas call one directly, in the order of their names.
  public func users(of name: String) -> [UserFunction] {
    functions.values.filter { user in user.body.calls.contains { $0.function == name } }.sorted { $0.name < $1.name }
  }
}
