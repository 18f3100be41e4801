import Engine

/// What a cell used, and the revisions of the session around it.
public struct CellUse: Equatable, Sendable {
  /// The numbers of the revisions before and after the cell.
  public var before: Int
  public var after: Int
  /// The parts that it used, each with the revision in which it had got its value.
  var parts: [Part: Int] = [:]
  /// Quantities that were out of date when it used them.
  var outOfDate: Set<Quantity> = []
  /// Cells whose results it used.
  var cells: Set<Int> = []
  /// Whether it has a result that the user sees or `Out[n]` gives.
  var hasResult = false

  public init(before: Int, after: Int, hasResult: Bool = false) {
    self.before = before
    self.after = after
    self.hasResult = hasResult
  }
}

extension CellUse {
  /// A cell that changed something it used continues from what it found, as an update does. Run again it does something
  /// else, so nothing that it used is remembered.
  public init(before: Int, after: Int, reads: ReadLog, changed: Set<Part>, provenance: Provenance, hasResult: Bool) {
    self.init(before: before, after: after, hasResult: hasResult)
    if reads.goesOn || !reads.parts.isDisjoint(with: changed) { return }
    parts = Dictionary(uniqueKeysWithValues: reads.parts.map { ($0, provenance[$0].revision) })
    outOfDate = reads.outOfDate
    cells = reads.cells
  }
}

/// What a cell uses of the session while it runs, and what it sets.
///
/// A class, because the evaluators and copies of a context that one cell makes write into one log.
public final class ReadLog {
  private(set) var parts: Set<Part> = []
  /// Quantities that were out of date, which the cell itself reported.
  private(set) var outOfDate: Set<Quantity> = []
  /// Numbers of cells whose results were used.
  private(set) var cells: Set<Int> = []
  private var computed: Set<Quantity> = []
  /// Variables that have a value of the cell's own.
  private var own: Set<Part> = []
  /// Variables that were set, even to the value that they had.
  public private(set) var assigned: Set<Part> = []

  /// Whether the cell continues from what it finds, and so does something else each time: an update, a step.
  public var goesOn = false

  public init() {}

  public func read(_ part: Part) { if !own.contains(part) { parts.insert(part) } }
  public func read(_ quantity: Quantity) {
    if !computed.contains(quantity) { parts.insert(.quantity(quantity == .activation(0) ? .input : quantity)) }
  }

  /// Notes that the cell has computed a quantity: what it reads of it from now on is its own.
  public func compute(_ quantity: Quantity) { computed.insert(quantity) }

  func readOutOfDate(_ quantity: Quantity) { outOfDate.insert(quantity) }
  func readResult(of cell: Int) { cells.insert(cell) }
  public func assign(_ part: Part) {
    assigned.insert(part)
    own.insert(part)
  }

  /// Notes that a loop gives a variable its values, or with `false` that the loop has ended.
  public func bind(_ variable: String, _ isBound: Bool = true) {
    if isBound { own.insert(.variable(variable)) } else { own.remove(.variable(variable)) }
  }

  /// The sizes and all parameters, and in evaluation the running statistics.
  public func readParameters(of network: Network<Double>) {
    read(.network)
    for quantity in network.parameters + (network.mode == .evaluation ? network.statistics : []) { read(quantity) }
  }
}
