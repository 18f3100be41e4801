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
    digits = []
    exponent = 0
    var point: Int?
    var power = 0
    let text = Array(value.magnitude.description.utf8)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        power = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
    }
    exponent = (point ?? digits.count) - 1 + power
    trim()
  }

  var isZero: Bool { digits.isEmpty }

  /// The same to at most `count` significant digits.
  func rounded(to count: Int) -> DecimalDigits {
    guard digits.count > count else { return self }
    var result = self
    result.digits = count > 0 ? Array(digits[..<count]) : []
    if count >= 0, digits[count] >= 5 { result.addOneInLastPlace(count) }
    result.trim()
    return result
  }

  /// The same to at most `count` digits after the point.
  func rounded(toDecimals count: Int) -> DecimalDigits { rounded(to: exponent + 1 + count) }

  private mutating func addOneInLastPlace(_ count: Int) {
    for index in stride(from: count - 1, through: 0, by: -1) {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    exponent += 1
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
  func fixed(decimals: Int = 0) -> String {
    let whole = exponent < 0 || isZero ? "0" : text((0...exponent).map(digit))
    let places = max(decimals, isZero ? 0 : digits.count - 1 - exponent)
    let fraction = places > 0 ? "." + text((1...places).map { digit(exponent + $0) }) : ""
    return sign + whole + fraction
  }

  /// `d.ddde-10`: with an exponent, and at least `decimals` digits after the point.
  func scientific(decimals: Int = 0) -> String {
    guard !isZero else { return "0" }
    let places = max(decimals, digits.count - 1)
    let fraction = places > 0 ? "." + text((1...places).map(digit)) : ""
    return sign + text([digits[0]]) + fraction + "e\(exponent)"
  }

  private var sign: String { isNegative ? "-" : "" }
  private func digit(_ index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }
  private func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
