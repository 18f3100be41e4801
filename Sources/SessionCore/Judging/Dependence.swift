import Language

/// Whether an expression follows the state of the network, so that it can be judged on other states.
enum Dependence {
  /// Whether the expression reads a quantity, and no variable whose value belongs to the person's own state.
  static func onState(_ expression: Expression, _ variables: [String: Value]) -> Bool {
    var scan = Scan(variables: variables)
    scan.visit(expression)
    return scan.readsQuantity && !scan.readsFixedMatrix
  }

  private struct Scan {
    let variables: [String: Value]
    var readsQuantity = false
    var readsFixedMatrix = false

    mutating func visit(_ expression: Expression) {
      switch expression {
      case .number: break
      case .name(let name, _): visitName(name)
      case .negation(let operand, _), .transpose(let operand, _): visit(operand)
      case .binary(_, let left, let right):
        visit(left)
        visit(right)
      case .index(let base, let subscripts, _):
        visit(base)
        for item in subscripts { visit(item) }
      case .matrix(let rows, _):
        for entry in rows.joined() { visit(entry) }
      case .call(let call):
        for argument in call.arguments { visit(argument) }
      }
    }

    private mutating func visit(_ item: Expression.Subscript) {
      switch item {
      case .at(let expression): visit(expression)
      case .slice(let lower, let upper, _):
        if let lower { visit(lower) }
        if let upper { visit(upper) }
      }
    }

    private mutating func visitName(_ name: String) {
      if let value = variables[name] {
        readsFixedMatrix = readsFixedMatrix || value.shape != .number
      } else if name == "_" || name == "Out" {
        readsFixedMatrix = true
      } else if Names.family(name) != nil || Names.single(name) != nil {
        readsQuantity = true
      }
    }
  }
}
