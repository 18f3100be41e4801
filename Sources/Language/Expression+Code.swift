extension Expression {
  /// The expression in the shell's own spelling; it reads back to the same tree.
  public var code: String { code(atLeast: .comparison) }

  private enum Binding: Int {
    case comparison, sum, product, unary, power, operand
  }

  private func code(atLeast outer: Binding) -> String {
    let (text, binding) = printed
    return binding.rawValue < outer.rawValue ? "(\(text))" : text
  }

  private var printed: (String, Binding) {
    switch self {
    case .number(let number, _): (Int(exactly: number).map(String.init) ?? "\(number)", .operand)
    case .name(let name, _): (name, .operand)
    case .negation(let a, _): ("-\(a.code(atLeast: .unary))", .unary)
    case .transpose(let a, _): ("\(a.code(atLeast: .operand)).T", .operand)
    case .call(let call): (call.code, .operand)
    case .index(let base, let list, _):
      ("\(base.code(atLeast: .operand))[\(list.map(\.code).joined(separator: ", "))]", .operand)
    case .matrix(let rows, _):
      {
        let lists = rows.map { "[\($0.map(\.code).joined(separator: ", "))]" }
        return (lists.count == 1 ? lists[0] : "[\(lists.joined(separator: ", "))]", Binding.operand)
      }()
    case .binary(let sign, let a, let b): Self.printed(sign, a, b)
    }
  }

  private static func printed(_ sign: Operator, _ a: Expression, _ b: Expression) -> (String, Binding) {
    func pair(_ own: Binding, _ left: Binding, _ right: Binding) -> (String, Binding) {
      ("\(a.code(atLeast: left)) \(sign.rawValue) \(b.code(atLeast: right))", own)
    }
    switch sign {
    case .add, .subtract: return pair(.sum, .sum, .product)
    case .multiply, .divide, .matrixProduct: return pair(.product, .product, .unary)
    case .power: return ("\(a.code(atLeast: .operand))^\(b.code(atLeast: .unary))", .power)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return pair(.comparison, .sum, .sum)
    }
  }
}

extension Expression.Call {
  public var code: String {
    "\(name)(\((arguments.map(\.code) + [axis].compactMap { $0 }.map { "axis \($0.code)" }).joined(separator: ", ")))"
  }
}

extension Expression.Subscript {
  public var code: String {
    switch self {
    case .at(let index): index.code
    case .slice(let lower, let upper, _): "\(lower?.code ?? ""):\(upper?.code ?? "")"
    }
  }
}
