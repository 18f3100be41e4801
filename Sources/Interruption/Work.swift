/// Work that may take long: whether the user has stopped it, and how far it is.
///
/// A cell runs as one work, which every function below it finds in `current`, as Swift's tasks find their cancellation.
/// Functions that compute for more than a few milliseconds ask `isStopped` and, if they know it, report how far they
/// are. Stopped work ends as soon as it can: what can throw throws, what cannot returns early. What it returns then
/// is worth nothing and nobody sees it, because a cell whose work was stopped fails and leaves the session as it was.
public struct Work: Sendable {
  /// The work of the running cell. Threads that a function starts have none: it hands them its own.
  @TaskLocal public static var current = Work()

  private let monitor: (any WorkMonitor)?
  /// The share of the monitored work that this is.
  private var start = 0.0
  private var length = 1.0
  private var reports = true

  /// Work that nobody can stop or see.
  public init() { monitor = nil }

  public init(monitor: any WorkMonitor) { self.monitor = monitor }

  /// Whether the user can stop it.
  public var canBeStopped: Bool { monitor != nil }

  /// Whether the user has stopped it. May be asked from any thread.
  public var isStopped: Bool { monitor?.isStopped ?? false }

  /// Reports the share that is done, 0…1. May be called from any thread.
  public func report(_ share: Double) {
    if reports { monitor?.report(start + length * min(max(share, 0), 1)) }
  }

  /// A part of the work, from one share to another.
  public func part(from: Double, to: Double) -> Work {
    var part = self
    (part.start, part.length) = (start + length * from, length * (to - from))
    return part
  }

  /// One of several equal parts.
  public func part(_ index: Int, of count: Int) -> Work {
    part(from: Double(index) / Double(max(count, 1)), to: Double(index + 1) / Double(max(count, 1)))
  }

  /// The same work without reports: several parts that run at the same time have no common share.
  public var silent: Work {
    var copy = self
    copy.reports = false
    return copy
  }

  /// Runs `body` as this work.
  public func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let result = Work.$current.withValue(self) { () -> Swift.Result<Result, Failure> in
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// The elements of a collection, each reported as an equal share, up to the one at which the work is stopped.
  public func through<Elements: Collection>(_ elements: Elements) -> WorkSteps<Elements> {
    WorkSteps(work: self, elements: elements)
  }
}

/// Who sees the work and may stop it. Both functions may be called from any thread.
public protocol WorkMonitor: AnyObject, Sendable {
  /// Whether the work is to end. Once it was, it stays so.
  var isStopped: Bool { get }

  /// The share of the work that is done, 0…1.
  func report(_ share: Double)
}

/// The elements of a collection, until the work is stopped.
public struct WorkSteps<Elements: Collection>: Sequence, IteratorProtocol {
  private let work: Work
  private let count: Int
  private var done = 0
  private var rest: Elements.Iterator

  init(work: Work, elements: Elements) {
    (self.work, count, rest) = (work, elements.count, elements.makeIterator())
  }

  public mutating func next() -> Elements.Element? {
    if work.isStopped { return nil }
    work.report(Double(done) / Double(Swift.max(count, 1)))
    done += 1
    return rest.next()
  }
}
