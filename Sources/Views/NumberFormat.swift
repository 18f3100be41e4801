/// How numbers are written for people: significant digits, trailing zeros dropped, an exponent where it is shorter.
public struct NumberFormat: Equatable, Sendable {
  /// Significant digits, 1…17.
  public var digits: Int

  public init(digits: Int = 6) {
    precondition(1...17 ~= digits)
    self.digits = digits
  }

  /// Powers of ten from which on an exponent is written; whole numbers are written whole up to 10¹⁵.
  private static let smallest = -4
  private static let wholeLimit = 1e15

  public func text(_ value: Double) -> String {
    guard value.isFinite else { return Self.special(value) }
    var number = DecimalDigits(value)
    if value == value.rounded(), abs(value) < Self.wholeLimit { return number.fixed(decimals: 0) }
    number.round(toDigits: digits)
    if needsExponent(number) { return number.scientific(decimals: number.digits.count - 1) }
    return number.fixed(decimals: max(number.digits.count - number.exponent, 0))
  }

  /// The numbers of a column, all with the same number of decimals or all with an exponent.
  public func aligned(_ values: [Double]) -> [String] {
    let finite = values.filter(\.isFinite)
    if finite.allSatisfy({ $0 == $0.rounded() && abs($0) < Self.wholeLimit }) { return values.map(text) }
    let numbers = finite.map { value -> DecimalDigits in
      var number = DecimalDigits(value)
      number.round(toDigits: digits)
      return number
    }.filter { !$0.digits.isEmpty }
    let largest = numbers.map(\.exponent).max() ?? 1
    let smallest = numbers.map(\.exponent).min() ?? 1
    if largest - 1 < Self.smallest || largest > max(digits, 7) || largest - smallest > 6 {
      return scientific(values, numbers)
    }
    let wanted = numbers.map { $0.digits.count - $0.exponent }.max() ?? 0
    let decimals = max(0, min(wanted, digits - min(largest, 1) + max(0, 1 - largest)))
    return values.map { $0.isFinite ? DecimalDigits($0).fixed(decimals: decimals) : Self.special($0) }
  }

  private func scientific(_ values: [Double], _ numbers: [DecimalDigits]) -> [String] {
    let decimals = max(numbers.map(\.digits.count).max() ?? 1, 1) - 1
    return values.map { value in
      guard value.isFinite else { return Self.special(value) }
      if value == 0 { return "0" }
      var number = DecimalDigits(value)
      number.round(toDigits: digits)
      return number.scientific(decimals: decimals)
    }
  }

  private func needsExponent(_ number: DecimalDigits) -> Bool {
    guard !number.digits.isEmpty else { return false }
    return number.exponent - 1 < Self.smallest || number.exponent > max(digits, 7)
  }

  private static func special(_ value: Double) -> String {
    value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }
}
