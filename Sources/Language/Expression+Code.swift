extension Expression {
  /// The expression as it is typed: parsed again it is the same tree.
  ///
  /// Parentheses are only where the grammar of `ExpressionParser` needs them.
  public var code: String { printed.text }

  /// How tightly the outermost sign binds, as in the grammar.
  private enum Level: Int, Comparable {
    case disjunction, conjunction, inverse, comparison, sum, product, unary, power, atom

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  private var printed: (text: String, level: Level) {
    switch self {
    case .number(let x, _):
      x < 0 ? ("-" + Self.text(-x), .unary) : (Self.text(x), .atom)
    case .name(let name, _): (name, .atom)
    case .call(let call): logic(call) ?? (call.isOpenDerivative ? open(call) : ("\(call.name)(\(call.list))", .atom))
    case .negation(let inner, _): ("-" + inner.code(atLeast: .unary), .unary)
    case .binary(let sign, let left, let right): binary(sign, left, right)
    case .index(let base, let subscripts, _):
      (base.operand + "[" + subscripts.map(\.code).joined(separator: ", ") + "]", .atom)
    case .transpose(let inner, _): (inner.operand + ".T", .atom)
    case .matrix(let rows, _):
      ("[" + rows.map { "[" + $0.map(\.code).joined(separator: ", ") + "]" }.joined(separator: ", ") + "]", .atom)
    }
  }

  /// As the right operand of a product.
  public var operandCode: String { code(atLeast: .unary) }

  private func code(atLeast level: Level) -> String {
    let (text, own) = printed
    return own < level ? "(\(text))" : text
  }

  /// As what is before `[` or `.T`.
  private var operand: String {
    if case .number = self { return "(\(code))" }
    return code(atLeast: .atom)
  }

  private func binary(_ sign: Operator, _ left: Expression, _ right: Expression) -> (String, Level) {
    let (level, a, b): (Level, Level, Level) =
      switch sign {
      case .add, .subtract: (.sum, .sum, .product)
      case .multiply, .divide, .matrixProduct: (.product, .product, .unary)
      case .power: (.power, .atom, .unary)
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: (.comparison, .sum, .sum)
      }
    let signs = sign == .power ? sign.rawValue : " \(sign.rawValue) "
    return (left.code(atLeast: a) + signs + right.code(atLeast: b), level)
  }

  /// `a and b`, `a or b`, `not a`; `nil` for other calls.
  private func logic(_ call: Call) -> (String, Level)? {
    let operands = call.arguments
    guard let connective = call.connective else { return nil }
    switch connective {
    case .not: return ("not " + operands[0].code(atLeast: .inverse), .inverse)
    case .and:
      return (operands[0].code(atLeast: .conjunction) + " and " + operands[1].code(atLeast: .inverse), .conjunction)
    case .or:
      return (operands[0].code(atLeast: .disjunction) + " or " + operands[1].code(atLeast: .conjunction), .disjunction)
    }
  }

  /// A derivative that is not worked out: `(x^2)'`, `∂C/∂z[1][s, i]`.
  private func open(_ call: Call) -> (String, Level) {
    let operands = call.arguments.map(\.operand)
    if operands.count == 2 { return ("∂\(operands[0])/∂\(operands[1])", .atom) }
    return (operands.joined(separator: ", ") + String(repeating: "'", count: call.order), .atom)
  }

  /// The shortest decimal that reads back as the number, an integer without its point.
  private static func text(_ x: Double) -> String {
    if x.isInfinite { return "1e999" }
    return abs(x) < 1e15 && x == x.rounded() ? "\(Int(x))" : "\(x)"
  }
}

extension Expression.Call {
  fileprivate var isOpenDerivative: Bool { function == Expression.openDerivative }

  /// What is between the parentheses.
  fileprivate var list: String {
    (arguments.map(\.code) + [axis.map { "axis \($0.code)" }].compactMap { $0 }).joined(separator: ", ")
  }
}

extension Expression.Slice {
  fileprivate var code: String {
    let ends = "\(lower?.code ?? "")\(includesUpper ? ".." : ":")\(upper?.code ?? "")"
    return step.map { "\(ends):\($0.code)" } ?? ends
  }
}

extension Expression.Subscript {
  public var code: String {
    switch self {
    case .at(let index): index.code
    case .slice(let slice): slice.code
    }
  }
}
