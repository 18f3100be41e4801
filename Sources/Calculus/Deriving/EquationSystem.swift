/// Equations, each of which defines a quantity by earlier ones; the last defines C, what is minimised.
///
/// The forward pass of a network is one: z[1], a[1], …, C, in index form.
public struct EquationSystem: Sendable {
  /// z[1]_si = Σ_j a[0]_sj W[1]_ij + b[1]_i.
  public struct Equation: Sendable {
    public var symbol: Symbol
    public var row: Index?
    public var column: Index?
    public var definition: Term

    public init(_ symbol: Symbol, row: Index? = nil, column: Index? = nil, _ definition: Term) {
      (self.symbol, self.row, self.column, self.definition) = (symbol, row, column, definition)
    }

    /// The left side: a number, or an entry.
    public var entry: Term { .at(symbol, row: row, column: column) }
  }

  /// An identity that holds on the values of the system: Σ_k y_sk = 1.
  public struct Fact: Sendable {
    /// Why it holds, as a derivation says it.
    public var reason: String
    /// What takes the place of a term; `nil` for terms that it does not speak of.
    public var replacement: @Sendable (Term) -> Term?

    public init(_ reason: String, _ replacement: @escaping @Sendable (Term) -> Term?) {
      (self.reason, self.replacement) = (reason, replacement)
    }

    /// The term with every part replaced that the fact speaks of.
    func applied(to term: Term) -> Term {
      let inner = term.mapChildren(applied)
      return replacement(inner) ?? inner
    }
  }

  public var equations: [Equation]
  public var facts: [Fact]
  public var library: FunctionLibrary
  /// The name of ∂C/∂q: delta[1] for z[1]; `nil` for a quantity whose gradient has no name.
  public var gradientName: @Sendable (Symbol) -> Symbol?
  /// Quantities whose gradient is worked out in the place where it is needed, not named: the activations.
  public var inlined: Set<Symbol>

  public init(
    _ equations: [Equation], facts: [Fact] = [], library: FunctionLibrary, inlined: Set<Symbol> = [],
    gradientName: @escaping @Sendable (Symbol) -> Symbol?
  ) {
    (self.equations, self.facts, self.library) = (equations, facts, library)
    (self.inlined, self.gradientName) = (inlined, gradientName)
  }

  /// C.
  package var result: Symbol { equations[equations.count - 1].symbol }

  /// The equations in whose definition a quantity occurs.
  package func users(of symbol: Symbol) -> [Equation] {
    equations.filter { $0.definition.symbols.contains(symbol) }
  }
}

extension Term {
  /// A quantity that is a number, or its entry.
  public static func at(_ symbol: Symbol, row: Index?, column: Index?) -> Term {
    row == nil && column == nil ? .symbol(symbol) : .entry(symbol, row: row, column: column)
  }
}
