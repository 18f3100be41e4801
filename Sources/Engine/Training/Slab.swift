/// One piece of aligned memory for many small matrices, sized once.
///
/// A class, because it owns memory.
final class Slab<E: Scalar> {
  /// Matrices start on a cache line, so that two threads never write to one line of two matrices.
  private static var alignment: Int { 64 }
  private let memory: UnsafeMutableRawPointer
  private let base: UnsafeMutablePointer<E>
  private let offsets: [Int]
  private let count: Int

  /// - Parameter counts: the number of entries of each matrix; all start at zero.
  init(counts: [Int]) {
    let granularity = Self.alignment / MemoryLayout<E>.stride
    var total = 0
    offsets = counts.map { count in
      defer { total += (count + granularity - 1) / granularity * granularity }
      return total
    }
    total = max(total, granularity)
    count = total
    memory = .allocate(byteCount: total * MemoryLayout<E>.stride, alignment: Self.alignment)
    base = memory.bindMemory(to: E.self, capacity: total)
    base.initialize(repeating: 0, count: total)
  }

  deinit { memory.deallocate() }

  subscript(index: Int) -> UnsafeMutablePointer<E> { base + offsets[index] }

  /// Copies everything.
  /// - Precondition: the other slab has the same matrices.
  func copy(to other: Slab<E>) { other.base.update(from: base, count: count) }
}
