import CProcessor
import Glibc
import Synchronization

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
