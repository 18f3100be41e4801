import RealModule

/// Numbers the values that terms are made of, so that equal ones have one number.
struct TermCompiler {
  typealias Operation = CompiledTerms.Operation

  enum Node: Hashable {
    case input(Int)
    /// By its bits, so that 0 and −0 differ.
    case constant(UInt64)
    case count
    case operation(Operation, [Int])
  }

  private(set) var nodes: [Node] = []
  /// Whether a node has an entry for each entry of the inputs.
  private var isVector: [Bool] = []
  private var numbers: [Node: Int] = [:]
  private let inputs: [Symbol]
  private let library: FunctionLibrary
  /// What the parameters of the functions that are being expanded are.
  private var arguments: [[Symbol: Int]] = []

  init(inputs: [Symbol], library: FunctionLibrary) {
    (self.inputs, self.library) = (inputs, library)
    for index in inputs.indices { _ = add(.input(index)) }
  }

  // MARK: Terms

  mutating func node(for term: Term) throws(NotCompilable) -> Int {
    switch term {
    case .number(let value): return constant(value)
    case .size: return add(.count)
    case .symbol(.pi): return constant(.pi)
    case .symbol(let symbol), .entry(let symbol, _, _): return try node(for: symbol, in: term)
    case .negation(let a): return operation(.negate, [try node(for: a)])
    case .sum(let list): return try sum(list)
    case .product(let list):
      guard let first = list.first else { return constant(1) }
      var result = try node(for: first)
      for factor in list.dropFirst() { result = operation(.multiply, [result, try node(for: factor)]) }
      return result
    case .quotient(let a, let b): return operation(.divide, [try node(for: a), try node(for: b)])
    case .power(let a, let b): return power(try node(for: a), try node(for: b))
    case .comparison(let sign, let a, let b): return operation(.compare(sign), [try node(for: a), try node(for: b)])
    case .choice(let c, let a, let b):
      return operation(.choose, [try node(for: c), try node(for: a), try node(for: b)])
    case .apply(let head, let list): return try call(head, list, in: term)
    case .over(let index, let folding, let body): return try fold(folding, over: index, body)
    case .reduction(let folding, let axis, let body) where axis != 0: return reduce(folding, try node(for: body))
    case .filled(let value, _, _): return constant(value)
    case .transpose, .matrixProduct, .identity, .reduction, .kronecker, .derivative:
      throw NotCompilable(term: term, reason: "it is not a function of the entries of one row")
    }
  }

  private func node(for symbol: Symbol, in term: Term) throws(NotCompilable) -> Int {
    if let bound = arguments.last {
      if let node = bound[symbol] { return node }
    } else if let index = inputs.firstIndex(of: symbol) ?? inputs.firstIndex(where: { $0.code == symbol.code }) {
      return index
    }
    throw NotCompilable(term: term, reason: "\(symbol.code) is not among its parameters")
  }

  private mutating func sum(_ list: [Term]) throws(NotCompilable) -> Int {
    guard let first = list.first else { return constant(0) }
    var result = try node(for: first)
    for summand in list.dropFirst() {
      if case .negation(let a) = summand {
        result = operation(.subtract, [result, try node(for: a)])
      } else {
        result = operation(.add, [result, try node(for: summand)])
      }
    }
    return result
  }

  /// A function with its stable form in its place; its arguments are computed once.
  private mutating func call(_ head: Term.Head, _ list: [Term], in term: Term) throws(NotCompilable) -> Int {
    var values: [Int] = []
    for argument in list { values.append(try node(for: argument)) }
    if head.order == 0, let function = Elementary(rawValue: head.name), function.arity == values.count {
      return operation(.elementary(function), values)
    }
    guard let formula = library.formula(of: head, for: .computing), formula.parameters.count == values.count,
      arguments.count < 64
    else { throw NotCompilable(term: term, reason: "\(head.name) is not known") }
    arguments.append(Dictionary(zip(formula.parameters, values), uniquingKeysWith: { first, _ in first }))
    defer { arguments.removeLast() }
    return try node(for: formula.body)
  }

  /// Σ_k of what has the index k, with the other factors outside.
  private mutating func fold(_ folding: Term.Folding, over index: Index, _ body: Term) throws(NotCompilable) -> Int {
    var factors = [body]
    if case .product(let list) = body, folding == .sum { factors = list }
    let inside = factors.filter { $0.freeIndices.contains { $0.letter == index.letter } }
    let outside = factors.filter { !inside.contains($0) }
    if inside.contains(where: { $0.freeColumns.contains { $0.letter != index.letter } }) {
      throw NotCompilable(term: body, reason: "it has an entry for each pair of indices")
    }
    let sum = inside.isEmpty ? add(.count) : reduce(folding, try node(for: .product(inside)))
    return outside.isEmpty ? sum : operation(.multiply, [sum, try node(for: .product(outside))])
  }

  // MARK: Values

  private mutating func add(_ node: Node) -> Int {
    if let number = numbers[node] { return number }
    nodes.append(node)
    switch node {
    case .input: isVector.append(true)
    case .constant, .count, .operation(.reduce, _): isVector.append(false)
    case .operation(_, let operands): isVector.append(operands.contains { isVector[$0] })
    }
    numbers[node] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func constant(_ value: Double) -> Int { add(.constant(value.bitPattern)) }

  private func value(_ node: Int) -> Double? {
    if case .constant(let bits) = nodes[node] { Double(bitPattern: bits) } else { nil }
  }

  /// The node of a number that is the same for all entries: a sum of it is a multiple.
  private mutating func reduce(_ folding: Term.Folding, _ node: Int) -> Int {
    if isVector[node] { return add(.operation(.reduce(folding), [node])) }
    return folding == .sum ? operation(.multiply, [add(.count), node]) : node
  }

  private mutating func power(_ base: Int, _ exponent: Int) -> Int {
    guard let value = value(exponent) else { return operation(.generalPower, [base, exponent]) }
    if value == 0.5 { return operation(.elementary(.sqrt), [base]) }
    if let whole = Int(exactly: value), abs(whole) < 1 << 20 { return operation(.power(whole), [base]) }
    return operation(.generalPower, [base, exponent])
  }

  /// The node of an operation, after what holds to the last bit: two negations cancel, |−x| = |x|, −x ≥ 0 is x ≤ 0.
  private mutating func operation(_ operation: Operation, _ operands: [Int]) -> Int {
    var operands = operands
    let values = operands.compactMap { value($0) }
    if values.count == operands.count, let folded = Self.folded(operation, values) { return constant(folded) }
    switch operation {
    case .negate: if let inner = negated(operands[0]) { return inner }
    case .elementary(.abs): operands[0] = negated(operands[0]) ?? operands[0]
    case .power(1): return operands[0]
    case .power(2): return self.operation(.multiply, [operands[0], operands[0]])
    case .choose: if let condition = value(operands[0]) { return operands[condition != 0 ? 1 : 2] }
    case .compare(let sign):
      if let inner = negated(operands[0]), value(operands[1]) == 0 {
        return self.operation(.compare(sign.reversed), [inner, operands[1]])
      }
    case .multiply:
      if let other = other(than: 1, operands) { return other }
      operands.sort()
    case .add:
      if let other = other(than: 0, operands) { return other }
      if let inner = negated(operands[1]) { return self.operation(.subtract, [operands[0], inner]) }
      operands.sort()
    case .divide: if value(operands[1]) == 1 { return operands[0] }
    case .subtract, .power, .generalPower, .elementary, .reduce: break
    }
    return add(.operation(operation, operands))
  }

  private func other(than number: Double, _ operands: [Int]) -> Int? {
    if value(operands[0]) == number { return operands[1] }
    return value(operands[1]) == number ? operands[0] : nil
  }

  private func negated(_ node: Int) -> Int? {
    if case .operation(.negate, let inner) = nodes[node] { inner[0] } else { nil }
  }

  /// What an operation makes of numbers; `nil` for one that is left to a run.
  private static func folded(_ operation: Operation, _ values: [Double]) -> Double? {
    switch operation {
    case .add: values[0] + values[1]
    case .subtract: values[0] - values[1]
    case .multiply: values[0] * values[1]
    case .divide: values[0] / values[1]
    case .negate: -values[0]
    case .power(let n): .pow(values[0], n)
    case .generalPower: .pow(values[0], values[1])
    case .choose: values[0] != 0 ? values[1] : values[2]
    case .elementary(let function): values.count == 1 ? function.value(values[0]) : function.value(values[0], values[1])
    case .compare, .reduce: nil
    }
  }
}

extension Term {
  /// The free letters that columns have.
  fileprivate var freeColumns: [Index] {
    let free = freeIndices
    var columns: Set<Index> = []
    visit { term in
      if case .entry(_, _, let column?) = term { columns.insert(column) }
    }
    return free.filter { columns.contains($0) }
  }
}

extension Term.Comparison {
  /// With −a and −b for a and b.
  fileprivate var reversed: Term.Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
