import Language

/// Reads expressions of the shell as terms.
///
/// Whole quantities give matrix form. Bare letters as subscripts, `delta[2][s, k]`, give index form: `sum_k(…)` is Σ_k, and
/// `(k == i)` a Kronecker delta.
public struct TermReader {
  /// The quantity of a name and a layer; `nil` if it is not one.
  public typealias Symbols = (_ name: String, _ layer: Int?) -> Symbol?

  let library: FunctionLibrary
  let symbols: Symbols
  /// Named sizes: B.
  let sizes: [String: Extent]
  /// The letters of indices, with the extents that they were found to have.
  var letters: [String: Extent] = [:]
  /// What the letters of sums are called in the formula.
  var originals: [String: String] = [:]
  /// Letters that are indices wherever they occur.
  var declared: [String: Extent] = [:]
  /// The letters that sums are over; they hide quantities of the same name.
  var bound: Set<String> = []

  public init(library: FunctionLibrary, sizes: [String: Extent] = [:], symbols: @escaping Symbols) {
    (self.library, self.sizes, self.symbols) = (library, sizes, symbols)
  }

  /// A term and the shape of its value.
  public struct Reading: Sendable {
    public var term: Term
    public var shape: TermShape
  }

  /// Makes a letter an index before it occurs as a subscript.
  package mutating func declare(_ letter: String, _ extent: Extent) { declared[letter] = extent }

  public mutating func read(_ expression: Expression) throws(Diagnostic) -> Reading {
    let expression = try renamingBound(in: expression, [:])
    try findLetters(in: expression)
    return try reading(expression)
  }

  /// The quantity that an expression names: x, or W[1].
  func symbol(of expression: Expression) -> Symbol? {
    switch expression {
    case .name(let name, _): symbols(name, nil)
    case .index(.name(let name, _), let subscripts, _):
      if subscripts.count == 1, case .at(.number(let layer, _)) = subscripts[0], let layer = Int(exactly: layer) {
        symbols(name, layer)
      } else {
        nil
      }
    default: nil
    }
  }

  // MARK: Expressions

  private mutating func reading(_ expression: Expression) throws(Diagnostic) -> Reading {
    if let symbol = symbol(of: expression) { return Reading(term: .symbol(symbol), shape: symbol.shape) }
    switch expression {
    case .number(let x, _): return Reading(term: .number(x), shape: .number)
    case .name(let name, let span):
      if name == "pi" { return Reading(term: .symbol(.pi), shape: .number) }
      if name == "e" { return Reading(term: .call("exp", 1), shape: .number) }
      if let extent = sizes[name] { return Reading(term: .size(extent), shape: .number) }
      throw Diagnostic("unknown name \(name)", at: span)
    case .negation(let a, _):
      let a = try reading(a)
      return Reading(term: -a.term, shape: a.shape)
    case .transpose(.name(let name, _), let span)
    where library[name] != nil || Elementary(rawValue: name) != nil:
      throw Diagnostic("\(name)' is a function", at: span, hint: "write its argument: \(name)'(z[1])")
    case .transpose(let a, _):
      let a = try reading(a)
      return a.shape.isNumber ? a : Reading(term: .transpose(a.term), shape: a.shape.transposed)
    case .binary(let sign, let left, let right): return try binary(sign, left, right, at: expression.span)
    case .index(let base, let subscripts, let span): return try entry(base, subscripts, at: span)
    case .call(let call): return try reading(call)
    case .matrix(let rows, let span):
      if rows.count == 1, rows[0].count == 1 { return try reading(rows[0][0]) }
      throw Diagnostic(
        "a formula that is differentiated has no matrix written out", at: span,
        hint: "give it a name first: A = [[1, 2]]")
    }
  }

  private mutating func binary(
    _ sign: Expression.Operator, _ left: Expression, _ right: Expression, at span: SourceSpan
  ) throws(Diagnostic) -> Reading {
    if sign == .equal, let delta = kronecker(left, right) { return Reading(term: delta, shape: .number) }
    if sign == .power, case .name("e", _) = left, symbol(of: left) == nil, sizes["e"] == nil {
      let exponent = try reading(right)
      return Reading(term: .call("exp", exponent.term), shape: exponent.shape)
    }
    let (a, b) = (try reading(left), try reading(right))
    if sign == .matrixProduct {
      guard a.shape.columns == b.shape.rows, !a.shape.isNumber, !b.shape.isNumber else {
        throw Diagnostic("the matrix product does not fit: \(a.shape) by \(b.shape)", at: span)
      }
      return Reading(
        term: .matrixProduct(a.term, b.term), shape: TermShape(rows: a.shape.rows, columns: b.shape.columns))
    }
    let shape = try joined(a.shape, b.shape, at: span)
    let term: Term =
      switch sign {
      case .add: .sum(a.term.summands + b.term.summands)
      case .subtract: .sum(a.term.summands + [.negation(b.term)])
      case .multiply, .matrixProduct: .product(a.term.factors + b.term.factors)
      case .divide: a.term / b.term
      case .power: .power(a.term, b.term)
      case .equal: .comparison(.equal, a.term, b.term)
      case .notEqual: .comparison(.notEqual, a.term, b.term)
      case .less: .comparison(.less, a.term, b.term)
      case .lessOrEqual: .comparison(.lessOrEqual, a.term, b.term)
      case .greater: .comparison(.greater, a.term, b.term)
      case .greaterOrEqual: .comparison(.greaterOrEqual, a.term, b.term)
      }
    return Reading(term: term, shape: shape)
  }

  /// δ_ki, if both sides are letters of indices, or one is and the other a place.
  private func kronecker(_ left: Expression, _ right: Expression) -> Term? {
    func index(_ expression: Expression) -> Index? {
      switch expression {
      case .name(let name, _): letters[name].map { .letter(name, $0) }
      case .number(let place, _): Int(exactly: place).map(Index.at)
      default: nil
      }
    }
    guard let a = index(left), let b = index(right), a.letter != nil || b.letter != nil else { return nil }
    return .kronecker(a, b)
  }

  private mutating func entry(
    _ base: Expression, _ subscripts: [Expression.Subscript], at span: SourceSpan
  ) throws(Diagnostic) -> Reading {
    guard let symbol = symbol(of: base) else {
      throw Diagnostic("in a formula only quantities have entries", at: span, hint: "W[1][i, j], x[0, k]")
    }
    if subscripts.count == 1, symbol.shape.rows == nil || symbol.shape.columns == nil {
      let place = try index(subscripts[0], symbol.shape.rows ?? symbol.shape.columns, of: symbol)
      let isRow = symbol.shape.rows == nil
      return Reading(term: .entry(symbol, row: isRow ? nil : place, column: isRow ? place : nil), shape: .number)
    }
    guard subscripts.count == 2 else {
      throw Diagnostic(
        "an entry of \(symbol.code) has a row and a column", at: span, hint: "\(symbol.code)[i, j]")
    }
    let row = try index(subscripts[0], symbol.shape.rows, of: symbol)
    let column = try index(subscripts[1], symbol.shape.columns, of: symbol)
    return Reading(term: .entry(symbol, row: row, column: column), shape: .number)
  }

  private func index(
    _ item: Expression.Subscript, _ extent: Extent?, of symbol: Symbol
  ) throws(Diagnostic) -> Index? {
    switch item {
    case .at(.name(let name, let span)):
      guard let known = letters[name] else {
        if extent == nil { return nil }
        throw Diagnostic("unknown index \(name)", at: span)
      }
      return extent == nil ? nil : .letter(name, known)
    case .at(.number(let number, let span)):
      guard let place = Int(exactly: number), 0..<(extent?.count ?? 1) ~= place else {
        throw Diagnostic("\(symbol.code) has no place \(Self.text(number)) on this axis", at: span)
      }
      return extent == nil ? nil : .at(place)
    case .at(let other): throw Diagnostic("an index is a letter or a number", at: other.span)
    case .slice(let slice):
      throw Diagnostic("in a formula an index is a letter or a number", at: slice.span, hint: "\(symbol.code)[i, j]")
    }
  }

  func joined(_ a: TermShape, _ b: TermShape, at span: SourceSpan) throws(Diagnostic) -> TermShape {
    func axis(_ a: Extent?, _ b: Extent?) -> (fits: Bool, extent: Extent?) {
      guard let a, let b else { return (true, a ?? b) }
      return (a == b, a)
    }
    let (rows, columns) = (axis(a.rows, b.rows), axis(a.columns, b.columns))
    guard rows.fits, columns.fits else {
      throw Diagnostic("\(a) and \(b) do not fit entry by entry", at: span)
    }
    return TermShape(rows: rows.extent, columns: columns.extent)
  }

  package static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }

  // MARK: Calls

  private mutating func reading(_ call: Expression.Call) throws(Diagnostic) -> Reading {
    if let (folding, names) = Self.folding(call.function), call.arguments.count == 1 {
      return try fold(call.arguments[0], over: names, folding, call)
    }
    var arguments: [Reading] = []
    for argument in call.arguments { arguments.append(try reading(argument)) }
    if call.function == Expression.openDerivative, arguments.count == 2 {
      return try openDerivative(of: arguments[0], by: arguments[1], at: call.span)
    }
    if let known = try matrixFunction(call, arguments) { return known }
    return try entrywise(call, arguments)
  }

  /// `sum_k`, `max_sk`: a sum over indices, each a letter.
  package static func folding(_ name: String) -> (Term.Folding, [String])? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 2, let folding = Term.Folding(rawValue: String(parts[0])), !parts[1].isEmpty else {
      return nil
    }
    return (folding, parts[1].map(String.init))
  }

  /// Whether a function is a sum over letters, `sum_k`.
  public static func isFolding(_ name: String) -> Bool { folding(name) != nil }

  private mutating func fold(
    _ body: Expression, over names: [String], _ folding: Term.Folding, _ call: Expression.Call
  ) throws(Diagnostic) -> Reading {
    let inner = try reading(body)
    var term = inner.term
    for name in names.reversed() {
      guard let extent = letters[name] else {
        throw Diagnostic("no entry in this sum has the index \(typed(name))", at: call.nameSpan)
      }
      let free = Set(term.freeIndices.compactMap(\.letter))
      let own = Term.freshLetter(avoiding: free.subtracting([name]), from: [typed(name), "k", "m", "n", "p", "q"])
      let index = Index.letter(own, extent)
      term = .over(index, folding, term.replacing(name, by: index))
    }
    return Reading(term: term, shape: inner.shape)
  }

  private func entrywise(_ call: Expression.Call, _ arguments: [Reading]) throws(Diagnostic) -> Reading {
    let parameters = library[call.function]?.parameters ?? Elementary(rawValue: call.function)?.parameters
    guard let parameters else { throw Diagnostic("unknown function \(call.function)", at: call.nameSpan) }
    guard arguments.count == parameters.count else {
      throw Diagnostic(
        "\(call.function) takes \(parameters.count) \(parameters.count == 1 ? "argument" : "arguments"), not "
          + "\(arguments.count)", at: call.span)
    }
    for (parameter, argument) in zip(parameters, arguments) where !parameter.shape.isNumber {
      // softmax: its entries depend on a row, and have no derivative entry by entry.
      if call.order > 0 || call.partial != nil {
        throw Diagnostic(
          "\(call.function) has no derivative entry by entry", at: call.nameSpan,
          hint: "write a derivative of its entries: da[2][s, k]/dz[2][s, i]")
      }
      if argument.shape.isNumber {
        throw Diagnostic(
          "\(call.function) is a function of a row", at: call.span, hint: "\(call.function)(z[2])")
      }
    }
    var shape = TermShape.number
    for argument in arguments { shape = try joined(shape, argument.shape, at: call.span) }
    let head = Term.Head(call.function, orders: try orders(of: call, parameters))
    return Reading(term: .apply(head, arguments.map(\.term)), shape: shape)
  }

  /// ∂u/∂v for two numbers, for a number and a matrix, or entry by entry for two matrices of one shape.
  private func openDerivative(of u: Reading, by v: Reading, at span: SourceSpan) throws(Diagnostic) -> Reading {
    guard u.shape.isNumber || u.shape == v.shape else {
      throw Diagnostic(
        "the derivative of \(u.shape) by \(v.shape) is not a matrix", at: span,
        hint: "take entries: da[2][s, k]/dz[2][s, k]")
    }
    return Reading(term: .derivative(u.term, by: v.term), shape: v.shape)
  }

  /// The orders of the derivatives by each parameter.
  private func orders(of call: Expression.Call, _ parameters: [Symbol]) throws(Diagnostic) -> [Int] {
    if let partial = call.partial {
      guard parameters.contains(where: { $0.name == partial.parameter }) else {
        throw Diagnostic("\(call.function) has no parameter \(partial.parameter)", at: call.nameSpan)
      }
      return parameters.map { $0.name == partial.parameter ? 1 : 0 }
    }
    if call.order > 0, parameters.count > 1 {
      throw Diagnostic(
        "\(call.function) has \(parameters.count) parameters: by which is the derivative?", at: call.nameSpan,
        hint: "d\(call.function)/d\(parameters[0].name)(…)")
    }
    return call.order > 0 ? [call.order] : []
  }
}

extension TermShape: CustomStringConvertible {
  public var description: String {
    isNumber ? "a number" : "\(rows?.count ?? 1)×\(columns?.count ?? 1)"
  }
}
