import Engine

/// Which cells have a result or an effect that is no longer valid.
///
/// A cell is stale if a part of the session that it used has changed since, comes from a stale cell or is out of date,
/// or if it used the result of a stale cell. Never stale are cells that failed, that changed what they used (a step, an
/// update, training), or of which nothing is left: no result, and nothing they set is still in force.
public struct Staleness {
  /// Why a cell is stale, by the number of each that is.
  public private(set) var causes: [Int: String] = [:]
  private let session: Session
  private let provenance: Provenance
  private var outOfDate: [Quantity: Quantity?] = [:]

  public init(of cells: [CellRecord], session: Session, provenance: Provenance) {
    self.session = session
    self.provenance = provenance
    let inForce = provenance.cells
    var found: [Int: String] = [:]
    for cell in cells where !cell.failed && (cell.use.hasResult || inForce.contains(cell.number)) {
      let cause = cause(cell) { found[$0] != nil }
      found[cell.number] = cause
    }
    causes = found
  }

  /// The most cells that `mayBeStale` looks at.
  private static let mostVisited = 100

  /// Why a cell is stale, in the words of `causes`, without looking at all cells.
  public static func cause(
    of number: Int, among cells: [CellRecord], session: Session, provenance: Provenance
  ) -> String? {
    guard let cell = CellRecord.cell(number, of: cells), !cell.failed else { return nil }
    var staleness = Staleness(session: session, provenance: provenance)
    return staleness.cause(cell) {
      mayBeStale($0, among: cells, session: session, provenance: provenance)
    }
  }

  private init(session: Session, provenance: Provenance) {
    (self.session, self.provenance) = (session, provenance)
  }

  /// Whether a cell is stale because of something that it used, directly or through the nearest of the cells before it.
  ///
  /// It takes the same time however many cells there are: what is further away than that counts as valid.
  private static func mayBeStale(
    _ number: Int, among cells: [CellRecord], session: Session, provenance: Provenance
  ) -> Bool {
    var open = [number]
    var visited: Set<Int> = [number]
    while let next = open.popLast() {
      guard let cell = CellRecord.cell(next, of: cells), !cell.failed else { continue }
      for (part, revision) in cell.use.parts {
        if provenance[part].revision != revision { return true }
        if case .quantity(let quantity) = part, !cell.use.outOfDate.contains(quantity),
          session.cause(ofStaleness: quantity) != nil
        {
          return true
        }
      }
      let origins = cell.use.parts.keys.compactMap { provenance[$0].cell }.filter { $0 < next }
      for cell in origins + cell.use.cells where visited.count < mostVisited && visited.insert(cell).inserted {
        open.append(cell)
      }
    }
    return false
  }

  private mutating func cause(_ cell: CellRecord, isStale: (Int) -> Bool) -> String? {
    let parts = cell.use.parts
    let changed = parts.filter { provenance[$0.key].revision != $0.value }.keys
    if !changed.isEmpty { return "\(Part.list(Array(changed))) changed" }
    for part in parts.keys.sorted(by: Part.isBefore) {
      if case .quantity(let quantity) = part, !cell.use.outOfDate.contains(quantity),
        let cause = causeOfStaleness(quantity)
      {
        return "\(cause.name) changed"
      }
      if let origin = provenance[part].cell, origin < cell.number, isStale(origin) {
        return "\(part.name) is from cell \(origin), which is stale"
      }
    }
    return cell.use.cells.sorted().first(where: isStale).map { "Out[\($0)] is stale" }
  }

  private mutating func causeOfStaleness(_ quantity: Quantity) -> Quantity? {
    if let known = outOfDate[quantity] { return known }
    let cause = session.cause(ofStaleness: quantity)
    outOfDate[quantity] = .some(cause)
    return cause
  }
}
