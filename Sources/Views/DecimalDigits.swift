/// A finite number as the decimal digits that name it: `d₀.d₁d₂… × 10^exponent`, without trailing zeros.
///
/// The digits are the shortest that read back as the same number, so 0.15 is `15`, not 0.1499999999999999944….
/// Rounding works on them, halves away from zero: 0.15 to one digit is 0.2, as a reader of `0.15` expects.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// Each 0…9; the first is not 0. Empty for zero.
  var digits: [UInt8]
  var exponent: Int

  /// - Precondition: `value` is finite.
  init(_ value: Double) {
    precondition(value.isFinite)
    isNegative = value < 0
    let parts = value.magnitude.description.split(separator: "e")
    let point = UInt8(ascii: ".")
    digits = parts[0].utf8.filter { $0 != point }.map { $0 - UInt8(ascii: "0") }
    exponent = parts[0].utf8.prefix { $0 != point }.count - 1
    if parts.count > 1 { exponent += Int(parts[1]) ?? 0 }
    trim()
  }

  var isZero: Bool { digits.isEmpty }

  /// The same to at most `count` significant digits.
  func rounded(to count: Int) -> DecimalDigits {
    guard digits.count > count else { return self }
    var result = self
    result.digits = count > 0 ? Array(digits[..<count]) : []
    if count >= 0, digits[count] >= 5 { result.addOneInLastPlace() }
    result.trim()
    return result
  }

  /// The same to at most `count` digits after the point.
  func rounded(toDecimals count: Int) -> DecimalDigits { rounded(to: exponent + 1 + count) }

  /// Each 9 at the end carries and becomes a zero, which is not stored.
  private mutating func addOneInLastPlace() {
    while digits.last == 9 { digits.removeLast() }
    if digits.isEmpty { (digits, exponent) = ([0], exponent + 1) }
    digits[digits.count - 1] += 1
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent = digits.isEmpty ? 0 : exponent - zeros
    if digits.isEmpty { isNegative = false }
  }
}

extension DecimalDigits {
  /// Without an exponent, with at least `decimals` digits after the point.
  func fixed(decimals: Int = 0) -> String { text(point: exponent, decimals: decimals) }

  /// `d.ddde-10`: with an exponent, and at least `decimals` digits after the point.
  func scientific(decimals: Int = 0) -> String { isZero ? "0" : text(point: 0, decimals: decimals) + "e\(exponent)" }

  /// With the point after the digit at index `point`.
  private func text(point: Int, decimals: Int) -> String {
    let places = max(decimals, digits.count - 1 - point)
    let fraction = places > 0 ? "." + text(point + 1...point + places) : ""
    return (isNegative ? "-" : "") + text(min(0, point)...point) + fraction
  }

  /// The digits at these indices, zeros outside the number.
  private func text(_ indices: ClosedRange<Int>) -> String {
    let shown = indices.map { digits.indices.contains($0) ? digits[$0] : 0 }
    return String(decoding: shown.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
