import Synchronization
import Testing

@testable import Interruption

@Suite struct WorkTests {
  /// Stops the work at a number of questions.
  private final class Monitor: WorkMonitor {
    private let state: Mutex<(left: Int, shares: [Double])>

    init(stopsAfter polls: Int = .max) { state = Mutex((polls, [])) }

    var isStopped: Bool {
      state.withLock {
        $0.left -= $0.left > 0 ? 1 : 0
        return $0.left == 0
      }
    }

    func report(_ share: Double) { state.withLock { $0.shares.append(share) } }
    var shares: [Double] { state.withLock { $0.shares } }
  }

  @Test func `work without a monitor cannot be stopped`() {
    #expect(!Work().isStopped)
    #expect(!Work.current.isStopped)
  }

  @Test func `the current work is that of the innermost run`() {
    let stopped = Work(monitor: Monitor(stopsAfter: 1))
    stopped.run {
      #expect(Work.current.isStopped)
      Work().run { #expect(!Work.current.isStopped) }
      #expect(Work.current.isStopped)
    }
    #expect(!Work.current.isStopped)
  }

  @Test func `run throws what the body throws`() {
    struct Failure: Error, Equatable {}
    #expect(throws: Failure()) { try Work().run { () throws(Failure) in throw Failure() } }
  }

  @Test func `the elements of a collection are reported as equal shares`() {
    let monitor = Monitor()
    let seen = Array(Work(monitor: monitor).through([5, 6, 7, 8]))
    #expect(seen == [5, 6, 7, 8])
    #expect(monitor.shares == [0, 0.25, 0.5, 0.75, 1])
  }

  @Test func `stopped work ends before the next element`() {
    let monitor = Monitor(stopsAfter: 3)
    #expect(Array(Work(monitor: monitor).through(0..<10)) == [0, 1])
  }

  @Test func `a part reports its share of the work`() {
    let monitor = Monitor()
    let work = Work(monitor: monitor)
    work.part(1, of: 2).report(0.5)
    work.part(from: 0.5, to: 1).part(0, of: 2).report(1)
    work.part(from: 0, to: 0.5).report(7)
    #expect(monitor.shares == [0.75, 0.75, 0.5])
  }
}
