/// A term in Python, with the functions that the program has to define for it.
public struct ProgramExpression: Hashable, Sendable {
  public var text: String
  /// In the order of their first call: functions of the user, of the program, and those that the library lacks.
  ///
  /// They are called as `FunctionName.python` spells them.
  public var calls: [Term.Head]
}

/// What the names of terms are in a program.
public struct ProgramNames: Sendable {
  /// `W[1]`.
  public var symbol: @Sendable (Symbol) -> String = { PythonName.identifier($0.code) }
  /// The number, or a variable that has it.
  public var size: @Sendable (Extent) -> String = { String($0.count) }

  public init() {}
}

extension Term {
  /// As NumPy computes it; `nil` for index form and what is not worked out.
  public func numpy(_ names: ProgramNames = ProgramNames()) -> ProgramExpression? {
    ProgramPrinter.print(self, .numpy, names)
  }

  public var numpy: ProgramExpression? { numpy() }

  /// As PyTorch computes it on tensors; `nil` for index form and what is not worked out.
  ///
  /// Numbers get PyTorch's default type: a program in Float64 sets it with `torch.set_default_dtype`.
  public func pytorch(_ names: ProgramNames = ProgramNames()) -> ProgramExpression? {
    ProgramPrinter.print(self, .pytorch, names)
  }

  public var pytorch: ProgramExpression? { pytorch() }
}

extension Term.Head {
  /// The name of its function in a program: `f`, `f_prime`, `f_prime_prime`; `f_d0_d1` for ∂²f/∂x∂y.
  public var python: String {
    let base = PythonName.identifier(name)
    if orders.count < 2 { return base + String(repeating: "_prime", count: order) }
    return base + zip(orders.indices, orders).flatMap { Array(repeating: "_d\($0)", count: $1) }.joined()
  }
}

enum PythonName {
  /// A name that is a word of Python gets a `_`.
  static func identifier(_ name: String) -> String {
    ["lambda", "in", "is", "as", "del"].contains(name) ? name + "_" : name
  }
}

struct ProgramPrinter: ExpressionPrinter {
  enum Library { case numpy, pytorch }

  static let powerSign = "**"
  var library: Library
  var names: ProgramNames
  var calls: [Term.Head] = []

  static func print(_ term: Term, _ library: Library, _ names: ProgramNames) -> ProgramExpression? {
    var printer = ProgramPrinter(library: library, names: names)
    guard let text = try? printer.text(term) else { return nil }
    return ProgramExpression(text: text, calls: printer.calls)
  }

  private var module: String { library == .numpy ? "np" : "torch" }

  mutating func operand(_ term: Term) throws(Unprintable) -> PrintedTerm {
    switch term {
    case .number(let value): return number(value)
    case .size(let extent): return PrintedTerm(names.size(extent))
    case .symbol(.pi): return PrintedTerm(library == .pytorch ? "torch.pi" : "np.pi")
    case .symbol(let symbol): return PrintedTerm(names.symbol(symbol))
    case .apply(let head, let arguments): return try call(head, arguments)
    case .comparison: return PrintedTerm("\(module).where(\(try condition(term)), 1.0, 0.0)")
    case .choice(let test, let a, let b):
      return PrintedTerm("\(module).where(\(try condition(test)), \(try branch(a)), \(try branch(b)))")
    case .transpose(let inner): return PrintedTerm(try text(inner, atLeast: .atom) + ".T")
    case .reduction(let folding, let axis, let inner): return try reduction(folding, axis, inner)
    case .filled(let value, let rows, let columns): return filled(value, rows, columns)
    case .identity(let extent): return PrintedTerm("\(module).eye(\(names.size(extent)))")
    case .entry, .kronecker, .over, .derivative: throw Unprintable()
    case .negation, .sum, .product, .quotient, .power, .matrixProduct: return try printed(term)
    }
  }

  /// Integers beyond Int64 would be objects in NumPy: large ones are floats.
  private func number(_ value: Double) -> PrintedTerm {
    if value.isNaN { return PrintedTerm("\(module).nan") }
    if value.isInfinite { return PrintedTerm("\(module).inf") }
    let text = value < 1e9 ? decimal(value) : value.description
    return PrintedTerm(text)
  }

  /// A root of a negative number is complex in Python, NaN in the libraries.
  mutating func base(_ base: Term, of exponent: Term) throws(Unprintable) -> String {
    let isPlain = base.isPositive || exponent.signed.magnitude.isInteger
    if isPlain || !base.symbols.isEmpty || base.isMatrix { return try text(base, atLeast: .atom) }
    return library == .numpy ? "np.float64(\(try text(base)))" : try tensor(base)
  }

  /// Booleans do not add and subtract as numbers do: a comparison is one only as a condition.
  private mutating func condition(_ term: Term) throws(Unprintable) -> String {
    guard case .comparison(let sign, let a, let b) = term else { return "\(try text(term, atLeast: .sum)) != 0" }
    let left = b.symbols.isEmpty ? try tensor(a) : try text(a, atLeast: .sum)
    return "\(left) \(sign.rawValue) \(try text(b, atLeast: .sum))"
  }

  /// Two integers would make an array of integers, which has no negative powers.
  private mutating func branch(_ term: Term) throws(Unprintable) -> String {
    try text(term) + (term.signed.magnitude.isInteger ? ".0" : "")
  }

  private mutating func call(_ head: Term.Head, _ arguments: [Term]) throws(Unprintable) -> PrintedTerm {
    var texts: [String] = []
    for argument in arguments { texts.append(try tensor(argument)) }
    let list = texts.joined(separator: ", ")
    if head.orders.isEmpty, let function = Elementary(rawValue: head.name).flatMap(name) {
      return PrintedTerm("\(module).\(function)(\(list))")
    }
    if !calls.contains(head) { calls.append(head) }
    return PrintedTerm("\(head.python)(\(list))")
  }

  /// PyTorch's functions take tensors only: a number becomes one.
  private mutating func tensor(_ term: Term) throws(Unprintable) -> String {
    let inner = try text(term)
    guard library == .pytorch, term.symbols.isEmpty, !term.isMatrix else { return inner }
    if case .number = term { return "torch.tensor(\(term.isInteger ? inner + ".0" : inner))" }
    return "torch.as_tensor(\(inner))"
  }

  /// The function of the library; `nil` if it has none.
  private func name(_ function: Elementary) -> String? {
    switch function {
    case .exp, .log, .log1p, .expm1, .sqrt, .abs, .sign, .sin, .cos, .tan, .sinh, .cosh, .tanh, .maximum, .minimum,
      .log2, .log10, .round, .floor, .ceil:
      function.rawValue
    case .asin, .acos, .atan: library == .numpy ? "arc" + function.rawValue.dropFirst() : function.rawValue
    case .erf, .erfc: library == .numpy ? nil : function.rawValue
    }
  }

  private mutating func reduction(_ folding: Term.Folding, _ axis: Int?, _ inner: Term) throws(Unprintable)
    -> PrintedTerm
  {
    let whole = try text(inner, atLeast: .atom)
    guard let axis else { return PrintedTerm("\(whole).\(folding.rawValue)()") }
    switch library {
    case .numpy: return PrintedTerm("\(whole).\(folding.rawValue)(axis=\(axis), keepdims=True)")
    case .pytorch:
      let name = folding == .sum ? "sum" : "a" + folding.rawValue
      return PrintedTerm("\(whole).\(name)(dim=\(axis), keepdim=True)")
    }
  }

  private func filled(_ value: Double, _ rows: Extent?, _ columns: Extent?) -> PrintedTerm {
    let shape = [rows, columns].map { $0.map(names.size) ?? "1" }.joined(separator: ", ")
    let sign = value.sign == .minus ? "-" : ""
    return PrintedTerm("\(module).full((\(shape)), \(sign)\(value.magnitude.description))")
  }
}

extension Term {
  fileprivate var isPositive: Bool { if case .number(let value) = self { value > 0 } else { false } }

  fileprivate var isInteger: Bool {
    if case .number(let value) = self { decimal(value).allSatisfy(\.isNumber) } else { false }
  }
}
