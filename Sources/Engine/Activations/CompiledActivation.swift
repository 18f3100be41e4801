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
