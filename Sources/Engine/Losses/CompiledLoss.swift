import Calculus

/// A loss that is computed from its definition.
struct CompiledLoss: Sendable {
  /// The loss of a sample, of a and y.
  private let value: CompiledTerms
  /// ∂/∂a.
  private let gradient: CompiledTerms
  /// What is 0 where the derivative jumps.
  let kinks: [CompiledTerms]

  init(_ definition: LossDefinition, library: FunctionLibrary) throws(NotCompilable) {
    func compiled(_ term: Term) throws(NotCompilable) -> CompiledTerms {
      try CompiledTerms(
        [term.substituting([.pi: .number(.pi)])], of: Array(definition.function.parameters.prefix(2)), library: library)
    }
    value = try compiled(definition.function.stable ?? definition.function.body)
    gradient = try compiled(definition.gradient)
    var kinks: [CompiledTerms] = []
    for kink in definition.kinks { kinks.append(try compiled(kink)) }
    self.kinks = kinks
  }

  /// The numbers of memory that a row of outputs needs.
  func scratch(count: Int) -> Int { max(value.scratch(count: count), gradient.scratch(count: count)) }

  /// The loss of a sample.
  func loss<E: Field>(of row: OutputRow<E>) -> E {
    withScratch(row) { scratch in
      withUnsafeTemporaryAllocation(of: E.self, capacity: 1) { result in
        guard let result = result.baseAddress else { return .zero }
        result.initialize(to: .zero)
        value.run(row.a, row.y, row.y, count: row.count, scratch: scratch, first: result, spreads: false)
        return result.pointee
      }
    }
  }

  /// d ← ∂(loss of the sample)/∂a.
  func gradient<E: Field>(of row: OutputRow<E>, to d: UnsafeMutablePointer<E>) {
    withScratch(row) { scratch in
      gradient.run(row.a, row.y, row.y, count: row.count, scratch: scratch, first: d, spreads: true)
    }
  }

  /// The numbers that are 0 at the kinks of a sample, as many for each kink as the row has entries.
  func distances<E: Field>(of row: OutputRow<E>) -> [Double] {
    kinks.flatMap { kink in
      withUnsafeTemporaryAllocation(of: E.self, capacity: kink.scratch(count: row.count) + row.count) { memory in
        guard let memory = memory.baseAddress else { return [Double]() }
        memory.initialize(repeating: .zero, count: kink.scratch(count: row.count) + row.count)
        kink.run(
          row.a, row.y, row.y, count: row.count, scratch: memory + row.count, first: memory, spreads: true)
        return (0..<row.count).map { memory[$0].branchValue }
      }
    }
  }

  private func withScratch<E: Field, Result>(
    _ row: OutputRow<E>, _ body: (UnsafeMutablePointer<E>) -> Result
  ) -> Result {
    if let scratch = row.scratch { return body(scratch) }
    let size = max(scratch(count: row.count), 1)
    return withUnsafeTemporaryAllocation(of: E.self, capacity: size) { memory in
      memory.initialize(repeating: .zero)
      guard let start = memory.baseAddress else { preconditionFailure("no memory") }
      return body(start)
    }
  }
}
