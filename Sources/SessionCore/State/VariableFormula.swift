import Language

/// The expression that a variable was given, with the variables in it replaced by theirs.
public struct VariableFormula: Equatable, Sendable {
  public let expression: Expression
  /// The cell it was typed in.
  public let source: String
}

extension Session {
  /// The nodes of the largest formula that is remembered.
  private static let mostNodes = 2_000

  /// Gives a variable a value, by no formula.
  public mutating func assign(_ value: Value, to name: String) {
    variables[name] = value
    variableFormulas[name] = nil
  }

  /// Gives a variable back the value that it had, with its formula; `nil` removes it.
  public mutating func restore(_ value: Value?, _ formula: VariableFormula?, to name: String) {
    variables[name] = value
    variableFormulas[name] = formula
  }

  /// Remembers the expression of a variable. One that reads earlier results is not remembered: they are numbers.
  /// - Parameter expression: with the formulas of the variables in it.
  public mutating func remember(_ expression: Expression, of name: String, source: String) {
    let isFormula = !expression.names.contains { $0 == "_" || $0 == "Out" || $0 == name }
    guard isFormula, expression.nodes.count <= Self.mostNodes else { return }
    variableFormulas[name] = VariableFormula(expression: expression, source: source)
  }

  /// Takes over the variables of another session that this one does not have, with their formulas.
  public mutating func adoptVariables(of other: Session) {
    for (name, value) in other.variables where variables[name] == nil {
      variables[name] = value
      variableFormulas[name] = other.variableFormulas[name]
    }
  }

  /// The expression with the formulas of the variables in it.
  /// - Parameter replaces: which variables are replaced.
  public func inlining(_ expression: Expression, where replaces: (String) -> Bool = { _ in true }) -> Expression {
    if case .name(let name, _) = expression, variables[name] != nil, let formula = variableFormulas[name] {
      return replaces(name) ? formula.expression : expression
    }
    let inlined = try? expression.mapParts { (part) throws(Diagnostic) in self.inlining(part, where: replaces) }
    return inlined ?? expression
  }
}
