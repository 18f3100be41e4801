import Language

extension Term {
  /// As it is typed in the shell, where it has the same value; `nil` if it has no form there.
  ///
  /// Without a form are a derivative that is neither worked out nor named, a partial derivative of a function that the
  /// library does not know, and NaN.
  ///
  /// - Parameter naming: a term for a derivative that is not worked out: δ[2]_sk for ∂C/∂z[2]_sk.
  public func code(library: FunctionLibrary = FunctionLibrary(), naming: @escaping (Term) -> Term? = { _ in nil })
    -> String?
  {
    var printer = ShellPrinter(names: PrintingNames(library: library), naming: naming)
    return try? printer.text(self)
  }

  public var code: String? { code() }
}

struct ShellPrinter: ExpressionPrinter {
  static let powerSign = "^"
  var names: PrintingNames
  var naming: (Term) -> Term?

  mutating func operand(_ term: Term) throws(Unprintable) -> PrintedTerm {
    switch term {
    case .number(let value): return try number(value)
    case .size(let extent): return PrintedTerm(extent.name)
    case .symbol(let symbol): return PrintedTerm(Self.name(symbol))
    case .entry(let symbol, let row, let column): return PrintedTerm(Self.entry(symbol, row, column))
    case .kronecker(let a, let b): return PrintedTerm("\(Self.subscript(a)) == \(Self.subscript(b))", .comparison)
    case .apply(let head, let arguments): return PrintedTerm("\(try function(head))(\(try list(arguments)))")
    case .comparison(let sign, let a, let b): return try comparison(sign, a, b)
    case .choice(let condition, let a, let b): return PrintedTerm("where(\(try list([condition, a, b])))")
    case .over(let index, let folding, let body):
      guard let letter = index.letter else { throw Unprintable() }
      return PrintedTerm("\(folding.rawValue)_\(letter)(\(try text(body)))")
    case .derivative: return try named(term)
    case .transpose(let inner): return PrintedTerm(try text(inner, atLeast: .atom) + ".T")
    case .reduction(let folding, let axis, let inner):
      return PrintedTerm("\(folding.rawValue)(\(try text(inner))\(axis.map { ", axis=\($0)" } ?? ""))")
    case .filled(let value, let rows, let columns): return try filled(value, rows, columns)
    case .identity(let extent): return PrintedTerm("eye(\(extent.name))")
    case .negation, .sum, .product, .quotient, .power, .matrixProduct: return try printed(term)
    }
  }

  /// The shell reads a number that is too large for Float64 as infinity.
  private func number(_ value: Double) throws(Unprintable) -> PrintedTerm {
    if value.isNaN { throw Unprintable() }
    return PrintedTerm(value.isInfinite ? "1e999" : decimal(value))
  }

  private static func name(_ symbol: Symbol) -> String {
    symbol.name.allSatisfy(\.isASCII)
      ? symbol.code : Symbol(Spelling.fold(symbol.name), layer: symbol.layer).code
  }

  private static func entry(_ symbol: Symbol, _ row: Index?, _ column: Index?) -> String {
    if symbol.shape.isNumber, row == nil, column == nil { return name(symbol) }
    return "\(name(symbol))[\(row.map(self.subscript) ?? "0"), \(column.map(self.subscript) ?? "0")]"
  }

  private static func `subscript`(_ index: Index) -> String {
    switch index {
    case .letter(let letter, _): letter
    case .at(let place): String(place)
    }
  }

  /// f, f'', df/dy, d2f/dxdy.
  private func function(_ head: Term.Head) throws(Unprintable) -> String {
    let name = Spelling.fold(head.name)
    if head.orders.count < 2 { return name + String(repeating: "'", count: head.order) }
    guard let variables = names.variables(of: head) else { throw Unprintable() }
    let order = head.order == 1 ? "" : String(head.order)
    return "d\(order)\(name)/" + variables.map { "d\($0)" }.joined()
  }

  private mutating func named(_ derivative: Term) throws(Unprintable) -> PrintedTerm {
    guard let name = naming(derivative), !name.contains(\.isDerivative) else { throw Unprintable() }
    return try printed(name)
  }

  private mutating func filled(_ value: Double, _ rows: Extent?, _ columns: Extent?) throws(Unprintable) -> PrintedTerm
  {
    if rows == nil, columns == nil { return try printed(.number(value)) }
    let shape = "(\(rows?.name ?? "1"), \(columns?.name ?? "1"))"
    if value == 0 { return PrintedTerm("zeros" + shape) }
    return value == 1
      ? PrintedTerm("ones" + shape) : PrintedTerm("\(try text(.number(value))) * ones\(shape)", .product)
  }
}

extension Term {
  fileprivate var isDerivative: Bool { if case .derivative = self { true } else { false } }
}
