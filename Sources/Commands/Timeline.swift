/// The sessions before and after this one: undo and redo.
public struct Timeline: Equatable, Sendable {
  private struct Moment: Equatable, Sendable {
    var session: Session
    /// The cell that changed it.
    var source: String
  }

  private var past: [Moment] = []
  private var future: [Moment] = []
  /// Older sessions are forgotten.
  private static let capacity = 1_000

  public init() {}

  /// Notes that `source` changed the session from `session`; cells that changed nothing are not noted.
  mutating func record(_ session: Session, before source: String) {
    past.append(Moment(session: session, source: source))
    if past.count > Self.capacity { past.removeFirst() }
    future = []
  }

  /// Goes back a step; returns the cell that is undone, `nil` at the beginning.
  mutating func undo(_ session: inout Session) -> String? {
    guard let moment = past.popLast() else { return nil }
    future.append(Moment(session: session, source: moment.source))
    session = moment.session
    return moment.source
  }

  /// Goes forward again; returns the cell that is redone, `nil` at the end.
  mutating func redo(_ session: inout Session) -> String? {
    guard let moment = future.popLast() else { return nil }
    past.append(Moment(session: session, source: moment.source))
    session = moment.session
    return moment.source
  }
}
