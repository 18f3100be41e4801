import Calculus
import Engine

extension Function {
  /// Every function by its name; that of a derivative ends in `'`.
  public static let all: [String: Function] = Dictionary(
    uniqueKeysWithValues: (mathematics + conditions + activations + statistics + structures + linearAlgebra + random)
      .map { ($0.name, $0) })

  /// The elementary functions, but those that are activations as well.
  public static let mathematics: [Function] =
    Elementary.allCases.filter { elementary in
      !Activation.allCases.contains { $0.functionName == elementary.rawValue }
    }.map(Function.init) + [
      Function("clip", "clip(x, low, high): x, but not below low and not above high", .clamp, 3...3)
    ]

  private init(_ elementary: Elementary) {
    let name = elementary.rawValue
    switch elementary.arity {
    case 1 where elementary == .round:
      self.init(
        name, "nearest integer, or number with n decimals; halves to the even one", .entrywisePair(Self.rounded), 1...2,
        defaults: [0])
    case 1: self.init(name, elementary.summary, .entrywise { elementary.value($0) })
    default: self.init(name, elementary.summary, .entrywisePair { elementary.value($0, $1) }, 2...2)
    }
  }

  /// The nearest number with some decimals, as NumPy computes it.
  private static func rounded(_ x: Double, decimals: Double) -> Double {
    let n = decimals.rounded()
    if n == 0 { return Elementary.round.value(x) }
    var power = 1.0
    for _ in 0..<Int(Swift.min(n.magnitude, 310)) { power *= 10 }
    let scaled = n > 0 ? x * power : x / power
    // Beyond 2⁵² there are no decimals.
    guard scaled.magnitude < 4.5e15 else { return x }
    return n > 0 ? Elementary.round.value(scaled) / power : Elementary.round.value(scaled) * power
  }

  /// `x > 1 and x < 4`, entry by entry.
  public static let conditions: [Function] = [
    Function("and", "1 where both are not 0, else 0", .entrywisePair { $0 != 0 && $1 != 0 ? 1 : 0 }, 2...2),
    Function("or", "1 where one of them is not 0, else 0", .entrywisePair { $0 != 0 || $1 != 0 ? 1 : 0 }, 2...2),
    Function("not", "1 where it is 0, else 0", .entrywise { $0 != 0 ? 0 : 1 }),
    Function("where", "where(c, x, y): x where c is not 0, else y, entry by entry", .choice, 3...3),
  ]

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

  public static let statistics: [Function] =
    Statistic.allCases.map { Function($0.rawValue, $0.summary, .reduction($0)) }
    + AxisFunction.allCases.map { Function($0.rawValue, $0.summary, .scan($0)) }

  public static let structures: [Function] = [
    Function("transpose", "rows become columns, like .T", .layout(.transpose)),
    Function("hcat", "matrices side by side: hcat(x, ones(B, 1))", .layout(.hcat), 1...mostArguments),
    Function("vcat", "matrices below each other", .layout(.vcat), 1...mostArguments),
    Function("reshape", "the entries, row after row, in another shape; −1 is what is left", .layout(.reshape), 2...3),
    Function("flatten", "the entries as one row, row after row", .layout(.flatten)),
    Function("shape", "the numbers of rows and columns", .layout(.size)),
    Function("diag", "the diagonal of a matrix, or a matrix with this diagonal", .layout(.diagonal)),
    Function("onehot", "one-hot rows: one row a label, 1 in the column of its class", .oneHot, 2...2),
    Function("zeros", "zeros(rows, columns)", .layout(.zeros), 1...2),
    Function("ones", "ones(rows, columns)", .layout(.ones), 1...2),
    Function("eye", "unit matrix", .layout(.unit)),
    Function("arange", "numbers from start to before end, as a row", .layout(.arange), 1...3),
    Function(
      "linspace", "numbers at equal distances, both ends included, as a row", .layout(.linspace), 2...3,
      defaults: [50]),
  ]

  public static let linearAlgebra: [Function] = [
    Function("dot", "of two rows the sum of products, of matrices the product @", .product(.dot), 2...2),
    Function("outer", "outer(u, v)[i, j] = u[i] v[j]", .product(.outer), 2...2),
    Function("kron", "Kronecker product: a block a[i, j] B for each entry of A", .product(.kron), 2...2),
    Function("trace", "sum of the diagonal", .product(.trace)),
    Function("inv", "inverse of a square matrix", .solving(.inverse)),
    Function("det", "determinant of a square matrix", .solving(.determinant)),
    Function("jacobian", "jacobian(f, x)[i, j] = ∂f(x)[i]/∂x[j], of a row x", .jacobian, 2...2),
  ]

  public static let random: [Function] = [
    Function("rand", "numbers from 0 to before 1 of the random stream", .drawing(.uniform), 0...2),
    Function("randn", "normally distributed numbers of the random stream", .drawing(.normal), 0...2),
  ]
}
