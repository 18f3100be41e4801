extension Term {
  /// As a textbook has it, in the characters of a terminal: ½ Σₛ (a[2]ₛᵢ − Yₛᵢ)².
  public var mathematics: String { mathematics(library: FunctionLibrary()) }

  /// - Parameter library: where the parameters of functions are looked up: ∂f/∂y.
  public func mathematics(library: FunctionLibrary) -> String {
    MathematicsPrinter(names: PrintingNames(library: library)).text(self)
  }
}

struct MathematicsPrinter: FormulaPrinter {
  var names: PrintingNames
  let signs = FormulaSigns(minus: "−", times: " · ", entrywise: " ⊙ ", separatesDerivatives: true)

  func operand(_ term: Term) -> PrintedTerm {
    switch term {
    case .number(let value): number(value)
    case .size(let extent): PrintedTerm(extent.name)
    case .symbol(let symbol): PrintedTerm(Self.name(symbol))
    case .entry(let symbol, let row, let column): PrintedTerm(Self.name(symbol) + Self.subscripts([row, column]))
    case .kronecker(let a, let b): PrintedTerm("δ" + Self.subscripts([a, b]))
    case .power(let a, let b): power(text(a, atLeast: .atom), b)
    case .apply(let head, let arguments): call(head, arguments)
    case .choice: choice(term)
    case .over(let index, let folding, let body): over(index, folding, body)
    case .derivative(let a, let b): PrintedTerm("∂\(text(a, atLeast: .atom))/∂\(text(b, atLeast: .atom))", .unary)
    case .transpose(let inner): PrintedTerm(text(inner, atLeast: .atom) + "ᵀ", .power)
    case .reduction(let folding, let axis, let inner):
      PrintedTerm("\(folding.rawValue)(\(text(inner))\(axis.map { ", axis=\($0)" } ?? ""))")
    case .filled(let value, let rows, let columns): filled(value, rows, columns)
    case .identity: PrintedTerm("I")
    case .negation, .sum, .product, .quotient, .matrixProduct, .comparison: printed(term)
    }
  }

  // MARK: Numbers

  private func number(_ value: Double) -> PrintedTerm {
    if value.isNaN { return PrintedTerm("NaN") }
    if value.isInfinite { return PrintedTerm("∞") }
    let (mantissa, exponent) = scientific(value)
    guard let exponent else { return PrintedTerm(mantissa) }
    let power = "10" + (Letters.raised(exponent < 0 ? "−\(-exponent)" : "\(exponent)") ?? "^\(exponent)")
    return mantissa == "1" ? PrintedTerm(power, .power) : PrintedTerm("\(mantissa) · \(power)", .product)
  }

  func factor(_ value: Double) -> String? { value == 0.5 ? "½" : nil }

  private static let fractions = ["1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/6": "⅙", "1/8": "⅛"]

  func quotient(_ a: Term, _ b: Term) -> PrintedTerm {
    if case .number(let over) = a, case .number(let under) = b,
      let sign = Self.fractions["\(decimal(over))/\(decimal(under))"]
    {
      return PrintedTerm(sign)
    }
    let denominator = printed(b)
    let level: PrintedTerm.Level = denominator.level == .large ? .large : b.isPartial ? .power : .unary
    let under = enclosed(denominator, atLeast: level)
    return PrintedTerm("\(text(a, atLeast: .product)) / \(under)", .quotient)
  }

  /// x², e⁻ˣ, or x^(a[1]ₛᵢ + 1) if there are no small letters for it.
  private func power(_ base: String, _ exponent: Term) -> PrintedTerm {
    let printed = printed(exponent)
    let small = printed.level >= .sum ? Letters.raised(printed.text) : nil
    return PrintedTerm(base + (small ?? "^" + enclosed(printed, atLeast: .atom)), .power)
  }

  // MARK: Names

  private static func name(_ symbol: Symbol) -> String {
    Letters.symbol(symbol.name) + (symbol.layer.map { "[\($0)]" } ?? "")
  }

  /// ₛᵢ, else _sb, else _(10, 2).
  private static func subscripts(_ indices: [Index?]) -> String {
    let texts = indices.compactMap { $0 }.map(\.text)
    guard !texts.isEmpty else { return "" }
    if texts.count > 1, texts.contains(where: { $0.count > 1 }) { return "_(\(texts.joined(separator: ", ")))" }
    return Letters.lowered(texts.joined()) ?? "_" + texts.joined()
  }

  // MARK: Functions

  private func call(_ head: Term.Head, _ arguments: [Term]) -> PrintedTerm {
    if head.orders.isEmpty, arguments.count == 1, let special = special(head.name, arguments[0]) { return special }
    let call = "(\(list(arguments)))"
    if head.orders.count > 1 { return PrintedTerm(partial(head) + call, .unary) }
    return PrintedTerm(Self.function(head.name) + Self.primes(head.order) + call)
  }

  private static func function(_ name: String) -> String {
    switch name {
    case "maximum": "max"
    case "minimum": "min"
    default: Letters.symbol(name)
    }
  }

  /// |x|, √x, ⌊x⌋, and eˣ for a short exponent.
  private func special(_ name: String, _ argument: Term) -> PrintedTerm? {
    switch name {
    case "abs": PrintedTerm("|\(text(argument))|")
    case "floor": PrintedTerm("⌊\(text(argument))⌋")
    case "sqrt": PrintedTerm("√" + text(argument, atLeast: .atom), .unary)
    case "exp": exponential(printed(argument))
    default: nil
    }
  }

  private func exponential(_ exponent: PrintedTerm) -> PrintedTerm {
    guard exponent.level >= .sum, let small = Letters.raised(exponent.text), small.count <= 4 else {
      return PrintedTerm("exp(\(exponent.text))")
    }
    return PrintedTerm("e" + small, .power)
  }

  private static func primes(_ order: Int) -> String {
    switch order {
    case 0: ""
    case 1: "′"
    case 2: "″"
    case 3: "‴"
    default: "⁽" + (Letters.raised(String(order)) ?? "") + "⁾"
    }
  }

  /// ∂²f/∂x∂y; ∂₀₁f if the parameters of f are unknown.
  private func partial(_ head: Term.Head) -> String {
    let function = Self.function(head.name)
    guard let variables = names.variables(of: head) else {
      let places = zip(head.orders.indices, head.orders).flatMap { Array(repeating: String($0), count: $1) }
      return "∂" + (Letters.lowered(places.joined()) ?? "") + function
    }
    let order = head.order == 1 ? "" : Letters.raised(String(head.order)) ?? ""
    return "∂\(order)\(function)/" + variables.map { "∂" + Letters.symbol($0) }.joined()
  }

  // MARK: Choices and sums

  private func choice(_ term: Term) -> PrintedTerm {
    let (cases, otherwise) = cases(term)
    return PrintedTerm(
      cases.map { "\($0.value) if \($0.condition)" }.joined(separator: ", ") + ", else \(otherwise)", .choice)
  }

  private func over(_ index: Index, _ folding: Term.Folding, _ body: Term) -> PrintedTerm {
    let letter = Self.subscripts([index])
    switch folding {
    case .sum: return PrintedTerm("Σ\(letter) \(text(body, atLeast: .large))", .large)
    case .max, .min: return PrintedTerm("\(folding.rawValue)\(letter) \(text(body, atLeast: .unary))", .large)
    }
  }

  private func filled(_ value: Double, _ rows: Extent?, _ columns: Extent?) -> PrintedTerm {
    if rows == nil, columns == nil { return number(value) }
    let ones = "ones(\(rows?.name ?? "1"), \(columns?.name ?? "1"))"
    return value == 1 ? PrintedTerm(ones) : PrintedTerm("\(text(.number(value), atLeast: .product)) \(ones)", .product)
  }

  // MARK: Signs

  func parenthesized(_ text: String) -> String { "(\(text))" }

  func comparisonSign(_ comparison: Term.Comparison) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    }
  }
}

extension Index {
  /// The letter, or the place.
  var text: String {
    switch self {
    case .letter(let letter, _): letter
    case .at(let place): String(place)
    }
  }
}
