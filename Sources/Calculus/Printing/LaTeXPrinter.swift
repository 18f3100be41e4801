extension Term {
  /// In LaTeX's mathematics: `\sum_{k} \delta^{[2]}_{sk} W^{[2]}_{ki}`.
  public var latex: String { latex(library: FunctionLibrary()) }

  /// - Parameter library: where the parameters of functions are looked up: `\frac{\partial f}{\partial y}`.
  public func latex(library: FunctionLibrary) -> String {
    LaTeXPrinter(names: PrintingNames(library: library)).text(self)
  }
}

struct LaTeXPrinter: FormulaPrinter {
  var names: PrintingNames
  let signs = FormulaSigns(minus: "-", times: " \\cdot ", entrywise: " \\odot ", separatesDerivatives: false)

  func operand(_ term: Term) -> PrintedTerm {
    switch term {
    case .number(let value): number(value)
    case .size(let extent): PrintedTerm(extent.symbol.map(Self.identifier) ?? String(extent.count))
    case .symbol(let symbol): PrintedTerm(Self.name(symbol))
    case .entry(let symbol, let row, let column): PrintedTerm(Self.name(symbol) + Self.subscripts([row, column]))
    case .kronecker(let a, let b): PrintedTerm("\\delta" + Self.subscripts([a, b]))
    case .power(let a, let b): power(a, b)
    case .apply(let head, let arguments): call(head, arguments)
    case .choice: choice(term)
    case .over(let index, let folding, let body): over(folding, Self.subscripts([index]), body)
    case .derivative(let a, let b): derivative(a, b)
    case .transpose(let inner): PrintedTerm("{\(text(inner, atLeast: .atom))}^{\\top}", .power)
    case .reduction(let folding, let axis, let inner): over(folding, Self.axis(axis), inner)
    case .filled(let value, let rows, let columns): filled(value, rows, columns)
    case .identity: PrintedTerm("I")
    case .negation, .sum, .product, .quotient, .matrixProduct, .comparison: printed(term)
    }
  }

  // MARK: Numbers

  private func number(_ value: Double) -> PrintedTerm {
    if value.isNaN { return PrintedTerm("\\mathrm{NaN}") }
    if value.isInfinite { return PrintedTerm("\\infty") }
    let (mantissa, exponent) = scientific(value)
    guard let exponent else { return PrintedTerm(mantissa) }
    return mantissa == "1"
      ? PrintedTerm("10^{\(exponent)}", .power) : PrintedTerm("\(mantissa) \\cdot 10^{\(exponent)}", .product)
  }

  func factor(_ value: Double) -> String? { value == 0.5 ? "\\frac{1}{2}" : nil }

  func quotient(_ a: Term, _ b: Term) -> PrintedTerm { PrintedTerm("\\frac{\(text(a))}{\(text(b))}", .unary) }

  /// A superscript is taken by the layer already: such a base is in parentheses.
  private func power(_ base: Term, _ exponent: Term) -> PrintedTerm {
    let text = base.isLayered ? parenthesized(text(base)) : text(base, atLeast: .atom)
    return PrintedTerm("\(text)^{\(self.text(exponent))}", .power)
  }

  // MARK: Names

  private static func name(_ symbol: Symbol) -> String {
    identifier(symbol.name) + (symbol.layer.map { "^{[\($0)]}" } ?? "")
  }

  /// `x`, `\delta`, `\mathrm{step\_size}`.
  private static func identifier(_ name: String) -> String {
    let letter = Letters.symbol(name)
    if let command = Letters.spellings[letter] { return "\\" + command }
    return name.count == 1 ? name : "\\mathrm{\(escaped(name))}"
  }

  private static func escaped(_ name: String) -> String { name.replacing("_", with: "\\_") }

  private static func subscripts(_ indices: [Index?]) -> String {
    let indices = indices.compactMap { $0 }
    if indices.isEmpty { return "" }
    let areLetters = indices.allSatisfy { $0.letter?.count == 1 }
    return "_{\(indices.map(\.text).joined(separator: areLetters ? "" : ","))}"
  }

  private static func axis(_ axis: Int?) -> String { axis.map { "_{\\text{\($0 == 0 ? "rows" : "columns")}}" } ?? "" }

  // MARK: Functions

  private func call(_ head: Term.Head, _ arguments: [Term]) -> PrintedTerm {
    if head.orders.isEmpty, arguments.count == 1, let special = special(head.name, arguments[0]) { return special }
    let call = parenthesized(list(arguments))
    if head.orders.count > 1 { return PrintedTerm(partial(head) + call, .unary) }
    return PrintedTerm(Self.function(head.name) + Self.primes(head.order) + call)
  }

  private static let commands: Set<String> = ["log", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"]

  private static func function(_ name: String) -> String {
    switch name {
    case "maximum": return "\\max"
    case "minimum": return "\\min"
    case "asin", "acos", "atan": return "\\operatorname{arc\(name.dropFirst())}"
    case _ where commands.contains(name): return "\\" + name
    default:
      if let command = Letters.spellings[Letters.symbol(name)] { return "\\" + command }
      return name.count == 1 ? name : "\\operatorname{\(escaped(name))}"
    }
  }

  private func special(_ name: String, _ argument: Term) -> PrintedTerm? {
    switch name {
    case "abs": PrintedTerm("\\left| \(text(argument)) \\right|")
    case "floor": PrintedTerm("\\left\\lfloor \(text(argument)) \\right\\rfloor")
    case "sqrt": PrintedTerm("\\sqrt{\(text(argument))}")
    case "exp": exponential(text(argument))
    default: nil
    }
  }

  /// e^{x} unless the exponent is high.
  private func exponential(_ exponent: String) -> PrintedTerm {
    Self.isHigh(exponent) ? PrintedTerm("\\exp" + parenthesized(exponent)) : PrintedTerm("e^{\(exponent)}", .power)
  }

  private static func primes(_ order: Int) -> String {
    order < 4 ? String(repeating: "'", count: order) : "^{(\(order))}"
  }

  private func partial(_ head: Term.Head) -> String {
    let function = Self.function(head.name)
    guard let variables = names.variables(of: head) else {
      let places = zip(head.orders.indices, head.orders).flatMap { Array(repeating: String($0), count: $1) }
      return "\\partial_{\(places.joined(separator: ","))} \(function)"
    }
    let order = head.order == 1 ? "" : "^{\(head.order)}"
    let under = variables.map { "\\partial " + Self.identifier($0) }.joined(separator: " \\, ")
    return "\\frac{\\partial\(order) \(function)}{\(under)}"
  }

  // MARK: Choices, sums, derivatives

  private func choice(_ term: Term) -> PrintedTerm {
    let (cases, otherwise) = cases(term)
    let rows = cases.map { "\($0.value) & \\text{if } \($0.condition)" } + ["\(otherwise) & \\text{otherwise}"]
    return PrintedTerm("\\begin{cases} \(rows.joined(separator: " \\\\ ")) \\end{cases}", .choice)
  }

  private func over(_ folding: Term.Folding, _ index: String, _ body: Term) -> PrintedTerm {
    PrintedTerm("\\\(folding.rawValue)\(index) \(text(body, atLeast: folding == .sum ? .large : .unary))", .large)
  }

  private func derivative(_ a: Term, _ b: Term) -> PrintedTerm {
    let by = "\\partial \(text(b, atLeast: .atom))"
    switch a {
    case .symbol, .entry: return PrintedTerm("\\frac{\\partial \(text(a))}{\(by)}", .unary)
    default: return PrintedTerm("\\frac{\\partial}{\(by)} \(parenthesized(text(a)))", .unary)
    }
  }

  private func filled(_ value: Double, _ rows: Extent?, _ columns: Extent?) -> PrintedTerm {
    if rows == nil, columns == nil { return number(value) }
    let shape = [rows, columns].map { $0.map { text(.size($0)) } ?? "1" }.joined(separator: " \\times ")
    let ones = "\\mathbf{1}_{\(shape)}"
    return value == 1 ? PrintedTerm(ones) : PrintedTerm("\(text(.number(value), atLeast: .product)) \(ones)", .product)
  }

  // MARK: Signs

  /// Growing parentheses around what is higher than a line.
  func parenthesized(_ text: String) -> String {
    Self.isHigh(text) ? "\\left( \(text) \\right)" : "(\(text))"
  }

  private static func isHigh(_ text: String) -> Bool {
    ["\\frac", "\\sum", "\\begin"].contains { text.contains($0) }
  }

  func comparisonSign(_ comparison: Term.Comparison) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "\\ne"
    case .less: "<"
    case .lessOrEqual: "\\le"
    case .greater: ">"
    case .greaterOrEqual: "\\ge"
    }
  }
}

extension Term {
  /// Whether it is printed with a layer at its upper right.
  fileprivate var isLayered: Bool {
    switch self {
    case .symbol(let symbol), .entry(let symbol, _, _): symbol.layer != nil
    default: false
    }
  }
}
