import Engine
import Language
import SessionCore

/// How the changes of a cell get into the session.
extension Interpreter {
  /// Adopts what a cell did, and notes what it used and changed.
  mutating func commit(_ context: inout Context, source: String, cell: Int, hasResult: Bool) -> CellUse {
    let (old, before, provenance) = (session, timeline.now, timeline.current.provenance)
    display = context.display
    // The only copy: adding to it costs the same however many revisions there are.
    timeline = Timeline()
    swap(&timeline, &context.timeline)
    var changed: Set<Part> = []
    if timeline.now != before {
      session = timeline.current.session
    } else {
      if context.session != session {
        changed = context.session.parts(changedSince: session)
        replaceSession(
          with: context.session, changing: changed, by: cell, source: source, provenance: context.provenance)
      }
      let unchanged = session.parts(setSince: old).union(context.reads.assigned).subtracting(changed)
      timeline.updateProvenance { $0.noteUnchanged(unchanged, cell: cell) }
    }
    return CellUse(
      before: before, after: timeline.now, reads: context.reads, changed: changed, provenance: provenance,
      hasResult: hasResult)
  }

  /// Puts a session in place of the present one, to which `undo` returns.
  ///
  /// - Parameters:
  ///   - cell: the number of the cell that does it; `nil` for the player of lessons.
  ///   - provenance: the origin of the parts of the new session, if it is known.
  mutating func replaceSession(
    with new: Session, changing changed: Set<Part>, by cell: Int?, source: String, provenance: Provenance? = nil
  ) {
    var revision = Timeline.Revision(session: new, provenance: provenance ?? timeline.current.provenance)
    if provenance == nil { revision.provenance.note(changed, revision: timeline.next, cell: cell) }
    timeline.record(revision, after: source)
    session = new
  }
}

extension Session {
  /// The quantities that were set since `old`, even to the same values.
  fileprivate func parts(setSince old: Session) -> Set<Part> {
    Set(quantities.filter { freshness.time(of: $0) != old.freshness.time(of: $0) }.map(Part.quantity))
  }
}
