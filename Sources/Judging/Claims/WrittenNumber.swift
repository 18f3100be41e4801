import Calculus
import Engine
import Language
import SessionCore

/// A number as it was typed or pasted: a claim about the digits that are written.
struct WrittenNumber {
  let value: Double
  /// The significant digits that are written, 3 in `0.0123`; 0 for zero.
  let digits: Int
  /// The value of a unit of the last written digit, 1e-4 in `0.0123`.
  let unit: Double
  /// Whether it has a decimal point or an exponent; an integer is as exact as a count.
  let isDecimal: Bool

  /// - Parameter text: a decimal numeral, `-0.0123`, `1e-5`.
  init?(_ text: String) {
    let plain = text.filter { $0 != "_" && !$0.isWhitespace }
    guard let value = Double(plain) else { return nil }
    let parts = plain.lowercased().split(separator: "e", maxSplits: 1)
    let mantissa = parts.first.map(String.init) ?? ""
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let decimals =
      mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    self.value = value
    digits = mantissa.filter(\.isNumber).drop { $0 == "0" }.count
    unit = Double("1e\(exponent - decimals)") ?? 0
    isDecimal = mantissa.contains(".") || parts.count > 1
  }

  /// How a number relates to what was written.
  enum Match: Equatable {
    /// It is what the number rounds to, within half a unit of the last digit or what Float64 can promise.
    case right
    /// It is what the number rounds to in single precision, which has about 7 digits.
    case single
    /// Too few digits are written to say.
    case tooCoarse
    case wrong
  }

  /// - Parameter exact: the computed number, with what rounding can have done to it.
  func match(_ exact: Bounded) -> Match {
    let difference = (value - exact.value).magnitude
    // Others compute the same number with as much rounding.
    if difference <= 4 * exact.error + 4 * exact.value.ulp { return .right }
    if difference.isNaN { return .wrong }
    guard difference <= 0.5 * unit * (1 + 1e-9) else { return isSingle(exact) ? .single : .wrong }
    if digits == 0 { return isDecimal && exact.value.magnitude < 0.5 * unit ? .tooCoarse : .wrong }
    return isDecimal || digits > 1 ? .right : .tooCoarse
  }

  /// Whether it is a value of single precision as it is printed, and near enough.
  private func isSingle(_ exact: Bounded) -> Bool {
    guard 7...9 ~= digits, value != 0 else { return false }
    let isPrinted = (Double(Float(value)) - value).magnitude <= 0.5 * unit * (1 + 1e-9)
    return isPrinted && (value - exact.value).magnitude <= 4 * Double(Float.ulpOfOne) * exact.value.magnitude
  }
}

extension WrittenNumber {
  /// The numbers of a written expression, row by row; `nil` if it is no such expression.
  static func all(in expression: Expression, source: String) -> WrittenMatrix? {
    switch expression {
    case .number(_, let span):
      let bytes = Array(source.utf8)
      guard span.end <= bytes.count else { return nil }
      let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      return WrittenNumber(text).map { WrittenMatrix(rows: 1, columns: 1, numbers: [$0]) }
    case .negation(let operand, _):
      guard let inner = all(in: operand, source: source) else { return nil }
      return WrittenMatrix(rows: inner.rows, columns: inner.columns, numbers: inner.numbers.map(\.negated))
    case .matrix(let rows, _):
      var numbers: [WrittenNumber] = []
      for entry in rows.joined() {
        guard let inner = all(in: entry, source: source), inner.numbers.count == 1 else { return nil }
        numbers += inner.numbers
      }
      return WrittenMatrix(rows: rows.count, columns: rows[0].count, numbers: numbers)
    case .name, .call, .binary, .index, .transpose: return nil
    }
  }

  private init(value: Double, digits: Int, unit: Double, isDecimal: Bool) {
    (self.value, self.digits, self.unit, self.isDecimal) = (value, digits, unit, isDecimal)
  }

  var negated: WrittenNumber { WrittenNumber(value: -value, digits: digits, unit: unit, isDecimal: isDecimal) }
}

/// A matrix of numbers as they were typed or pasted, row by row.
struct WrittenMatrix {
  let rows: Int
  let columns: Int
  let numbers: [WrittenNumber]
}
