import Engine

/// What a cell used, and the revisions of the session around it.
public struct CellUse: Equatable, Sendable {
  /// The numbers of the revisions before and after the cell.
  public var before: Int
  public var after: Int
  /// The parts that it used, each with the revision in which it had got its value.
  public var parts: [Part: Int] = [:]
  /// Quantities that were out of date already when it used them.
  var outOfDate: Set<Quantity> = []
  /// Cells whose results it used.
  public var cells: Set<Int> = []
  /// Whether it has a result that the person sees or `Out[n]` gives.
  public var hasResult = false

  public init(before: Int, after: Int, hasResult: Bool = false) {
    self.before = before
    self.after = after
    self.hasResult = hasResult
  }
}

extension CellUse {
  /// A cell that changed something it used goes on from what it found, as an update does: run again it does another
  /// thing, so nothing of what it used is remembered.
  public init(before: Int, after: Int, reads: ReadLog, changed: Set<Part>, provenance: Provenance, hasResult: Bool) {
    self.init(before: before, after: after, hasResult: hasResult)
    if reads.goesOn || !reads.parts.isDisjoint(with: changed) { return }
    parts = Dictionary(uniqueKeysWithValues: reads.parts.map { ($0, provenance[$0].revision) })
    outOfDate = reads.outOfDate
    cells = reads.cells
  }
}
