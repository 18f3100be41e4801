import Calculus

extension StepProblem {
  /// How many numbers a state of the problem has at most, before it is tried on a smaller network.
  private static let maximumSize = 600

  /// Smaller extents, different ones for different extents; `nil` if the problem is small enough as it is.
  var scaling: [Int: Int]? {
    func count(_ symbol: Symbol) -> Int { (symbol.shape.rows?.count ?? 1) * (symbol.shape.columns?.count ?? 1) }
    let isLarge = symbols.map(count).reduce(0, +) > Self.maximumSize
    guard isLarge || sizes["B"]?.count == 1 else { return nil }
    let counts = Set(symbols.flatMap { [$0.shape.rows, $0.shape.columns].compactMap { $0?.count } })
    let large = counts.filter { $0 > 1 }.sorted()
    return Dictionary(uniqueKeysWithValues: large.enumerated().map { ($1, isLarge ? $0 + 2 : $1) })
  }

  func scaled(_ scaling: [Int: Int]) -> StepProblem {
    let map = Self.map(scaling)
    func term(_ term: Term) -> Term { term.mappingExtents(map) }
    var result = self
    result.subject = term(subject)
    (result.row, result.column) = (row?.mappingExtents(map), column?.mappingExtents(map))
    result.reference.subject = term(reference.subject)
    result.reference.lines = reference.lines.map { .init(term($0.term), $0.rules, remark: $0.remark) }
    result.symbols = symbols.map { $0.mappingExtents(map) }
    result.sizes = sizes.mapValues(map)
    result.system = system?.scaled(map)
    result.variable = variable?.mappingExtents(map)
    result.name = name.map(term)
    return result
  }

  static func map(_ scaling: [Int: Int]) -> @Sendable (Extent) -> Extent {
    { extent in
      // A batch of one sample is tried with three, so that a sum over samples counts.
      let isSample = extent.count == 1 && extent.symbol == "B"
      return Extent(isSample ? 3 : scaling[extent.count] ?? extent.count, symbol: extent.symbol)
    }
  }
}

extension EquationSystem {
  fileprivate func scaled(_ map: @escaping @Sendable (Extent) -> Extent) -> EquationSystem {
    var result = self
    result.equations = equations.map { equation in
      Equation(
        equation.symbol.mappingExtents(map), row: equation.row?.mappingExtents(map),
        column: equation.column?.mappingExtents(map), equation.definition.mappingExtents(map))
    }
    result.inlined = Set(inlined.map { $0.mappingExtents(map) })
    // The names of gradients are looked up by the symbols of the large network.
    let names = Dictionary(
      quantitiesWithoutGradients.map { ($0.mappingExtents(map), gradientName($0)?.mappingExtents(map)) },
      uniquingKeysWith: { first, _ in first })
    result.gradientName = { names[$0] ?? nil }
    return result
  }

  private var quantitiesWithoutGradients: [Symbol] {
    (equations.flatMap(\.definition.symbols) + equations.map(\.symbol)).uniqued
  }
}
