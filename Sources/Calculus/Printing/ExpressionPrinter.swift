/// Prints terms for a language that is typed: the shell's, or Python's, whose operators bind alike.
///
/// Parentheses stay where leaving them out changes the order of the arithmetic, hence the last digits.
protocol ExpressionPrinter {
  static var powerSign: String { get }

  /// A term that is not an arithmetic sign between others.
  mutating func operand(_ term: Term) throws(Unprintable) -> PrintedTerm
  /// The base of a power, in parentheses if it is not one piece.
  mutating func base(_ base: Term, of exponent: Term) throws(Unprintable) -> String
}

extension ExpressionPrinter {
  mutating func printed(_ term: Term) throws(Unprintable) -> PrintedTerm {
    let (isNegative, magnitude) = term.signed
    let printed = try unsigned(magnitude)
    guard isNegative else { return printed }
    let inner = printed.level < .product ? "(\(printed.text))" : printed.text
    return PrintedTerm("-" + inner, printed.level == .product ? .product : .unary)
  }

  mutating func base(_ base: Term, of exponent: Term) throws(Unprintable) -> String { try text(base, atLeast: .atom) }

  /// In parentheses if it binds more loosely than its place allows.
  mutating func text(_ term: Term, atLeast level: PrintedTerm.Level = .choice) throws(Unprintable) -> String {
    let printed = try printed(term)
    return printed.level < level ? "(\(printed.text))" : printed.text
  }

  mutating func list(_ terms: [Term]) throws(Unprintable) -> String {
    var texts: [String] = []
    for term in terms { texts.append(try text(term)) }
    return texts.joined(separator: ", ")
  }

  private mutating func unsigned(_ term: Term) throws(Unprintable) -> PrintedTerm {
    switch term {
    case .sum(let summands): return try sum(leadingWithoutSign(summands))
    case .product(let factors): return try product(factors)
    case .quotient(let a, let b):
      return PrintedTerm("\(try text(a, atLeast: .product)) / \(try text(b, atLeast: .unary))", .product)
    case .power(let a, let b):
      return PrintedTerm(try base(a, of: b) + Self.powerSign + text(b, atLeast: .unary), .power)
    case .matrixProduct(let a, let b):
      let left = try text(a, atLeast: a.isMatrixProduct ? .product : .unary)
      return PrintedTerm("\(left) @ \(try text(b, atLeast: .unary))", .product)
    default: return try operand(term)
    }
  }

  private mutating func sum(_ summands: [Term]) throws(Unprintable) -> PrintedTerm {
    guard let first = summands.first else { return PrintedTerm("0") }
    if summands.count == 1 { return try printed(first) }
    var result = try text(first, atLeast: .sum)
    for summand in summands.dropFirst() {
      let (isNegative, magnitude) = summand.signed
      result += (isNegative ? " - " : " + ") + (try text(magnitude, atLeast: .product))
    }
    return PrintedTerm(result, .sum)
  }

  /// A matrix product among the factors keeps parentheses, since `*` and `@` bind alike.
  private mutating func product(_ factors: [Term]) throws(Unprintable) -> PrintedTerm {
    guard let first = factors.first else { return PrintedTerm("1") }
    if factors.count == 1 { return try printed(first) }
    var texts = [try text(first, atLeast: first.isMatrixProduct ? .unary : .product)]
    for factor in factors.dropFirst() { texts.append(try text(factor, atLeast: .unary)) }
    return PrintedTerm(texts.joined(separator: " * "), .product)
  }

  mutating func comparison(_ sign: Term.Comparison, _ a: Term, _ b: Term) throws(Unprintable) -> PrintedTerm {
    PrintedTerm("\(try text(a, atLeast: .sum)) \(sign.rawValue) \(try text(b, atLeast: .sum))", .comparison)
  }
}

extension Term {
  fileprivate var isMatrixProduct: Bool { if case .matrixProduct = self { true } else { false } }
}
