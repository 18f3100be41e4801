/// Gives values registers: a register is used again when no later operation reads it.
struct RegisterAllocation {
  private let nodes: [TermCompiler.Node]
  private var register: [Int: Int] = [:]
  private var isVector: [Bool] = []
  private var free: [Int] = []
  /// The registers, the inputs among them.
  private(set) var count: Int

  /// - Parameter nodes: each after those that it reads, the inputs first.
  init(_ nodes: [TermCompiler.Node], inputs: Int) {
    (self.nodes, count) = (nodes, inputs)
    for index in 0..<inputs { register[index] = index }
    for node in nodes {
      switch node {
      case .input: isVector.append(true)
      case .constant, .count, .operation(.reduce, _): isVector.append(false)
      case .operation(_, let operands): isVector.append(operands.contains { [isVector] in isVector[$0] })
      }
    }
  }

  /// The instructions that give some nodes, and where these are in the end.
  mutating func emit(
    results: [Int]
  ) -> (instructions: [CompiledTerms.Instruction], results: [CompiledTerms.Operand]) {
    let needed = needed(for: results)
    var lastUse: [Int: Int] = [:]
    for index in needed {
      for operand in operands(of: index) { lastUse[operand] = index }
    }
    for result in results { lastUse[result] = nodes.count }
    var instructions: [CompiledTerms.Instruction] = []
    for index in needed {
      guard case .operation(let operation, let operands) = nodes[index] else { continue }
      let places = operands.map(place)
      // The target is taken before the operands are given up: a loop that reads what it writes is not vectorised.
      let target = free.popLast() ?? count
      if target == count { count += 1 }
      register[index] = target
      let none = CompiledTerms.Operand.constant(0)
      instructions.append(
        .init(
          operation: operation, target: target,
          operands: (places[0], places.count > 1 ? places[1] : none, places.count > 2 ? places[2] : none)))
      for operand in Set(operands) where lastUse[operand] == index { release(operand) }
    }
    return (instructions, results.map(place))
  }

  private mutating func release(_ node: Int) {
    if case .operation = nodes[node], let register = register[node] { free.append(register) }
  }

  private func operands(of node: Int) -> [Int] {
    if case .operation(_, let operands) = nodes[node] { operands } else { [] }
  }

  /// The nodes that others are computed from, in order.
  private func needed(for results: [Int]) -> [Int] {
    var marked: Set<Int> = []
    var open = results
    while let node = open.popLast() {
      if marked.insert(node).inserted { open += operands(of: node) }
    }
    return marked.sorted()
  }

  private func place(_ node: Int) -> CompiledTerms.Operand {
    switch nodes[node] {
    case .constant(let bits): .constant(Double(bitPattern: bits))
    case .count: .count
    case .input, .operation: isVector[node] ? .vector(register[node] ?? 0) : .scalar(register[node] ?? 0)
    }
  }
}
