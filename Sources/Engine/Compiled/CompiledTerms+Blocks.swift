import Calculus

extension CompiledTerms {
  /// The values of the one or two terms of one input at a number.
  func number<E: Field>(_ z: E) -> (E, E) {
    withUnsafeTemporaryAllocation(of: E.self, capacity: registers + 3) { memory in
      guard let memory = memory.baseAddress else { return (.zero, .zero) }
      memory.initialize(repeating: .zero, count: registers + 3)
      memory[0] = z
      run(
        memory, memory, memory, count: 1, scratch: memory + 3, first: memory + 1,
        second: results.count > 1 ? memory + 2 : nil, spreads: true)
      return (memory[1], memory[2])
    }
  }

  /// The terms of one input, for a long array.
  /// - Shapes: x, first and second have `count` entries, scratch those of a block.
  func runBlocks<E: Field>(
    _ x: UnsafePointer<E>, count: Int, scratch: UnsafeMutablePointer<E>, first: UnsafeMutablePointer<E>,
    second: UnsafeMutablePointer<E>?
  ) {
    for start in stride(from: 0, to: count, by: Self.blockSize) {
      let x = x + start
      run(
        x, x, x, count: min(Self.blockSize, count - start), scratch: scratch, first: first + start,
        second: second.map { $0 + start }, spreads: true)
    }
  }
}
