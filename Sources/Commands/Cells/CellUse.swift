import Engine

/// What a cell used, and the moments of the session around it.
struct CellUse: Equatable, Sendable {
  /// The numbers of the moments before and after the cell.
  var before: Int
  var after: Int
  /// The parts that it used, each with the moment in which it had got its value.
  var parts: [Part: Int] = [:]
  /// Quantities that were out of date already when it used them.
  var outOfDate: Set<Quantity> = []
  /// Cells whose results it used.
  var cells: Set<Int> = []
  /// Whether it has a result that the person sees or `Out[n]` gives.
  var hasResult = false
}

extension CellUse {
  /// A cell that changed something it used goes on from what it found, as an update does: run again it does another
  /// thing, so nothing of what it used is remembered.
  init(before: Int, after: Int, reads: ReadLog, changed: Set<Part>, provenance: Provenance, hasResult: Bool) {
    self.init(before: before, after: after, hasResult: hasResult)
    if reads.goesOn || !reads.parts.isDisjoint(with: changed) { return }
    parts = Dictionary(uniqueKeysWithValues: reads.parts.map { ($0, provenance[$0].moment) })
    outOfDate = reads.outOfDate
    cells = reads.cells
  }
}
