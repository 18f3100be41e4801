/// The sessions there have been: undo and redo, the session after each cell, and snapshots.
///
/// Sessions share what did not change between them. The oldest are forgotten when what they alone hold takes too much
/// room; snapshots stay.
public struct Timeline: Sendable {
  /// A session, and where its parts come from.
  struct Moment: Sendable {
    var session = Session()
    var provenance = Provenance()
    /// What the next session does not share, in bytes.
    var bytes = 0
  }

  /// A cell that changed the session, between the moments with these numbers.
  struct Step: Sendable {
    var source: String
    var before: Int
    var after: Int
  }

  struct Snapshot: Sendable {
    var name: String
    var moment: Moment
    /// The last cell before it.
    var cell: Int
  }

  private var moments = [Moment()]
  /// The number of the oldest moment that is kept.
  private var first = 0
  /// The number of the moment that the session is in.
  private(set) var now = 0
  private var past: [Step] = []
  private var future: [Step] = []
  /// In the order of their names.
  private(set) var snapshots: [Snapshot] = []

  /// What old sessions may hold, in bytes.
  static let capacity = 256 << 20
  private let capacity: Int

  public init() { self.init(capacity: Self.capacity) }

  init(capacity: Int) { self.capacity = capacity }

  /// A moment by its number; `nil` where it is no longer kept.
  subscript(number: Int) -> Moment? {
    moments.indices.contains(number - first) ? moments[number - first] : nil
  }

  /// Whether there were older sessions.
  var hasForgotten: Bool { first > 0 }

  var current: Moment { moments[now - first] }
  /// The number that the next moment will have.
  var next: Int { first + moments.count }

  /// How many moments are kept, and how many bytes they hold together.
  var kept: (moments: Int, bytes: Int) { (moments.count, moments.reduce(0) { $0 + $1.bytes }) }

  /// Notes that `source` changed the session to this moment.
  mutating func record(_ moment: Moment, after source: String) {
    let storage = moment.session.storage
    let last = moments.count - 1
    moments[last].bytes = moments[last].session.storage.filter { storage[$0.key] == nil }.values.reduce(0, +)
    past.append(Step(source: source, before: now, after: next))
    future = []
    now = next
    moments.append(moment)
    moments[last + 1].bytes = storage.values.reduce(0, +)
    forgetOldest()
  }

  /// Where the parts of the present session come from.
  mutating func updateProvenance(_ change: (inout Provenance) -> Void) { change(&moments[now - first].provenance) }

  /// Goes back a step; returns it, `nil` at the beginning.
  mutating func undo() -> Step? {
    guard let step = past.popLast() else { return nil }
    future.append(step)
    now = step.before
    return step
  }

  /// Goes forward again; returns the step, `nil` at the end.
  mutating func redo() -> Step? {
    guard let step = future.popLast() else { return nil }
    past.append(step)
    now = step.after
    return step
  }

  /// Keeps a moment under a name; returns the snapshot that had the name.
  mutating func keep(_ snapshot: Snapshot) -> Snapshot? {
    let old = self.snapshot(named: snapshot.name)
    snapshots.removeAll { $0.name == snapshot.name }
    snapshots.append(snapshot)
    snapshots.sort { $0.name < $1.name }
    return old
  }

  func snapshot(named name: String) -> Snapshot? { snapshots.first { $0.name == name } }

  /// The last step can always be undone.
  private mutating func forgetOldest() {
    var bytes = kept.bytes
    var count = 0
    while bytes > capacity, count < moments.count - 2 {
      bytes -= moments[count].bytes
      count += 1
    }
    if count == 0 { return }
    moments.removeFirst(count)
    first += count
    past.removeAll { $0.before < first }
  }
}
