import Calculus
import RealModule

/// An activation that is computed from its formulas.
struct CompiledActivation: Sendable {
  let value: CompiledTerms
  let slope: CompiledTerms
  let both: CompiledTerms
  let kinks: Kinks

  init(_ definition: ActivationDefinition) throws(NotCompilable) {
    let (z, library) = (definition.argument, FunctionLibrary.activations)
    let terms = [Term.call(definition.function.name, .symbol(z)), definition.derivative]
    var known = library
    known[definition.function.name] = definition.function
    value = try CompiledTerms([terms[0]], of: [z], library: known)
    slope = try CompiledTerms([terms[1]], of: [z], library: known)
    both = try CompiledTerms(terms, of: [z], library: known)
    kinks = try Kinks(definition, value: value, slope: slope)
  }

  /// The numbers of memory that the loops of training need.
  var scratch: Int { both.scratch(count: CompiledTerms.blockSize) }

  /// a ← h(z), block by block; a may be z.
  /// - Shapes: z and a have `count` entries.
  func values<E: Field>(_ z: UnsafePointer<E>, _ a: UnsafeMutablePointer<E>, count: Int) {
    withUnsafeTemporaryAllocation(of: E.self, capacity: value.scratch(count: CompiledTerms.blockSize) + 1) { memory in
      guard let memory = memory.baseAddress else { return }
      value.runBlocks(z, count: count, scratch: memory, first: a, second: nil)
    }
  }
}

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
