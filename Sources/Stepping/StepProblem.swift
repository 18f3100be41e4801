import Calculus

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
  /// Numbers with one value: the factors of penalties.
  public var constants: [Symbol: Double] = [:]
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

  /// The derivative of a formula by a number, or by an entry of a matrix.
  /// - Parameters:
  ///   - formula: in index form.
  ///   - row, column: the letters of the result.
  ///   - name: what the derivative is called, f′(x).
  public init(
    derivativeOf formula: Term, by entry: Term, row: Index? = nil, column: Index? = nil, library: FunctionLibrary,
    name: Term? = nil
  ) {
    let body = formula.separatingBound(from: entry.letters)
    let reference = Differentiation(by: entry, library: library).derivation(of: body, .full)
    let symbols = (formula.symbols + entry.symbols).uniqued.filter { $0 != .pi }
    let variable: Symbol? = if case .symbol(let symbol) = entry { symbol } else { nil }
    self.init(
      reference: reference, row: row, column: column, symbols: symbols, library: library, variable: variable,
      name: name)
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
