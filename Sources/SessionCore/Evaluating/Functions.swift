import Calculus
import Engine

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
    /// The numbers of rows and columns.
    case size
    /// Entry by entry: the second argument where the first is not 0, else the third.
    case choice
  }

  public let name: String
  public let summary: String
  public let rule: Rule

  init(_ name: String, _ summary: String, _ rule: Rule) {
    self.name = name
    self.summary = summary
    self.rule = rule
  }

  var arity: ClosedRange<Int> {
    switch rule {
    case .entrywise, .reduction, .rowwise, .transpose, .diagonal, .unit, .size: 1...1
    case .entrywisePair, .outer, .oneHot: 2...2
    case .zeros, .ones: 1...2
    case .choice: 3...3
    }
  }

  public var takesAxis: Bool { if case .reduction = rule { true } else { false } }
}

extension Function {
  /// Every function by its name; that of a derivative ends in `'`.
  public static let all: [String: Function] = Dictionary(
    uniqueKeysWithValues: (mathematics + activations + reductions + structures).map { ($0.name, $0) })

  /// The elementary functions, but those that are activations as well.
  public static let mathematics: [Function] = Elementary.allCases.filter { elementary in
    !Activation.allCases.contains { $0.functionName == elementary.rawValue }
  }.map { elementary in
    Function(
      elementary.rawValue, elementary.summary,
      elementary.arity == 1
        ? .entrywise { elementary.value($0) } : .entrywisePair { elementary.value($0, $1) })
  }

  static let activations: [Function] = Activation.allCases.flatMap { activation -> [Function] in
    let name = activation.functionName
    guard activation.isElementwise else {
      return [Function(name, "\(name) of each row", .rowwise { activation.values($0) })]
    }
    return [
      Function(name, "activation \(activation.name)", .entrywise { activation.value($0) }),
      Function(name + "'", "derivative of \(activation.name)", .entrywise { activation.derivative($0) }),
    ]
  }

  public static let reductions: [Function] = [
    Function("sum", "sum of all entries, or along axis 0 or 1", .reduction { $0.reduce(0, +) }),
    Function("mean", "mean of all entries, or along axis 0 or 1", .reduction { $0.reduce(0, +) / Double($0.count) }),
    Function("max", "largest entry", .reduction { $0.reduce(-.infinity) { $1.isNaN ? $1 : Swift.max($0, $1) } }),
    Function("min", "smallest entry", .reduction { $0.reduce(.infinity) { $1.isNaN ? $1 : Swift.min($0, $1) } }),
    Function(
      "argmax", "index of the largest entry; in each row with axis 1",
      .reduction { row in Double(row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 } ?? 0) }),
    Function("norm", "Euclidean norm", .reduction { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }),
  ]

  public static let structures: [Function] = [
    Function("where", "where(c, x, y): x where c is not 0, else y, entry by entry", .choice),
    Function("transpose", "rows become columns, like .T", .transpose),
    Function("diag", "the diagonal of a matrix, or a matrix with this diagonal", .diagonal),
    Function("outer", "outer(u, v)[i, j] = u[i] v[j]", .outer),
    Function("onehot", "one-hot rows: one row a label, 1 in the column of its class", .oneHot),
    Function("zeros", "zeros(rows, columns)", .zeros),
    Function("ones", "ones(rows, columns)", .ones),
    Function("eye", "unit matrix", .unit),
    Function("shape", "the numbers of rows and columns", .size),
  ]
}
