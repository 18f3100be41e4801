import Engine

/// Where the values of a session's parts come from: the revision in which each got its value, and the cell that set it.
public struct Provenance: Sendable {
  struct Origin: Equatable, Sendable {
    /// The number of the revision; 0 for what has never been set.
    var revision = 0
    /// The cell that set it last, be it to the value that it had.
    var cell: Int?
  }

  private var origins: [Part: Origin] = [:]

  public init() {}

  subscript(part: Part) -> Origin { origins[part] ?? Origin() }

  /// The cells that have set something which is still there.
  public var cells: Set<Int> { Set(origins.values.compactMap(\.cell)) }

  /// Notes that parts got other values in a revision, by a cell or, with `nil`, by the player of lessons.
  public mutating func note(_ changed: Set<Part>, revision: Int, cell: Int?) {
    for part in changed { origins[part] = Origin(revision: revision, cell: cell) }
  }

  /// Notes that a cell set parts to the values that they had.
  public mutating func noteUnchanged(_ parts: Set<Part>, cell: Int) {
    for part in parts { origins[part, default: Origin()].cell = cell }
  }
}
