import Calculus
import Engine
import Language

/// The derivation of a derivative of a formula: f′(x), ∂f/∂y(x, y), or x² sin x by x.
public struct FormulaDerivation {
  private let session: Session
  private let name: String?
  private let term: Term
  private let shape: TermShape
  private let variable: Symbol
  private let library: FunctionLibrary
  /// What the parameters are, if the arguments are other than their names.
  private var arguments: [Symbol: Term] = [:]
  /// The derivative that is derived, of which parameters.
  private var head: Term.Head?
  private var parameters: [Symbol] = []

  /// A formula by a variable, which is a number unless the session has a matrix of that name.
  public init(_ formula: Expression, by variable: Expression, in session: Session) throws(Diagnostic) {
    guard let symbol = Self.symbol(variable, in: session) else {
      throw Diagnostic("derive takes a variable after by", at: variable.span, hint: "derive x^2 * sin(x) by x")
    }
    let reading = try Self.read(formula, variable: symbol, in: session)
    guard reading.term.symbols.contains(symbol) else {
      throw Diagnostic(
        "\(symbol.code) does not occur in this formula", at: variable.span,
        hint: reading.term.symbols.first.map { "derive … by \($0.code)" })
    }
    if !symbol.shape.isNumber, !reading.shape.isNumber {
      throw Diagnostic(
        "the derivative of \(reading.shape) by \(symbol.shape) is not a matrix", at: formula.span,
        hint: "derive the sum of its entries: sum(…)")
    }
    (self.session, name, term, shape) = (session, nil, reading.term, reading.shape)
    (self.variable, library) = (symbol, session.functionLibrary)
  }

  /// A derivative of a function, `f'(x)`, `df/dy(x, y)`, at arguments that may be names without values.
  public init(_ call: Expression.Call, in session: Session) throws(Diagnostic) {
    let library = session.functionLibrary
    let parameters: [Symbol]
    let body: Term
    if let definition = library[call.function] {
      (parameters, body) = (definition.parameters, definition.body)
    } else if let elementary = Elementary(rawValue: call.function) {
      parameters = elementary.parameters
      body = .apply(Term.Head(call.function), parameters.map(Term.symbol))
    } else {
      throw Diagnostic(
        "unknown function \(call.function)", at: call.nameSpan, hint: "define it: \(call.function)(x) = …")
    }
    guard parameters.count == call.arguments.count else {
      throw Diagnostic(
        "\(call.function) takes \(parameters.count) arguments, not \(call.arguments.count)", at: call.span)
    }
    guard parameters.allSatisfy(\.shape.isNumber) else {
      throw Diagnostic(
        "\(call.function) is a function of a row", at: call.nameSpan,
        hint: "derive delta[2] shows its derivative in a network")
    }
    let wanted = call.partial?.parameter ?? parameters[0].name
    guard let variable = parameters.first(where: { $0.name == wanted }) else {
      throw Diagnostic("\(call.function) has no parameter \(wanted)", at: call.nameSpan)
    }
    var term = body
    for _ in 1..<max(call.order, 1) { term = term.derivative(by: .symbol(variable), library: library) }
    (self.session, self.term, shape, self.variable, self.library) = (session, term, .number, variable, library)
    let prime =
      call.partial.map { "∂\(call.function)/∂\($0.parameter)" } ?? call.function
      + String(repeating: "′", count: call.order)
    name = "\(prime)(\(parameters.map(\.name).joined(separator: ", ")))"
    self.parameters = parameters
    head = Term.Head(call.function, orders: parameters.map { $0 == variable ? max(call.order, 1) : 0 })
    for (parameter, argument) in zip(parameters, call.arguments) where argument.isOther(than: parameter.name) {
      arguments[parameter] = try Self.read(argument, variable: nil, in: session).term
    }
  }

  /// The lines, the last one in matrix form if the variable is a matrix, or with the arguments of a call.
  public func text(_ detail: DerivationDetail) -> DerivationText {
    let derivation = self.derivation(detail)
    return DerivationText(derivation, named: name, library: library, valued: worked)
  }

  public func derivation(_ detail: DerivationDetail) -> TermDerivation {
    let (row, column) = letters
    let entry = Term.at(variable, row: row, column: column)
    let own = shape.isNumber ? (nil, nil) : Self.letters(of: shape)
    let indexed = term.indexed(row: own.0, column: own.1)
    let differentiation = Differentiation(by: entry, library: library)
    var derivation = differentiation.derivation(of: indexed, detail)
    if derivation.result.contains({ if case .kronecker = $0 { true } else { false } }) {
      derivation.append(derivation.result.contractingDeltas().simplified, [.contraction])
    }
    let (r, c) = variable.shape.isNumber ? own : (row, column)
    if r != nil || c != nil, let matrix = derivation.result.gathered(row: r, column: c) {
      derivation.append(matrix.simplified, [.matrixForm])
    }
    if !arguments.isEmpty { derivation.append(derivation.result.substituting(arguments), [.substitution]) }
    return derivation
  }

  /// The same derivation, to be written by hand.
  public var byHand: HandDerivation {
    let own = shape.isNumber ? (nil, nil) : Self.letters(of: shape)
    let (row, column) = variable.shape.isNumber ? own : letters
    let entry = Term.at(variable, row: letters.0, column: letters.1)
    let problem = StepProblem(
      derivativeOf: term.indexed(row: own.0, column: own.1), by: entry, row: row, column: column, library: library,
      name: head.map { .apply($0, parameters.map(Term.symbol)) })
    return HandDerivation(problem, named: name)
  }

  private var letters: (Index?, Index?) { Self.letters(of: variable.shape) }

  private static func letters(of shape: TermShape) -> (Index?, Index?) {
    switch (shape.rows, shape.columns) {
    case (let rows?, let columns?): (.letter("i", rows), .letter("j", columns))
    case (let rows?, nil): (.letter("i", rows), nil)
    case (nil, let columns?): (nil, .letter("i", columns))
    case (nil, nil): (nil, nil)
    }
  }

  /// Every derivative in a line worked out.
  private func worked(_ term: Term) -> Term {
    let (row, column) = letters
    return Differentiation(by: .at(variable, row: row, column: column), library: library).worked(term)
  }

  // MARK: Names

  private static func symbol(_ expression: Expression, in session: Session) -> Symbol? {
    switch expression {
    case .name(let name, _): return session.symbol(named: name, layer: nil) ?? Symbol(name)
    case .index(.name(let name, _), let subscripts, _):
      guard subscripts.count == 1, case .at(.number(let layer, _)) = subscripts[0] else { return nil }
      return Int(exactly: layer).flatMap { session.symbol(named: name, layer: $0) }
    default: return nil
    }
  }

  /// A formula whose unknown names are numbers.
  private static func read(
    _ formula: Expression, variable: Symbol?, in session: Session
  ) throws(Diagnostic) -> TermReader.Reading {
    var reader = TermReader(
      library: session.functionLibrary, sizes: session.samples > 0 ? ["B": Extent(session.samples, symbol: "B")] : [:]
    ) { name, layer in
      if let variable, variable.name == name, variable.layer == layer { return variable }
      if let known = session.symbol(named: name, layer: layer) { return known }
      return layer == nil && name != "pi" && Names.family(name) == nil ? Symbol(name) : nil
    }
    return try reader.read(formula)
  }
}

extension Expression {
  fileprivate func isOther(than name: String) -> Bool {
    if case .name(name, _) = self { false } else { true }
  }
}
