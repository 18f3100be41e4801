import Calculus
import Engine

/// The forward pass of a network as equations in index form, as the derivation writes them: s counts the samples, i and j
/// the units.
///
///     z[l]_si = Σ_j a[l−1]_sj W[l]_ij + b[l]_i,  a[l]_si = h(z[l]_si),  C = 1/B Σ_s loss(a[L]_s, Y_s) + penalties
public struct NetworkEquations {
  public let network: Network<Double>
  let samples: Int

  private let s: Index
  private let i: @Sendable (Int) -> Index
  private let j: @Sendable (Int) -> Index
  private let unitLetter, inputLetter: String

  /// - Parameter used: names that are no letters for indices, as the user's variables have them.
  public init(_ network: Network<Double>, samples: Int, avoiding used: Set<String> = []) {
    (self.network, self.samples) = (network, samples)
    let sizes = network.sizes
    let unit = Term.freshLetter(avoiding: used, from: ["i", "p", "g"])
    let input = Term.freshLetter(avoiding: used.union([unit]), from: ["j", "q", "h"])
    s = .letter(Term.freshLetter(avoiding: used, from: ["s", "t", "r"]), Extent(samples, symbol: "B"))
    (unitLetter, inputLetter) = (unit, input)
    i = { .letter(unit, Extent(sizes[$0])) }
    j = { .letter(input, Extent(sizes[$0])) }
  }

  // MARK: Quantities

  /// The quantity as formulas name it.
  public func symbol(_ quantity: Quantity) -> Symbol {
    let shape = quantity.shape(sizes: network.sizes, samples: samples)
    let columns = shape.map { Extent($0.columns) }
    let layer = quantity.layer
    switch quantity.family {
    case .loss: return Symbol("C")
    case .weights, .weightGradient, .moment(_, .weights):
      return Symbol(
        quantity.symbol, layer: layer, shape: TermShape(rows: shape.map { Extent($0.rows) }, columns: columns))
    case .biases, .biasGradient, .gamma, .beta, .gammaGradient, .betaGradient, .mean, .variance, .meanGradient,
      .varianceGradient, .runningMean, .runningVariance, .moment(_, .biases), .moment(_, .gamma), .moment(_, .beta):
      return Symbol(quantity.symbol, layer: layer, shape: TermShape(rows: nil, columns: columns))
    case .input, .target, .smoothedTarget, .activation, .activationGradient, .preActivation, .delta, .mask,
      .standardized, .standardizedGradient, .normalized, .normalizedGradient:
      return Symbol(quantity.symbol, layer: layer, shape: TermShape(rows: s.extent, columns: columns))
    }
  }

  /// The letters of an entry of a quantity: W_ij, b_i, z_si.
  public func letters(_ quantity: Quantity) -> (row: Index?, column: Index?) {
    let shape = symbol(quantity).shape
    guard let columns = shape.columns else { return (nil, nil) }
    guard let rows = shape.rows else { return (nil, .letter(unitLetter, columns)) }
    return rows.symbol == nil
      ? (.letter(unitLetter, rows), .letter(inputLetter, columns)) : (s, .letter(unitLetter, columns))
  }

  /// An entry with the given subscripts.
  private func entry(_ quantity: Quantity, _ row: Index?, _ column: Index?) -> Term {
    .entry(symbol(quantity), row: row, column: column)
  }

  // MARK: Equations

  public func system(library: FunctionLibrary) -> EquationSystem {
    let known = Dictionary(
      quantities.compactMap { quantity in quantity.gradient.map { (symbol(quantity), symbol($0)) } },
      uniquingKeysWith: { first, _ in first })
    let activations = (0...network.depth).map { symbol(.activation($0)) }
    return EquationSystem(
      (1...network.depth).flatMap(equations) + [cost], facts: facts, library: library,
      inlined: Set(activations)
    ) { known[$0] }
  }

  /// Everything that has a gradient.
  private var quantities: [Quantity] {
    [.activation(0), .input]
      + (1...network.depth).flatMap { l -> [Quantity] in
        let plain: [Quantity] = [.weights(l), .biases(l), .preActivation(l), .activation(l)]
        guard network[layer: l].normalization != nil else { return plain }
        return plain + [.mean(l), .variance(l), .standardized(l), .normalized(l), .gamma(l), .beta(l)]
      }
  }

  private func equations(_ l: Int) -> [EquationSystem.Equation] {
    let (i, j) = (i(l), j(l - 1))
    let z = EquationSystem.Equation(
      symbol(.preActivation(l)), row: s, column: i,
      .over(j, .sum, entry(.activation(l - 1), s, j) * entry(.weights(l), i, j)) + entry(.biases(l), nil, i))
    return [z] + normalization(l) + [activation(l)]
  }

  /// mu, var, zhat and zbn of a normalised layer; in evaluation the running statistics take the place of mu and var.
  private func normalization(_ l: Int) -> [EquationSystem.Equation] {
    guard network[layer: l].normalization != nil else { return [] }
    let i = i(l)
    let isTraining = network.mode == .training
    let (mean, variance): (Quantity, Quantity) =
      isTraining ? (.mean(l), .variance(l)) : (.runningMean(l), .runningVariance(l))
    let centred = entry(.preActivation(l), s, i) - entry(mean, nil, i)
    let root = Term.call("sqrt", entry(variance, nil, i) + .number(BatchNormalization<Double>.epsilon))
    let (size, samples) = (Term.size(Extent(samples, symbol: "B")), s)
    let statistics: [EquationSystem.Equation] = [
      .init(symbol(.mean(l)), row: nil, column: i, .over(samples, .sum, entry(.preActivation(l), s, i)) / size),
      .init(symbol(.variance(l)), row: nil, column: i, .over(samples, .sum, .power(centred, 2)) / size),
    ]
    return (isTraining ? statistics : []) + [
      .init(symbol(.standardized(l)), row: s, column: i, centred / root),
      .init(
        symbol(.normalized(l)), row: s, column: i,
        entry(.gamma(l), nil, i) * entry(.standardized(l), s, i) + entry(.beta(l), nil, i)),
    ]
  }

  private func activation(_ l: Int) -> EquationSystem.Equation {
    let i = i(l)
    let layer = network[layer: l]
    let argument = symbol(network.argument(l))
    let function = layer.activation.definition.function
    let parameter = function.parameters[0]
    let value: Term =
      if layer.activation == .identity {
        .entry(argument, row: s, column: i)
      } else if layer.activation.isElementwise {
        .call(function.name, .entry(argument, row: s, column: i))
      } else {
        function.body.substituting([parameter: .symbol(argument)]).indexed(row: s, column: i)
      }
    let masked = network.dropsOut(l) ? entry(.mask(l), s, i) * value : value
    return .init(symbol(.activation(l)), row: s, column: i, masked)
  }

  // MARK: The loss

  private var cost: EquationSystem.Equation {
    let L = network.depth
    let sum = Term.over(s, .sum, sampleLoss(symbol(.activation(L)), symbol(network.compared), Extent(network.sizes[L])))
    let data = network.objective.reduction == .mean ? sum / .size(Extent(samples, symbol: "B")) : sum
    return .init(Symbol("C"), .sum([data] + (1...L).flatMap(penalties)))
  }

  /// The loss of sample s, with rows of matrices for the rows of its definition.
  private func sampleLoss(_ a: Symbol, _ y: Symbol, _ outputs: Extent) -> Term {
    let function = network.objective.loss.definition.function
    let row = TermShape(rows: nil, columns: outputs)
    let (ownA, ownY) = (function.parameters[0], function.parameters[1])
    var values: [Symbol: Term] = [ownA, ownY].reduce(into: [:]) { $0[$1] = .symbol(Symbol($1.name, shape: row)) }
    for (constant, value) in zip(function.parameters.dropFirst(2), network.objective.lossConstants) {
      values[constant] = .number(value)
    }
    func placed(_ term: Term) -> Term {
      switch term {
      case .entry(let symbol, _, let column) where symbol.name == ownA.name: .entry(a, row: s, column: column)
      case .entry(let symbol, _, let column) where symbol.name == ownY.name: .entry(y, row: s, column: column)
      default: term.mapChildren(placed)
      }
    }
    return placed(function.body.sized(outputs).substituting(values).indexed(row: nil, column: nil))
  }

  /// ½ λ Σ W² and λ₁ Σ |W| of a layer.
  private func penalties(_ l: Int) -> [Term] {
    let penalty = network.penalty(l)
    let w = entry(.weights(l), i(l), j(l - 1))
    func sum(_ term: Term) -> Term { .over(i(l), .sum, .over(j(l - 1), .sum, term)) }
    let own = network[layer: l]
    let l2: Term = own.l2.map(Term.number) ?? .symbol(Symbol("l2"))
    let l1: Term = own.l1.map(Term.number) ?? .symbol(Symbol("l1"))
    return (penalty.l2 == 0 ? [] : [.product([0.5, l2, sum(.power(w, 2))])])
      + (penalty.l1 == 0 ? [] : [l1 * sum(.call("abs", w))])
  }
}

extension Term {
  /// The term with a number of outputs for that of a loss's definition.
  fileprivate func sized(_ outputs: Extent) -> Term {
    if case .size(LossDefinition.outputs) = self { return .size(outputs) }
    return mapChildren { $0.sized(outputs) }
  }
}
