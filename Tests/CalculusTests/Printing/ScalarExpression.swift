import Language
import RealModule

/// The functions of scalars that the tests of printers need.
enum ScalarFunction {
  static func power(_ a: Double, _ b: Double) -> Double {
    if b == 2 { return a * a }
    guard a < 0, b == b.rounded() else { return .pow(a, b) }
    let isOdd = b.truncatingRemainder(dividingBy: 2) != 0
    return isOdd ? -.pow(-a, b) : .pow(-a, b)
  }

  static func value(_ name: String, _ arguments: [Double]) -> Double {
    guard let x = arguments.first else { return .nan }
    switch name {
    case "exp": return .exp(x)
    case "abs": return x.magnitude
    case "sin": return .sin(x)
    case "tanh": return .tanh(x)
    case "sqrt": return x.squareRoot()
    case "where" where arguments.count == 3: return x != 0 ? arguments[1] : arguments[2]
    default: return .nan
    }
  }

  static func comparison(_ sign: String, _ a: Double, _ b: Double) -> Double {
    switch sign {
    case "==": a == b ? 1 : 0
    case "!=": a != b ? 1 : 0
    case "<": a < b ? 1 : 0
    case "<=": a <= b ? 1 : 0
    case ">": a > b ? 1 : 0
    default: a >= b ? 1 : 0
    }
  }
}

extension Expression {
  /// Its value if the names in it are numbers.
  func scalar(_ values: [String: Double]) -> Double {
    switch self {
    case .number(let value, _): return value
    case .name(let name, _): return values[name] ?? .nan
    case .negation(let a, _): return -a.scalar(values)
    case .call(let call): return ScalarFunction.value(call.function, call.arguments.map { $0.scalar(values) })
    case .binary(let sign, let left, let right):
      let (a, b) = (left.scalar(values), right.scalar(values))
      switch sign {
      case .add: return a + b
      case .subtract: return a - b
      case .multiply: return a * b
      case .divide: return a / b
      case .power: return ScalarFunction.power(a, b)
      case .matrixProduct: return .nan
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return ScalarFunction.comparison(sign.rawValue, a, b)
      }
    case .index, .transpose, .matrix: return .nan
    }
  }
}
