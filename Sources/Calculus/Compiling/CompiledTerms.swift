/// Formulas as a list of vector operations, in which what they share is computed once.
///
/// The terms are functions of the entries of a row, or of a block of numbers: each operation works on all of them.
/// There are vectors of `count` entries and single numbers; a sum or a largest entry makes the one into the other.
public struct CompiledTerms: Sendable {
  /// One operation: target ← operation(operands).
  public struct Instruction: Sendable {
    public var operation: Operation
    /// The register of the result.
    public var target: Int
    public var operands: (Operand, Operand, Operand)
  }

  public enum Operation: Hashable, Sendable {
    case add, subtract, multiply, divide, negate
    case power(Int)
    case generalPower
    case compare(Term.Comparison)
    /// The second operand if the first is not 0, else the third.
    case choose
    case elementary(Elementary)
    /// Σ, or the largest or least entry of a vector.
    case reduce(Term.Folding)
  }

  public enum Operand: Hashable, Sendable {
    /// A register of a block; the first registers are the inputs.
    case vector(Int)
    /// The first number of a register.
    case scalar(Int)
    case constant(Double)
    /// The number of entries.
    case count
  }

  /// How many numbers an operation over a long array works on at a time: few enough that all registers stay in the
  /// fastest memory.
  public static let blockSize = 256

  /// How many quantities they are of.
  public let inputs: Int
  public let instructions: [Instruction]
  /// Where each term's value is in the end.
  public let results: [Operand]
  /// The registers besides the inputs.
  public let registers: Int

  /// The numbers of memory that a run needs for vectors of a length.
  public func scratch(count: Int) -> Int { registers * count }

  /// Compiles terms of some quantities.
  /// - Parameters:
  ///   - inputs: at most three quantities, each a vector, or a number that takes the entries of a vector one by one.
  ///   - library: the functions that the terms call; a stable form is preferred.
  /// - Throws: `NotCompilable` if a term is not a function of the entries of one row.
  public init(_ terms: [Term], of inputs: [Symbol], library: FunctionLibrary) throws(NotCompilable) {
    precondition(1...3 ~= inputs.count)
    var compiler = TermCompiler(inputs: inputs, library: library)
    var nodes: [Int] = []
    for term in terms { nodes.append(try compiler.node(for: term)) }
    var allocation = RegisterAllocation(compiler.nodes, inputs: inputs.count)
    self.inputs = inputs.count
    (instructions, results) = allocation.emit(results: nodes)
    registers = allocation.count - inputs.count
  }
}

/// A term that is not a function of the entries of one row.
public struct NotCompilable: Error, Hashable, Sendable {
  public var term: Term
  public var reason: String
}
