import Engine
import Language

/// Numbers as they were written: each means every number that rounds to it.
struct WrittenDigits {
  let values: Matrix<Double>
  /// Half a unit of the last written digit of each entry.
  private let tolerances: [Double]
  /// The significant digits of each entry; 0 for 0.
  let digits: [Int]

  /// The digits of an expression that is a number or a matrix of numbers; `nil` for any other.
  init?(_ expression: Expression, in source: String) {
    var rows: [[Expression]] = [[expression]]
    if case .matrix(let entries, _) = expression { rows = entries }
    let numbers = rows.map { row in row.compactMap { Number($0, Array(source.utf8)) } }
    guard let first = numbers.first, numbers.allSatisfy({ $0.count == rows[0].count }), !first.isEmpty else {
      return nil
    }
    values = Matrix(numbers.map { $0.map(\.value) })
    tolerances = numbers.joined().map(\.tolerance)
    digits = numbers.joined().map(\.digits)
  }

  /// The most digits of any entry.
  var most: Int { digits.max() ?? 0 }
  var fewest: Int { digits.min() ?? 0 }
  /// The digits of all entries together, by which values are told apart.
  var total: Int { digits.reduce(0, +) }

  /// Whether every entry of a matrix rounds to what is written.
  func matches(_ other: Matrix<Double>) -> Bool {
    other.shape == values.shape && values.elements.indices.allSatisfy { matches(other.elements[$0], at: $0) }
  }

  /// Whether every entry has at most its last digit wrong, by one.
  func isWithinOneUnit(of other: Matrix<Double>) -> Bool {
    other.shape == values.shape
      && values.elements.indices.allSatisfy { abs(values.elements[$0] - other.elements[$0]) <= 2 * tolerances[$0] }
  }

  /// Whether a number rounds to the entry at a place.
  func matches(_ number: Double, at place: Int) -> Bool {
    let value = values.elements[place]
    // Float64 gives about 15 digits of a sum, however many are written.
    return abs(value - number) <= max(tolerances[place] * (1 + 1e-9), 1e-13 * abs(value))
  }

  private struct Number {
    var value, tolerance: Double
    var digits: Int

    init?(_ expression: Expression, _ source: [UInt8]) {
      switch expression {
      case .negation(let inner, _):
        guard let number = Number(inner, source) else { return nil }
        self = number
        value = -value
      case .number(let x, let span):
        guard span.end <= source.count else { return nil }
        let parts = source[span.start..<span.end].split(
          omittingEmptySubsequences: false, whereSeparator: { $0 | 0x20 == UInt8(ascii: "e") })
        let mantissa = parts[0].filter { $0 == UInt8(ascii: ".") || 48...57 ~= $0 }
        let decimals = mantissa.firstIndex(of: UInt8(ascii: ".")).map { mantissa.count - 1 - $0 } ?? 0
        let exponent = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
        value = x
        digits = mantissa.filter { $0 != UInt8(ascii: ".") }.drop { $0 == 48 }.count
        tolerance = 0.5 * Self.power(of: exponent - decimals)
      default: return nil
      }
    }

    private static func power(of exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
  }
}
