/// An operator of ONNX with what it takes.
public struct OperatorNode: Hashable, Sendable {
  /// As ONNX spells it: `Exp`, `ReduceSum`.
  public var name: String
  public var inputs: [Input]
  /// The axes that `ReduceSum`, `ReduceMax`, `ReduceMin` fold and keep with one place; empty for all of them.
  public var axes: [Int] = []

  public enum Input: Hashable, Sendable {
    case symbol(Symbol)
    case number(Double)
    case size(Extent)
    /// The output of a node before this one.
    case node(Int)
  }
}

/// The operators that compute a term, in the order in which they run; a term that occurs twice is computed once.
public struct OperatorGraph: Hashable, Sendable {
  public fileprivate(set) var nodes: [OperatorNode] = []
  /// The value of the term.
  public fileprivate(set) var output = OperatorNode.Input.number(0)
}

/// No operator of ONNX computes the term.
public struct UnsupportedOperator: Error, Hashable {
  public var term: Term
}

extension Term {
  /// The operators of ONNX that compute it; definitions of the library are written out, in their stable form.
  ///
  /// Booleans stay conditions: a comparison that is a number is a `Where` of 1 and 0.
  ///
  /// - Throws: for index form, a function that ONNX lacks, and derivatives that are not worked out.
  public func operators(library: FunctionLibrary) throws(UnsupportedOperator) -> OperatorGraph {
    var builder = OperatorBuilder(library: library)
    builder.graph.output = try builder.value(self)
    return builder.graph
  }
}

private struct OperatorBuilder {
  typealias Input = OperatorNode.Input

  var library: FunctionLibrary
  var graph = OperatorGraph()
  private var known: [OperatorNode: Int] = [:]

  init(library: FunctionLibrary) { self.library = library }

  private mutating func node(_ name: String, _ inputs: Input..., axes: [Int] = []) -> Input {
    let node = OperatorNode(name: name, inputs: inputs, axes: axes)
    if let place = known[node] { return .node(place) }
    known[node] = graph.nodes.count
    graph.nodes.append(node)
    return .node(graph.nodes.count - 1)
  }

  mutating func value(_ term: Term) throws(UnsupportedOperator) -> Input {
    switch term {
    case .number(let value): return .number(value)
    case .size(let extent): return .size(extent)
    case .symbol(let symbol): return .symbol(symbol)
    case .negation(let a): return node("Neg", try value(a))
    case .sum(let summands): return try sum(summands)
    case .product(let factors): return try product(factors)
    case .quotient(let a, let b): return node("Div", try value(a), try value(b))
    case .power(let a, let b): return node("Pow", try value(a), try value(b))
    case .apply(let head, let arguments): return try call(head, arguments, in: term)
    case .comparison: return node("Where", try condition(term), .number(1), .number(0))
    case .choice(let test, let a, let b): return node("Where", try condition(test), try value(a), try value(b))
    case .matrixProduct(let a, let b): return node("MatMul", try value(a), try value(b))
    case .transpose(let a): return node("Transpose", try value(a))
    case .reduction(let folding, let axis, let a):
      return node("Reduce" + folding.operatorName, try value(a), axes: axis.map { [$0] } ?? [])
    case .entry, .kronecker, .over, .derivative, .filled, .identity: throw UnsupportedOperator(term: term)
    }
  }

  private mutating func sum(_ summands: [Term]) throws(UnsupportedOperator) -> Input {
    guard let first = summands.first else { return .number(0) }
    var result = try value(first)
    for summand in summands.dropFirst() {
      let (isNegative, magnitude) = summand.signed
      result = node(isNegative ? "Sub" : "Add", result, try value(magnitude))
    }
    return result
  }

  private mutating func product(_ factors: [Term]) throws(UnsupportedOperator) -> Input {
    guard let first = factors.first else { return .number(1) }
    var result = try value(first)
    for factor in factors.dropFirst() { result = node("Mul", result, try value(factor)) }
    return result
  }

  private mutating func condition(_ term: Term) throws(UnsupportedOperator) -> Input {
    guard case .comparison(let sign, let a, let b) = term else {
      return node("Not", node("Equal", try value(term), .number(0)))
    }
    let (left, right) = (try value(a), try value(b))
    switch sign {
    case .equal: return node("Equal", left, right)
    case .notEqual: return node("Not", node("Equal", left, right))
    case .less: return node("Less", left, right)
    case .lessOrEqual: return node("LessOrEqual", left, right)
    case .greater: return node("Greater", left, right)
    case .greaterOrEqual: return node("GreaterOrEqual", left, right)
    }
  }

  private mutating func call(_ head: Term.Head, _ arguments: [Term], in term: Term) throws(UnsupportedOperator)
    -> Input
  {
    guard head.orders.isEmpty else { throw UnsupportedOperator(term: term) }
    // The activation tanh is defined by the elementary function of its name.
    let isElementary = Elementary(rawValue: head.name) != nil
    if !isElementary, let definition = library[head.name], definition.parameters.count == arguments.count {
      let values = Dictionary(zip(definition.parameters, arguments), uniquingKeysWith: { first, _ in first })
      return try value((definition.stable ?? definition.body).substituting(values))
    }
    guard let function = Elementary(rawValue: head.name), function.arity == arguments.count else {
      throw UnsupportedOperator(term: term)
    }
    return try elementary(function, arguments)
  }

  private mutating func elementary(_ function: Elementary, _ arguments: [Term]) throws(UnsupportedOperator) -> Input {
    let first = try value(arguments[0])
    switch function {
    case .log1p: return node("Log", node("Add", .number(1), first))
    case .expm1: return node("Sub", node("Exp", first), .number(1))
    case .log2: return node("Div", node("Log", first), try value(.call("log", 2)))
    case .log10: return node("Div", node("Log", first), try value(.call("log", 10)))
    case .erfc: return node("Sub", .number(1), node("Erf", first))
    case .maximum: return node("Max", first, try value(arguments[1]))
    case .minimum: return node("Min", first, try value(arguments[1]))
    case .exp, .log, .sqrt, .abs, .sign, .sin, .cos, .tan, .sinh, .cosh, .tanh, .asin, .acos, .atan, .erf, .round,
      .floor, .ceil:
      return node(function.rawValue.prefix(1).uppercased() + function.rawValue.dropFirst(), first)
    }
  }
}

extension Term.Folding {
  fileprivate var operatorName: String {
    switch self {
    case .sum: "Sum"
    case .max: "Max"
    case .min: "Min"
    }
  }
}
