import Calculus

/// Works out the derivatives that are left in a line, so that the line has a value.
struct OpenDerivatives {
  let library: FunctionLibrary
  let system: EquationSystem?
  /// Whether ∂u/∂v takes all paths from v to u, or only the direct one.
  var isTotal = true

  func worked(_ term: Term) -> Term {
    let inner = term.mapChildren(worked)
    guard case .derivative(let u, by: let v) = inner else { return inner }
    if let system, u == .symbol(system.result), let gradient = Self.gradient(by: v) { return gradient }
    switch v {
    case .symbol(let symbol), .entry(let symbol, _, _): return derivative(of: u, by: v, symbol)
    default:
      // d(sin(x^2))/d(x^2): by a part of the formula.
      let part = Symbol("→part")
      let derivative = derivative(of: u.replacing(v, by: .symbol(part)), by: .symbol(part), part)
      return derivative.substituting([part: v])
    }
  }

  private func derivative(of u: Term, by v: Term, _ symbol: Symbol) -> Term {
    let separated = u.separatingBound(from: v.letters.union(u.letters))
    let expanded = expanded(separated, toward: symbol, avoiding: v.letters.union(separated.letters), isOuter: true)
    return Differentiation(by: v, library: library).derivative(of: expanded).contractingDeltas()
  }

  /// The values of ∂C/∂v have a name of their own.
  static func gradientSymbol(_ symbol: Symbol) -> Symbol {
    Symbol("∂" + symbol.name, layer: symbol.layer, shape: symbol.shape)
  }

  private static func gradient(by v: Term) -> Term? {
    switch v {
    case .symbol(let symbol): .symbol(gradientSymbol(symbol))
    case .entry(let symbol, let row, let column): .entry(gradientSymbol(symbol), row: row, column: column)
    default: nil
    }
  }

  // MARK: Definitions on the way

  /// The term with the definitions of all quantities that depend on the variable.
  private func expanded(_ term: Term, toward variable: Symbol, avoiding used: Set<String>, isOuter: Bool) -> Term {
    guard isTotal || isOuter else { return term }
    let dependent = dependents(of: variable)
    func expand(_ term: Term, _ used: Set<String>) -> Term {
      switch term {
      case .symbol(let symbol) where dependent.contains(symbol):
        return definition(of: symbol, row: nil, column: nil, used).map { isTotal ? expand($0, used) : $0 } ?? term
      case .entry(let symbol, let row, let column) where dependent.contains(symbol):
        return definition(of: symbol, row: row, column: column, used).map {
          isTotal ? expand($0, used.union($0.letters)) : $0
        } ?? term
      case .over(let index, _, _):
        let inside = used.union([index.letter].compactMap { $0 })
        return term.mapChildren { expand($0, inside) }
      default: return isTotal ? term.mapChildren { expand($0, used) } : term
      }
    }
    return expand(term, used)
  }

  private func dependents(of variable: Symbol) -> Set<Symbol> {
    var found: Set<Symbol> = []
    for equation in system?.equations ?? [] where equation.symbol != variable {
      if equation.definition.symbols.contains(where: { $0 == variable || found.contains($0) }) {
        found.insert(equation.symbol)
      }
    }
    return found
  }

  private func definition(of symbol: Symbol, row: Index?, column: Index?, _ used: Set<String>) -> Term? {
    system?.definition(of: symbol, row: row, column: column, avoiding: used)
  }
}
