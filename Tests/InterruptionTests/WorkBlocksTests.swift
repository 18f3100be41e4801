import Synchronization
import Testing

@testable import Interruption

@Suite struct WorkBlocksTests {
  /// Stops the work at a question.
  private final class Monitor: WorkMonitor {
    private let polls = Mutex(0)
    private let limit: Int

    init(stopsAt limit: Int = .max) { self.limit = limit }

    var isStopped: Bool {
      polls.withLock {
        $0 += 1
        return $0 >= limit
      }
    }

    func report(_ share: Double) {}
    var count: Int { polls.withLock { $0 } }
  }

  @Test(arguments: [(0, []), (2, [0..<2]), (3, [0..<3]), (7, [0..<3, 3..<6, 6..<7])])
  func `the blocks follow each other`(count: Int, blocks: [Range<Int>]) {
    #expect(Array(WorkBlocks(count, of: 3)) == blocks)
  }

  @Test func `a single block does not ask, unless it is long`() {
    let monitor = Monitor()
    Work(monitor: monitor).run {
      #expect(Array(WorkBlocks(3, of: 3)).count == 1)
      #expect(monitor.count == 0)
      #expect(Array(WorkBlocks(3, of: 3, isLong: true)).count == 1)
      #expect(monitor.count == 1)
    }
  }

  @Test func `no block follows once the work is stopped`() {
    Work(monitor: Monitor(stopsAt: 3)).run { #expect(Array(WorkBlocks(9, of: 2)) == [0..<2, 2..<4]) }
  }

  @Test func `a block of rows has a row at least`() {
    #expect(Array(WorkBlocks(rows: 2, columns: 1_000_000)) == [0..<1, 1..<2])
    #expect(Array(WorkBlocks(rows: 2, columns: 0)) == [0..<2])
  }

  @Test func `the elements of blocks are joined`() {
    let count = 2 * WorkBlocks.entries + 1
    #expect(WorkBlocks.map(count, rest: -1) { Array($0) } == Array(0..<count))
  }

  @Test func `stopped work fills the rest`() {
    let size = WorkBlocks.entries
    Work(monitor: Monitor(stopsAt: 2)).run {
      let elements = WorkBlocks.map(2 * size, rest: -1) { Array($0) }
      #expect(elements == Array(0..<size) + Array(repeating: -1, count: size))
    }
  }
}
