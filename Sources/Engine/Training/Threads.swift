import COpenBLAS
import CProcessor
import Glibc
import Synchronization

/// Threads that run one body beside the calling thread, until the body returns on each.
///
/// A class, because it owns the threads.
final class ThreadTeam {
  private final class Job: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private var handles: [pthread_t] = []

  /// The threads that were started.
  var count: Int { handles.count }

  /// Starts `body(1)` … `body(count)`, each on its own thread.
  ///
  /// There are fewer when the system has no more to give.
  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    for index in 0..<count {
      let job = Unmanaged.passRetained(Job { body(index + 1) })
      var handle = pthread_t()
      let status = pthread_create(
        &handle, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, job.toOpaque())
      if status != 0 {
        job.release()
        return
      }
      handles.append(handle)
    }
  }

  /// Waits until the body has returned on every thread.
  func join() {
    for handle in handles { pthread_join(handle, nil) }
    handles = []
  }
}

/// A point that no thread passes before all have reached it.
///
/// Waiting spins, since a step has only a few microseconds of work between two barriers; a long wait yields the core.
/// A class, because all threads share it.
final class SpinBarrier: Sendable {
  private let threads: Atomic<Int>
  private let arrivals = Atomic<Int>(0)
  private static let spinsBeforeYield = 1_000

  init(threads: Int) { self.threads = Atomic(threads) }

  /// Changes the number of threads that are expected, before the caller's own first arrival.
  func setThreads(_ count: Int) { threads.store(count, ordering: .releasing) }

  /// - Parameter round: the caller's own count of the barriers it has passed, starting at 0.
  func wait(_ round: inout Int) {
    round += 1
    arrivals.add(1, ordering: .acquiringAndReleasing)
    var spins = 0
    while arrivals.load(ordering: .acquiring) < round * threads.load(ordering: .relaxed) {
      spins += 1
      if spins > Self.spinsBeforeYield { sched_yield() } else { spin_wait_hint() }
    }
  }
}

/// The number of threads that OpenBLAS itself uses, a setting of the process.
enum BLASThreads {
  private struct State {
    var users = 0
    var before: Int32 = 1
  }

  private static let state = Mutex(State())

  /// Runs `body` with single-threaded products: its caller divides the work among its own threads.
  ///
  /// The number is restored when the last of several overlapping callers is done.
  static func withOne<Result>(_ body: () -> Result) -> Result {
    state.withLock {
      if $0.users == 0 {
        $0.before = openblas_get_num_threads()
        openblas_set_num_threads(1)
      }
      $0.users += 1
    }
    defer {
      state.withLock {
        $0.users -= 1
        if $0.users == 0 { openblas_set_num_threads($0.before) }
      }
    }
    return body()
  }
}
