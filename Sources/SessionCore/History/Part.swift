import Engine

/// A part of the session that one cell sets and another uses.
public enum Part: Hashable, Sendable {
  case quantity(Quantity)
  case variable(String)
  case function(String)
  /// Sizes, activations and loss of the network.
  case network
  case data, split, batchRows, runs, learningRate, optimizer, randomStream
  /// A formula of the backward pass or the update, the user's or the built-in one.
  case formula(Quantity)
  /// A loss of the user.
  case loss(String)
  /// The derivation that the user writes.
  case derivation

  var name: String {
    switch self {
    case .quantity(let quantity): quantity.name
    case .variable(let name): name
    case .function(let name): name
    case .network: "the network"
    case .data: "the data set"
    case .split: "the split"
    case .batchRows: "the batch"
    case .runs: "the list of runs"
    case .learningRate: "eta"
    case .optimizer: "the optimiser"
    case .randomStream: "the random stream"
    case .formula(let quantity): "the formula of \(quantity.name)"
    case .loss(let name): "the loss \(name)"
    case .derivation: "the derivation by hand"
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

/// Where the values of a session's parts come from: the revision in which each got its value, and the cell that set it.
public struct Provenance: Sendable {
  struct Origin: Equatable, Sendable {
    /// The number of the revision; 0 for what has never been set.
    var revision = 0
    /// The cell that set it last, even to the value that it had.
    var cell: Int?
  }

  private var origins: [Part: Origin] = [:]

  public init() {}

  subscript(part: Part) -> Origin { origins[part] ?? Origin() }

  /// The cells that set something that is still in force.
  var cells: Set<Int> { Set(origins.values.compactMap(\.cell)) }

  /// Notes that parts got other values in a revision: by a cell or, with `nil`, by a lesson.
  public mutating func note(_ changed: Set<Part>, revision: Int, cell: Int?) {
    for part in changed { origins[part] = Origin(revision: revision, cell: cell) }
  }

  /// Notes that a cell set parts to the values that they had.
  public mutating func noteUnchanged(_ parts: Set<Part>, cell: Int) {
    for part in parts { origins[part, default: Origin()].cell = cell }
  }
}
