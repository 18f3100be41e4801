import Calculus
import Engine
import Language
import SessionCore
import Stepping

/// The derivation of a derivative of a formula: f′(x), ∂f/∂y(x, y), or x² sin x by x.
public struct FormulaDerivation {
  private let session: Session
  private let name: String?
  private let term: Term
  private let shape: TermShape
  private let variable: Symbol
  private let library: FunctionLibrary
  /// The derivative of a function of the program in the form that is computed.
  private var preferred: Term?
  /// What the parameters are, if the arguments are other than their names.
  private var arguments: [Symbol: Term] = [:]
  /// The derivative that is derived, of which parameters.
  private var derived: Term.Head?
  private var parameters: [Symbol] = []

  /// A formula by a variable, which is a number unless the session has a matrix of that name.
  public init(_ formula: Expression, by variable: Expression, in session: Session) throws(Diagnostic) {
    guard let symbol = Self.symbol(variable, in: session) else {
      throw Diagnostic("derive takes a variable after by", at: variable.span, hint: "derive x^2 * sin(x) by x")
    }
    let reading = try Self.read(formula, variable: symbol, in: session)
    guard reading.term.symbols.contains(symbol) else {
      let isOfNetwork = symbol.layer != nil || reading.term.symbols.contains { $0.layer != nil }
      throw Diagnostic(
        "\(symbol.code) does not occur in this formula", at: variable.span,
        hint: isOfNetwork
          ? "numeric … by \(symbol.code) follows it through the network; derive dW[1] derives a gradient of C"
          : reading.term.symbols.first.map { "derive … by \($0.code)" })
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
    let function = try Function(of: call, in: session)
    guard function.parameters.count == call.arguments.count else {
      throw Diagnostic(
        "\(call.function) takes \(Description.count(function.parameters.count, "argument")), not \(call.arguments.count)",
        at: call.span)
    }
    if call.partial == nil, function.parameters.count > 1 {
      throw Diagnostic(
        "\(call.function) has \(function.parameters.count) parameters: say by which to differentiate",
        at: call.nameSpan,
        hint:
          "derive d\(call.function)/d\(function.parameters[0].name)(\(function.parameters.map(\.name).joined(separator: ", ")))"
      )
    }
    let place = function.names.firstIndex(of: call.partial?.parameter ?? function.names[0])
    guard let place else {
      throw Diagnostic(
        "\(call.function) has no parameter \(call.partial?.parameter ?? "")", at: call.nameSpan,
        hint: "its parameters are \(function.names.joined(separator: ", "))")
    }
    let variable = function.parameters[place]
    var term = function.body
    for _ in 1..<max(call.order, 1) { term = term.derivative(by: .symbol(variable), library: function.library) }
    (self.session, self.term, shape, self.variable) = (session, term, .number, variable)
    library = function.library
    if call.order == 1 { preferred = function.preferred }
    let prime = ["", "′", "″"]
    let primes = call.order < 3 ? prime[call.order] : String(repeating: "′", count: call.order)
    let symbol = Term.symbol(Symbol(call.function)).mathematics
    let head = call.partial.map { "∂\(symbol)/∂\($0.parameter)" } ?? symbol + primes
    name = "\(head)(\(function.parameters.map(\.name).joined(separator: ", ")))"
    parameters = function.parameters
    derived = Term.Head(call.function, orders: parameters.indices.map { $0 == place ? max(call.order, 1) : 0 })
    for (parameter, argument) in zip(function.parameters, call.arguments)
    where parameter.shape.isNumber && argument.isOther(than: parameter.name) {
      arguments[parameter] = try Self.read(argument, variable: nil, in: session).term
    }
  }

  /// A function that is derived: its formula and what it calls.
  private struct Function {
    var parameters: [Symbol]
    /// The parameters as they are named in the definition.
    var names: [String]
    var body: Term
    var preferred: Term?
    var library: FunctionLibrary

    init(of call: Expression.Call, in session: Session) throws(Diagnostic) {
      library = session.functionLibrary
      if let own = session.functions[call.function], let matrices = try Self.ofMatrices(own, call, in: session) {
        (parameters, names, body) = (matrices.parameters, own.parameters, matrices.body)
      } else if let definition = library[call.function] {
        (parameters, body, preferred) = (definition.parameters, definition.body, definition.derivatives[0])
        names = parameters.map(\.name)
        // tanh is an elementary function, and its own formula.
        if case .apply(Term.Head(call.function), _) = body { library[call.function] = nil }
      } else if let elementary = Elementary(rawValue: call.function) {
        parameters = elementary.parameters
        names = parameters.map(\.name)
        body = .apply(Term.Head(call.function), parameters.map(Term.symbol))
      } else if session.functions[call.function] != nil {
        throw Diagnostic(
          "\(call.function) is a function of matrices: their shapes are needed", at: call.span,
          hint: "give it variables of the session: A = [[1, 2]]")
      } else {
        throw Diagnostic(
          "unknown function \(call.function)", at: call.nameSpan, hint: "define it: \(call.function)(x) = x^2")
      }
      guard parameters.allSatisfy(\.shape.isNumber) || session.functions[call.function] != nil else {
        throw Diagnostic(
          "\(call.function) is a function of a row", at: call.nameSpan,
          hint: "derive delta[2] shows its derivative in a network")
      }
    }

    /// The formula for arguments of which some are matrices, named as these are; `nil` if all are numbers.
    private static func ofMatrices(
      _ function: UserFunction, _ call: Expression.Call, in session: Session
    ) throws(Diagnostic) -> (parameters: [Symbol], body: Term)? {
      guard function.parameters.count == call.arguments.count else { return nil }
      let parameters = zip(function.parameters, call.arguments).map { parameter, argument -> Symbol in
        guard case .name(let name, _) = argument, let symbol = session.symbol(named: name, layer: nil) else {
          return Symbol(parameter)
        }
        return symbol
      }
      guard parameters.contains(where: { !$0.shape.isNumber }) else { return nil }
      let named = Dictionary(zip(function.parameters, parameters), uniquingKeysWith: { first, _ in first })
      var reader = TermReader(library: session.functionLibrary) { name, layer in
        if layer == nil, let parameter = named[name] { return parameter }
        return session.symbol(named: name, layer: layer)
      }
      let reading: TermReader.Reading
      do throws(Diagnostic) {
        reading = try reader.read(function.body)
      } catch {
        throw Diagnostic("in \(function.text): \(error.message)", at: call.span, hint: error.hint)
      }
      guard reading.shape.isNumber else {
        throw Diagnostic(
          "\(function.head) is \(reading.shape) here, not a number", at: call.span,
          hint: "derive the sum of its entries")
      }
      return (parameters, reading.term)
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
    if let preferred { derivation.append(preferred, [.preferred]) }
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
      name: derived.map { .apply($0, parameters.map(Term.symbol)) })
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
      return layer == nil && !Names.hideable.contains(name) && Names.family(name) == nil ? Symbol(name) : nil
    }
    return try reader.read(formula)
  }
}

extension Expression {
  fileprivate func isOther(than name: String) -> Bool {
    if case .name(name, _) = self { false } else { true }
  }
}
