/// Prints terms as mathematicians write them: products by juxtaposition, ⊙ between matrices, numbers in front.
///
/// Unlike `ExpressionPrinter` it leaves parentheses out if the mathematics is the same without them: a (b c) is a b c.
protocol FormulaPrinter {
  var signs: FormulaSigns { get }

  /// A term that is not a sum, a product or a comparison.
  func operand(_ term: Term) -> PrintedTerm
  func quotient(_ a: Term, _ b: Term) -> PrintedTerm
  func parenthesized(_ text: String) -> String
  /// `½` if the number has a sign of its own as a factor.
  func factor(_ value: Double) -> String?
  func comparisonSign(_ comparison: Term.Comparison) -> String
}

struct FormulaSigns {
  var minus, times, entrywise: String
  /// Whether two derivatives side by side need a sign between them.
  var separatesDerivatives: Bool
}

extension FormulaPrinter {
  func printed(_ term: Term) -> PrintedTerm {
    let (isNegative, magnitude) = term.signed
    guard isNegative else { return unsigned(magnitude) }
    return PrintedTerm(signs.minus + text(magnitude, atLeast: .large), .sum)
  }

  /// In parentheses if it binds more loosely than its place allows; a comparison among numbers is [x > 0], 1 or 0.
  func text(_ term: Term, atLeast level: PrintedTerm.Level = .choice) -> String {
    enclosed(printed(term), atLeast: level)
  }

  func enclosed(_ printed: PrintedTerm, atLeast level: PrintedTerm.Level) -> String {
    if printed.level >= level { return printed.text }
    return printed.level == .comparison ? "[\(printed.text)]" : parenthesized(printed.text)
  }

  /// One argument needs no parentheses of its own; among several, commas would split a choice.
  func list(_ terms: [Term]) -> String {
    terms.map { text($0, atLeast: terms.count == 1 ? .choice : .sum) }.joined(separator: ", ")
  }

  private func unsigned(_ term: Term) -> PrintedTerm {
    switch term {
    case .sum(let summands): sum(Self.spread(summands.flatMap(\.flatSummands)))
    case .product(let factors): product(Self.spread(factors.flatMap(\.flatFactors)))
    case .quotient(let a, let b): quotient(a, b)
    case .matrixProduct(let a, let b):
      PrintedTerm(
        [a, b].map { text($0, atLeast: $0.isMatrixProduct ? .product : .unary) }.joined(separator: " "), .product)
    case .comparison(let sign, let a, let b):
      PrintedTerm("\(text(a, atLeast: .sum)) \(comparisonSign(sign)) \(text(b, atLeast: .sum))", .comparison)
    default: operand(term)
    }
  }

  /// Beside a matrix a matrix of one number is that number.
  private static func spread(_ terms: [Term]) -> [Term] {
    guard terms.contains(where: { $0.isMatrix && $0.filledValue == nil }) else { return terms }
    return terms.map { $0.filledValue.map(Term.number) ?? $0 }
  }

  // MARK: Sums

  private func sum(_ summands: [Term]) -> PrintedTerm {
    var rest = summands
    if let first = rest.firstIndex(where: { !$0.signed.isNegative }) { rest.insert(rest.remove(at: first), at: 0) }
    guard let first = rest.first else { return PrintedTerm("0") }
    if rest.count == 1 { return printed(first) }
    let others = rest.dropFirst().map { summand in
      let (isNegative, magnitude) = summand.signed
      return (isNegative ? " \(signs.minus) " : " + ") + text(magnitude, atLeast: .large)
    }
    return PrintedTerm(text(first, atLeast: .sum) + others.joined(), .sum)
  }

  // MARK: Products

  /// The numbers first, then what is a number in each case, then matrices, joined by ⊙.
  private func product(_ factors: [Term]) -> PrintedTerm {
    let isEntrywise = factors.count(where: \.isMatrix) > 1
    let constants = factors.filter(\.isConstant), others = factors.filter { !$0.isConstant }
    let sorted = constants + (isEntrywise ? others.filter { !$0.isMatrix } + others.filter(\.isMatrix) : others)
    guard let first = sorted.first else { return PrintedTerm("1") }
    if sorted.count == 1 { return printed(first) }
    let pieces = sorted.map { printed($0, isEntrywise: isEntrywise) }
    let endsLarge = pieces[pieces.count - 1].level == .large
    var result = ""
    for (place, piece) in pieces.enumerated() {
      let isLast = place == pieces.count - 1
      let text = enclosed(piece, atLeast: isLast && endsLarge ? .large : .unary)
      if place > 0 { result += separator(sorted[place - 1], sorted[place], text, isEntrywise: isEntrywise) }
      result += text
    }
    return PrintedTerm(result, endsLarge ? .large : .product)
  }

  /// A factor; a product of matrices is one piece unless ⊙ is beside it.
  private func printed(_ factor: Term, isEntrywise: Bool) -> PrintedTerm {
    if case .number(let value) = factor, let sign = self.factor(value) { return PrintedTerm(sign) }
    let printed = printed(factor)
    return factor.isMatrixProduct && !isEntrywise ? PrintedTerm(printed.text) : printed
  }

  private func separator(_ left: Term, _ right: Term, _ text: String, isEntrywise: Bool) -> String {
    if isEntrywise, left.isMatrix, right.isMatrix { return signs.entrywise }
    let areDerivatives = signs.separatesDerivatives && (left.isPartial || right.isPartial)
    return areDerivatives || text.first?.isNumber == true ? signs.times : " "
  }

  // MARK: Choices

  /// The values with their conditions, and the value if none holds.
  func cases(_ term: Term) -> (cases: [(value: String, condition: String)], otherwise: String) {
    guard case .choice(let test, let a, let b) = term else { return ([], text(term, atLeast: .sum)) }
    let condition = test.isComparison ? text(test) : text(.comparison(.notEqual, test, .zero))
    let rest = cases(b)
    return ([(text(a, atLeast: .sum), condition)] + rest.cases, rest.otherwise)
  }
}

extension Term {
  fileprivate var flatSummands: [Term] {
    if case .sum(let list) = self { list.flatMap(\.flatSummands) } else { [self] }
  }

  fileprivate var flatFactors: [Term] {
    if case .product(let list) = self { list.flatMap(\.flatFactors) } else { [self] }
  }

  fileprivate var isConstant: Bool {
    switch self {
    case .number: true
    case .quotient(.number, .number): true
    default: false
    }
  }

  fileprivate var isMatrixProduct: Bool { if case .matrixProduct = self { true } else { false } }
  fileprivate var isComparison: Bool { if case .comparison = self { true } else { false } }
  fileprivate var filledValue: Double? { if case .filled(let value, _, _) = self { value } else { nil } }

  /// Whether it is printed as ∂…/∂….
  var isPartial: Bool {
    switch self {
    case .derivative: true
    case .apply(let head, _): head.orders.count > 1
    default: false
    }
  }
}
