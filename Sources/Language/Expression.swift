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
  }

  /// `sum(z[1], axis=0)`; `relu'(z[1])` has `isDerivative`.
  public struct Call: Equatable, Sendable {
    public var function: String
    public var isDerivative: Bool
    public var arguments: [Expression]
    public var axis: Expression?
    public var nameSpan: SourceSpan
    public var span: SourceSpan
  }

  public enum Subscript: Equatable, Sendable {
    case at(Expression)
    /// `lower:upper`, either end left out.
    case slice(Expression?, Expression?, SourceSpan)

    /// The expressions in it.
    public var bounds: [Expression] {
      switch self {
      case .at(let index): [index]
      case .slice(let lower, let upper, _): [lower, upper].compactMap { $0 }
      }
    }
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
    switch self {
    case .number: []
    case .name(let name, _): [name]
    case .negation(let operand, _), .transpose(let operand, _): operand.names
    case .binary(_, let left, let right): left.names + right.names
    case .index(let base, let subscripts, _): base.names + subscripts.flatMap(\.bounds).flatMap(\.names)
    case .matrix(let rows, _): rows.joined().flatMap(\.names)
    case .call(let call): call.arguments.flatMap(\.names)
    }
  }
}
