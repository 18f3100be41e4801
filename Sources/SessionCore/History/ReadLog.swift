import Engine

/// What a cell uses of the session while it runs, and what it sets.
///
/// A class, because the evaluators and copies of a context that one cell makes write into one log.
public final class ReadLog {
  public private(set) var parts: Set<Part> = []
  /// Quantities that were out of date already: the cell said so itself.
  private(set) var outOfDate: Set<Quantity> = []
  /// Numbers of cells whose results were used.
  public private(set) var cells: Set<Int> = []
  private var computed: Set<Quantity> = []
  /// Variables that were set, be it to the value that they had.
  public private(set) var assigned: Set<Part> = []

  /// Whether the cell goes on from what it finds and means to do another thing each time: an update, a step.
  public var goesOn = false

  public init() {}

  public func read(_ part: Part) { parts.insert(part) }
  public func read(_ quantity: Quantity) {
    if !computed.contains(quantity) { parts.insert(.quantity(quantity == .activation(0) ? .input : quantity)) }
  }

  /// Notes that the cell has computed a quantity: what it reads of it from now on is its own.
  public func compute(_ quantity: Quantity) { computed.insert(quantity) }

  func readOutOfDate(_ quantity: Quantity) { outOfDate.insert(quantity) }
  func readResult(of cell: Int) { cells.insert(cell) }
  public func assign(_ part: Part) { assigned.insert(part) }

  /// The sizes and all parameters, and in evaluation the running statistics.
  public func readParameters(of network: Network<Double>) {
    read(.network)
    for quantity in network.parameters + (network.mode == .evaluation ? network.statistics : []) { read(quantity) }
  }
}
