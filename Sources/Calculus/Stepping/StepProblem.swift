/// What a derivation by hand derives, and what its lines may name.
public struct StepProblem: Sendable {
  /// The first line, with derivatives that are not worked out: ∂(x² sin x)/∂x, ∂C/∂z[1]_si.
  public var subject: Term
  /// The letters of the entry that is derived; `nil` for an axis with one place.
  public var row: Index?
  public var column: Index?
  /// The derivation as the program gives it, a rule a line.
  public var reference: TermDerivation
  /// The quantities that a line may name.
  public var symbols: [Symbol]
  /// Named sizes: B.
  public var sizes: [String: Extent]
  public var library: FunctionLibrary
  /// The equations of a network; `nil` for a function.
  public var system: EquationSystem?
  /// What `(x^2)'` is differentiated by; `nil` if there is no such variable.
  public var variable: Symbol?
  /// The name of what is derived, which is no step: f′(x), delta[1]_si.
  public var name: Term?

  public init(
    reference: TermDerivation, row: Index? = nil, column: Index? = nil, symbols: [Symbol],
    sizes: [String: Extent] = [:], library: FunctionLibrary, system: EquationSystem? = nil, variable: Symbol? = nil,
    name: Term? = nil
  ) {
    subject = reference.subject
    (self.row, self.column, self.reference, self.symbols, self.sizes) = (row, column, reference, symbols, sizes)
    (self.library, self.system, self.variable, self.name) = (library, system, variable, name)
  }

  /// The derivative of a function's formula by one of its parameters, a number or an entry of a matrix.
  public init(
    derivativeOf body: Term, by parameter: Symbol, symbols: [Symbol], library: FunctionLibrary, name: Term? = nil
  ) {
    let row = parameter.shape.rows.map { Index.letter("i", $0) }
    let column = parameter.shape.columns.map { Index.letter(row == nil ? "i" : "j", $0) }
    let variable = Term.at(parameter, row: row, column: column)
    let indexed = body.indexed(row: nil, column: nil).separatingBound(from: variable.letters)
    let reference = Differentiation(by: variable, library: library).derivation(of: indexed, .full)
    self.init(
      reference: reference, row: row, column: column, symbols: symbols, library: library,
      variable: parameter.shape.isNumber ? parameter : nil, name: name)
  }

  /// The gradient ∂C/∂v of a quantity of a network.
  public init(gradientOf symbol: Symbol, row: Index?, column: Index?, system: EquationSystem, sizes: [String: Extent]) {
    let reference = system.gradient(of: symbol, row: row, column: column, .short)
    self.init(
      reference: reference, row: row, column: column, symbols: system.quantities, sizes: sizes,
      library: system.library, system: system,
      name: system.gradientName(symbol).map { .at($0, row: row, column: column) })
  }

  /// What is differentiated in the first line.
  var bodies: [Term] {
    var found: [Term] = []
    subject.visit { if case .derivative(let inner, by: _) = $0 { found.append(inner) } }
    return found
  }
}

extension EquationSystem {
  /// Every quantity that its equations define or use, and the gradients that have a name.
  public var quantities: [Symbol] {
    let own = (equations.flatMap(\.definition.symbols) + equations.map(\.symbol)).uniqued.filter { $0 != .pi }
    return own + own.compactMap(gradientName)
  }

  /// The quantities that no equation defines: inputs, targets, parameters.
  var given: [Symbol] {
    let defined = Set(equations.map(\.symbol))
    return equations.flatMap(\.definition.symbols).uniqued.filter { !defined.contains($0) && $0 != .pi }
  }
}
