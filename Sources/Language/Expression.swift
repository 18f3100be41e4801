/// The tree of an expression; every node knows its place.
public indirect enum Expression: Equatable, Sendable {
  case number(Double, SourceSpan)
  case name(String, SourceSpan)
  case call(Call)
  case negation(Expression, SourceSpan)
  case binary(Operator, Expression, Expression)
  case index(Expression, [Subscript], SourceSpan)
  case transpose(Expression, SourceSpan)
  /// A literal `[[1, 2], [3, 4]]`, or `[1, 2]` for one row.
  case matrix([[Expression]], SourceSpan)

  public enum Operator: String, Sendable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", matrixProduct = "@", power = "^"
    case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="

    public var isComparison: Bool {
      switch self {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
      case .add, .subtract, .multiply, .divide, .matrixProduct, .power: false
      }
    }
  }

  /// `sum(z[1], axis=0)`; `relu'(z[1])` has the order 1, `df/dx(2, 3)` is partial by `x`.
  public struct Call: Equatable, Sendable {
    public var function: String
    /// The number of primes.
    public var order: Int
    public var partial: Partial?
    public var arguments: [Expression]
    public var axis: Expression?
    /// The function with its primes, or all of `df/dx`.
    public var nameSpan: SourceSpan
    public var span: SourceSpan

    /// The function as it is typed, without its arguments: `f''`, `df/dx`.
    public var name: String {
      if let partial {
        return "\(partial.isRound ? "∂" : "d")\(function)/\(partial.isRound ? "∂" : "d")\(partial.parameter)"
      }
      return function + String(repeating: "'", count: order)
    }

    /// What `df/dx(2, 3)` is if it is not a derivative: the quotient of `df` and `dx(2, 3)`.
    public var asQuotient: Expression? {
      guard let partial, !partial.isRound else { return nil }
      let start = partial.denominatorSpan.start
      var denominator = self
      (denominator.function, denominator.partial) = (partial.denominator, nil)
      (denominator.nameSpan, denominator.span) = (partial.denominatorSpan, SourceSpan(start, span.end))
      return .binary(.divide, .name(partial.numerator, partial.numeratorSpan), .call(denominator))
    }
  }

  /// The function of a call that is a derivative not worked out, in a line of a derivation.
  public static let openDerivative = "∂"

  /// The signs of `df/dx` or `∂f/∂x` around the function.
  public struct Partial: Equatable, Sendable {
    /// `x` of `df/dx`.
    public var parameter: String
    /// Whether it is written with ∂, which can only be a derivative.
    public var isRound: Bool
    var numerator: String
    var denominator: String
    var numeratorSpan: SourceSpan
    var denominatorSpan: SourceSpan
  }

  public enum Subscript: Equatable, Sendable {
    /// A place, a list of places, or a condition.
    case at(Expression)
    case slice(Slice)

    /// The expressions in it.
    public var bounds: [Expression] {
      switch self {
      case .at(let index): [index]
      case .slice(let slice): slice.bounds
      }
    }
  }

  /// `1:4` without its end, `1..3` with it, `8:0:-2` with a step. An end that is left out is that of the axis.
  public struct Slice: Equatable, Sendable {
    public var lower: Expression?
    public var upper: Expression?
    public var step: Expression?
    /// Whether the upper end belongs to it: `1..3`.
    public var includesUpper: Bool
    public var span: SourceSpan

    public init(
      _ lower: Expression?, _ upper: Expression?, step: Expression? = nil, includesUpper: Bool = false,
      span: SourceSpan
    ) {
      (self.lower, self.upper, self.step) = (lower, upper, step)
      (self.includesUpper, self.span) = (includesUpper, span)
    }

    /// Whether it takes everything: `:`.
    public var isFull: Bool { lower == nil && upper == nil && step == nil }

    var bounds: [Expression] { [lower, upper, step].compactMap { $0 } }
  }

  public var span: SourceSpan {
    switch self {
    case .number(_, let span), .name(_, let span), .negation(_, let span), .index(_, _, let span),
      .transpose(_, let span), .matrix(_, let span):
      span
    case .call(let call): call.span
    case .binary(_, let left, let right): left.span.joined(right.span)
    }
  }

  /// The names of the values in it, not of functions.
  public var names: [String] {
    nodes.compactMap { if case .name(let name, _) = $0 { name } else { nil } }
  }
}

// MARK: Walks

extension Expression {
  /// The expressions directly inside.
  public var parts: [Expression] {
    switch self {
    case .number, .name: []
    case .call(let call): call.arguments + [call.axis].compactMap { $0 }
    case .negation(let a, _), .transpose(let a, _): [a]
    case .binary(_, let a, let b): [a, b]
    case .index(let base, let subscripts, _): [base] + subscripts.flatMap(\.bounds)
    case .matrix(let rows, _): Array(rows.joined())
    }
  }

  /// The same node with other expressions inside.
  public func mapParts(_ transform: (Expression) throws(Diagnostic) -> Expression) throws(Diagnostic) -> Expression {
    func all(_ list: [Expression]) throws(Diagnostic) -> [Expression] {
      var result: [Expression] = []
      for expression in list { result.append(try transform(expression)) }
      return result
    }
    switch self {
    case .number, .name: return self
    case .call(var call):
      call.arguments = try all(call.arguments)
      if let axis = call.axis { call.axis = try transform(axis) }
      return .call(call)
    case .negation(let a, let span): return .negation(try transform(a), span)
    case .transpose(let a, let span): return .transpose(try transform(a), span)
    case .binary(let sign, let a, let b): return .binary(sign, try transform(a), try transform(b))
    case .index(let base, let subscripts, let span):
      var list: [Subscript] = []
      for item in subscripts {
        switch item {
        case .at(let index): list.append(.at(try transform(index)))
        case .slice(var slice):
          if let lower = slice.lower { slice.lower = try transform(lower) }
          if let upper = slice.upper { slice.upper = try transform(upper) }
          if let step = slice.step { slice.step = try transform(step) }
          list.append(.slice(slice))
        }
      }
      return .index(try transform(base), list, span)
    case .matrix(let rows, let span):
      var list: [[Expression]] = []
      for row in rows { list.append(try all(row)) }
      return .matrix(list, span)
    }
  }

  /// Every node, from the outside in and from left to right. Without recursion: a sum may be long.
  public var nodes: [Expression] {
    var (result, open) = ([Expression](), [self])
    while let next = open.popLast() {
      result.append(next)
      open += next.parts.reversed()
    }
    return result
  }

  /// Every call in it, from the outside in.
  public var calls: [Call] { nodes.compactMap { if case .call(let call) = $0 { call } else { nil } } }

  /// The operands of a chain that associates to the left, `a - b + c`: the first, then each sign with the expression
  /// to its left and the one to its right.
  public var chain: (first: Expression, links: [(sign: Operator, left: Expression, right: Expression)]) {
    var (first, links) = (self, [(sign: Operator, left: Expression, right: Expression)]())
    while case .binary(let sign, let left, let right) = first {
      links.append((sign, left, right))
      first = left
    }
    return (first, links.reversed())
  }

  /// How deep it is nested; a chain counts as one.
  public var depth: Int {
    let (first, links) = chain
    let inner = links.isEmpty ? first.parts : [first] + links.map(\.right)
    return 1 + (inner.map(\.depth).max() ?? 0)
  }
}

extension Expression.Call {
  /// A call that was not typed.
  public init(_ function: String, order: Int = 0, of arguments: [Expression], axis: Expression? = nil) {
    let nowhere = SourceSpan(0, 0)
    self.init(
      function: function, order: order, arguments: arguments, axis: axis, nameSpan: nowhere, span: nowhere)
  }

  /// `(x^2)'`, or ∂u/∂v as a call of ∂ with the arguments u and v.
  public static func openDerivative(
    of arguments: [Expression], order: Int = 1, nameSpan: SourceSpan, span: SourceSpan
  ) -> Expression.Call {
    Expression.Call(
      function: Expression.openDerivative, order: order, arguments: arguments, nameSpan: nameSpan, span: span)
  }
}
