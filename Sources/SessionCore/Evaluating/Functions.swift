import Engine
import RealModule

/// A function of the shell's expressions.
public struct Function: Sendable {
  /// What a function does with its arguments; the shape rules follow from it.
  public enum Rule: Sendable {
    /// Each entry by itself.
    case entrywise(@Sendable (Double) -> Double)
    /// Two arguments entry by entry.
    case entrywisePair(@Sendable (Double, Double) -> Double)
    /// All entries, or each row or column, to one number.
    case reduction(@Sendable ([Double]) -> Double)
    /// Row by row, keeping the shape.
    case rowwise(@Sendable (Matrix<Double>) -> Matrix<Double>)
    case transpose, diagonal, outer, oneHot, zeros, ones, unit
  }

  public let name: String
  public let summary: String
  public let rule: Rule

  var arity: ClosedRange<Int> {
    switch rule {
    case .entrywise, .reduction, .rowwise, .transpose, .diagonal, .unit: 1...1
    case .entrywisePair, .outer, .oneHot: 2...2
    case .zeros, .ones: 1...2
    }
  }

  public var takesAxis: Bool { if case .reduction = rule { true } else { false } }
}

extension Function {
  /// Every function by name; a derivative is named with `'`.
  public static let all: [String: Function] = Dictionary(
    uniqueKeysWithValues: (mathematics + activations + reductions + structures).map { ($0.name, $0) })

  public static let mathematics: [Function] = [
    Function(name: "exp", summary: "e^x", rule: .entrywise { .exp($0) }),
    Function(name: "log", summary: "natural logarithm", rule: .entrywise { .log($0) }),
    Function(name: "log1p", summary: "log(1 + x), exact near 0", rule: .entrywise { .log(onePlus: $0) }),
    Function(name: "expm1", summary: "e^x − 1, exact near 0", rule: .entrywise { .expMinusOne($0) }),
    Function(name: "sqrt", summary: "square root", rule: .entrywise { $0.squareRoot() }),
    Function(name: "abs", summary: "absolute value", rule: .entrywise { abs($0) }),
    Function(
      name: "sign", summary: "−1, 0 or 1", rule: .entrywise { $0.isNaN ? $0 : $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }),
    Function(name: "sin", summary: "sine", rule: .entrywise { .sin($0) }),
    Function(name: "cos", summary: "cosine", rule: .entrywise { .cos($0) }),
    Function(name: "tan", summary: "tangent", rule: .entrywise { .tan($0) }),
    Function(name: "erf", summary: "error function", rule: .entrywise { .erf($0) }),
    Function(name: "round", summary: "nearest integer", rule: .entrywise { $0.rounded() }),
    Function(name: "floor", summary: "next integer below", rule: .entrywise { $0.rounded(.down) }),
    Function(name: "maximum", summary: "the larger of two, entry by entry", rule: .entrywisePair { Swift.max($0, $1) }),
    Function(
      name: "minimum", summary: "the smaller of two, entry by entry", rule: .entrywisePair { Swift.min($0, $1) }),
  ]

  public static let activations: [Function] = Activation.allCases.flatMap { activation -> [Function] in
    let name = activation.functionName
    guard activation.isElementwise else {
      return [Function(name: name, summary: "\(name) of each row", rule: .rowwise { activation.values($0) })]
    }
    return [
      Function(name: name, summary: "activation \(activation.rawValue)", rule: .entrywise { activation.value($0) }),
      Function(
        name: name + "'", summary: "derivative of \(activation.rawValue)",
        rule: .entrywise { activation.derivative($0) }),
    ]
  }

  public static let reductions: [Function] = [
    Function(name: "sum", summary: "sum of all entries, or along axis 0 or 1", rule: .reduction { $0.reduce(0, +) }),
    Function(
      name: "mean", summary: "mean of all entries, or along axis 0 or 1",
      rule: .reduction { $0.reduce(0, +) / Double($0.count) }),
    Function(
      name: "max", summary: "largest entry",
      rule: .reduction { $0.reduce(-.infinity) { $1.isNaN ? $1 : Swift.max($0, $1) } }),
    Function(
      name: "min", summary: "smallest entry",
      rule: .reduction { $0.reduce(.infinity) { $1.isNaN ? $1 : Swift.min($0, $1) } }),
    Function(
      name: "argmax", summary: "index of the largest entry; in each row with axis 1",
      rule: .reduction { row in Double(row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 } ?? 0) }),
    Function(
      name: "norm", summary: "Euclidean norm",
      rule: .reduction { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }),
  ]

  public static let structures: [Function] = [
    Function(name: "transpose", summary: "rows become columns, like .T", rule: .transpose),
    Function(name: "diag", summary: "the diagonal of a matrix, or a matrix with this diagonal", rule: .diagonal),
    Function(name: "outer", summary: "outer(u, v)[i, j] = u[i] v[j]", rule: .outer),
    Function(name: "onehot", summary: "one-hot rows: one row a label, 1 in the column of its class", rule: .oneHot),
    Function(name: "zeros", summary: "zeros(rows, columns)", rule: .zeros),
    Function(name: "ones", summary: "ones(rows, columns)", rule: .ones),
    Function(name: "eye", summary: "unit matrix", rule: .unit),
  ]
}
