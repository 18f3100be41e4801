import Engine

/// Earlier sessions: undo and redo, the session after each cell, and snapshots.
///
/// Sessions share what did not change between them. The oldest are forgotten when what they alone hold exceeds a
/// capacity; snapshots stay.
public struct Timeline: Sendable {
  /// A session, and the origins of its parts.
  public struct Revision: Sendable {
    public var session = Session()
    public var provenance = Provenance()
    /// What the next session does not share, in bytes.
    var bytes = 0

    public init(session: Session = Session(), provenance: Provenance = Provenance()) {
      self.session = session
      self.provenance = provenance
    }
  }

  /// A cell that changed the session, between the revisions with these numbers.
  public struct Step: Sendable {
    public var source: String
    var before: Int
    var after: Int
  }

  public struct Snapshot: Sendable {
    public var name: String
    public var revision: Revision
    /// The last cell before it.
    public var cell: Int

    public init(name: String, revision: Revision, cell: Int) {
      self.name = name
      self.revision = revision
      self.cell = cell
    }
  }

  /// A slice, because the oldest go first.
  private var revisions: ArraySlice = [Revision()]
  /// What the revisions hold together, in bytes.
  private var bytes = 0
  /// The number of the oldest revision that is kept.
  private var first = 0
  /// The number of the revision that the session is in.
  public private(set) var now = 0
  private var past: ArraySlice<Step> = []
  private var future: [Step] = []
  /// In the order of their names.
  public private(set) var snapshots: [Snapshot] = []

  /// What old sessions may hold, in bytes.
  public static let capacity = 256 << 20
  private let capacity: Int

  public init() { self.init(capacity: Self.capacity) }

  init(capacity: Int) { self.capacity = capacity }

  /// A revision by its number; `nil` if it is no longer kept.
  public subscript(number: Int) -> Revision? {
    revisions.indices.contains(place(of: number)) ? revisions[place(of: number)] : nil
  }

  /// Whether there were older sessions.
  public var hasForgotten: Bool { first > 0 }

  public var current: Revision { revisions[place(of: now)] }

  private func place(of number: Int) -> Int { revisions.startIndex + number - first }

  /// The number that the next revision will have.
  public var next: Int { first + revisions.count }

  /// How many revisions are kept, and how many bytes they hold together.
  var kept: (revisions: Int, bytes: Int) { (revisions.count, bytes) }

  /// Notes that `source` changed the session to this revision.
  public mutating func record(_ revision: Revision, after source: String) {
    let storage = revision.session.storage
    let last = revisions.endIndex - 1
    bytes -= revisions[last].bytes
    revisions[last].bytes = revisions[last].session.storage.filter { storage[$0.key] == nil }.values.reduce(0, +)
    past.append(Step(source: source, before: now, after: next))
    future = []
    now = next
    revisions.append(revision)
    revisions[last + 1].bytes = storage.values.reduce(0, +)
    bytes += revisions[last].bytes + revisions[last + 1].bytes
    forgetOldest()
  }

  /// Changes the origins of the current session's parts.
  public mutating func updateProvenance(_ change: (inout Provenance) -> Void) {
    change(&revisions[place(of: now)].provenance)
  }

  /// Goes back a step and returns it; `nil` if there is none.
  public mutating func undo() -> Step? {
    guard let step = past.popLast() else { return nil }
    future.append(step)
    now = step.before
    return step
  }

  /// Goes forward again and returns the step; `nil` if there is none.
  public mutating func redo() -> Step? {
    guard let step = future.popLast() else { return nil }
    past.append(step)
    now = step.after
    return step
  }

  /// Keeps a revision under a name; returns the snapshot that had the name.
  public mutating func keep(_ snapshot: Snapshot) -> Snapshot? {
    let old = self.snapshot(named: snapshot.name)
    snapshots.removeAll { $0.name == snapshot.name }
    snapshots.append(snapshot)
    snapshots.sort { $0.name < $1.name }
    return old
  }

  /// Forgets a snapshot; returns whether there was one.
  public mutating func removeSnapshot(named name: String) -> Bool {
    let count = snapshots.count
    snapshots.removeAll { $0.name == name }
    return snapshots.count < count
  }

  public func snapshot(named name: String) -> Snapshot? { snapshots.first { $0.name == name } }

  /// The last step can always be undone.
  private mutating func forgetOldest() {
    while bytes > capacity, revisions.count > 2 {
      bytes -= revisions[revisions.startIndex].bytes
      // A slice keeps what is before it for a while: it shall not keep the session.
      revisions[revisions.startIndex] = Self.forgotten
      revisions.removeFirst()
      first += 1
    }
    while let step = past.first, step.before < first { past.removeFirst() }
  }

  private static let forgotten = Revision()
}

extension Session {
  /// The bytes of the arrays that the session holds, by their places in memory: copies of a session share them.
  var storage: [UInt: Int] {
    var result: [UInt: Int] = [:]
    func add(_ matrix: Matrix<Double>?) {
      if let matrix { result[matrix.address] = matrix.count * MemoryLayout<Double>.stride }
    }
    for quantity in quantities { add(self[quantity]) }
    for case .matrix(let matrix) in variables.values { add(matrix) }
    for samples in [dataset?.training, dataset?.test].compactMap({ $0 }) {
      switch samples.inputs {
      case .bytes(let bytes, _, _): result.addArray(bytes)
      case .numbers(let numbers): result.addArray(numbers)
      }
      switch samples.withOwnTargets.targets {
      case .labels(let labels, _): result.addArray(labels)
      case .numbers(let numbers, _): result.addArray(numbers)
      case .inputs: break
      }
    }
    for rows in [split?.training, split?.test, validationRows, validationSource, batchRows].compactMap({ $0 }) {
      result.addArray(rows)
    }
    return result
  }
}

extension [UInt: Int] {
  fileprivate mutating func addArray<Element>(_ array: [Element]) {
    let address = array.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    self[address] = array.count * MemoryLayout<Element>.stride
  }
}
