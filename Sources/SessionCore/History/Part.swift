import Engine

/// A part of the session that one cell sets and another uses.
public enum Part: Hashable, Sendable {
  case quantity(Quantity)
  case variable(String)
  /// Sizes, activations and loss of the network.
  case network
  case data, split, batchRows, runs, learningRate, optimizer, randomStream
  /// A formula of the backward pass, the person's own or the built-in one.
  case formula(Quantity)

  public var name: String {
    switch self {
    case .quantity(let quantity): quantity.name
    case .variable(let name): name
    case .network: "the network"
    case .data: "the data set"
    case .split: "the split"
    case .batchRows: "the batch"
    case .runs: "the list of runs"
    case .learningRate: "eta"
    case .optimizer: "the optimiser"
    case .randomStream: "the random stream"
    case .formula(let quantity): "the formula of \(quantity.name)"
    }
  }

  /// `W[1]`, `W[1] and b[1]`, `W[1] and 3 more`.
  public static func list(_ parts: [Part]) -> String {
    let names = parts.sorted(by: isBefore).map(\.name)
    switch names.count {
    case 0...2: return names.joined(separator: " and ")
    default: return "\(names[0]) and \(names.count - 1) more"
    }
  }

  /// The order of a pass: what it starts from, layer by layer, and everything else before.
  static func isBefore(_ first: Part, _ second: Part) -> Bool { first.order < second.order }

  private var order: (Int, Int, Int, String) {
    guard case .quantity(let quantity) = self else { return (0, 0, 0, name) }
    let ((phase, rank), l) = (quantity.family.place.order, quantity.layer ?? 0)
    return phase == 0 ? (0, 0, 0, name) : (phase, quantity.isGradient ? -l : l, rank, "")
  }
}

/// What a network is but for the numbers that it holds: two with one shape differ in their parameters alone.
private struct NetworkShape: Equatable {
  struct LayerShape: Equatable {
    var units: Int
    var activation: Activation
    var isNormalized: Bool
    var dropout: Double
    var l2: Double?
    var l1: Double?
  }

  var inputs: Int
  var layers: [LayerShape]
  var objective: Objective

  init(_ network: Network<Double>) {
    inputs = network.sizes[0]
    layers = network.layers.map {
      LayerShape(
        units: $0.units, activation: $0.activation, isNormalized: $0.normalization != nil, dropout: $0.dropout,
        l2: $0.l2, l1: $0.l1)
    }
    objective = network.objective
  }
}

extension Session {
  /// The parts that have another value than in `old`, to the bit.
  public func parts(changedSince old: Session) -> Set<Part> {
    var changed = Set(quantities.union(old.quantities).filter { !Self.isSame(self[$0], old[$0]) }.map(Part.quantity))
    for name in Set(variables.keys).union(old.variables.keys)
    where !Self.isSame(variables[name], old.variables[name]) {
      changed.insert(.variable(name))
    }
    for quantity in Set(definitions.keys).union(old.definitions.keys)
    where definitions[quantity] != old.definitions[quantity] {
      changed.insert(.formula(quantity))
    }
    if network.map(NetworkShape.init) != old.network.map(NetworkShape.init) || objective != old.objective
      || origin != old.origin || mode != old.mode
    {
      changed.insert(.network)
    }
    if dataset != old.dataset { changed.insert(.data) }
    if split != old.split || validationRows != old.validationRows { changed.insert(.split) }
    if batchRows != old.batchRows { changed.insert(.batchRows) }
    if runs.count != old.runs.count { changed.insert(.runs) }
    if learningRate != old.learningRate { changed.insert(.learningRate) }
    if optimizer != old.optimizer || optimizerState.steps != old.optimizerState.steps { changed.insert(.optimizer) }
    if generator != old.generator { changed.insert(.randomStream) }
    return changed
  }

  /// What the network holds, the batch and what is computed.
  public var quantities: Set<Quantity> { Set(trace.values.keys).union(held) }

  /// What the network holds: W[1], b[1], W[2], …, with γ, β, the running statistics and what the optimiser
  /// remembers, where there are.
  public var held: [Quantity] { network.map { $0.parameters + $0.statistics + moments } ?? [] }

  static func isSame(_ first: Value?, _ second: Value?) -> Bool {
    switch (first, second) {
    case (nil, nil): true
    case (.number(let a)?, .number(let b)?): a.bitPattern == b.bitPattern
    case (.matrix(let a)?, .matrix(let b)?): a.hasSameBits(as: b)
    default: false
    }
  }

  static func isSame(_ first: Matrix<Double>?, _ second: Matrix<Double>?) -> Bool {
    isSame(first.map { Value.matrix($0) }, second.map { Value.matrix($0) })
  }
}
