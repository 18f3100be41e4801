/// The exact value of a written number: sign × digits × 10^exponent.
///
/// `Double` is precise enough for short numbers only: of 17 digits, half a unit of the last is below its spacing.
struct DecimalNumeral: Equatable, Sendable {
  var isNegative: Bool
  /// The digits as written, each 0…9.
  var digits: [UInt8]
  /// The power of ten of the last digit.
  var exponent: Int
  /// Whether it has neither a decimal point nor an exponent.
  var isInteger: Bool

  /// Whether a value rounds to this numeral: |value − self| ≤ half a unit of the last digit written; an integer must be equal.
  func accepts(_ value: DecimalNumeral) -> Bool {
    let isFlipped = isNegative
    let value = value.negated(isFlipped)
    let magnitude = negated(isFlipped)
    if isInteger { return value.isInteger && value.order(magnitude) == 0 }
    return value.order(magnitude.upperBound) <= 0 && value.order(magnitude.lowerBound) >= 0
  }

  private func negated(_ isNegated: Bool) -> DecimalNumeral {
    var copy = self
    copy.isNegative = isNegative != isNegated
    return copy
  }

  /// Half a unit more: the digits followed by a 5.
  private var upperBound: DecimalNumeral {
    DecimalNumeral(isNegative: false, digits: digits + [5], exponent: exponent - 1, isInteger: false)
  }

  /// Half a unit less: the digits less one, followed by a 5; negative for zero.
  private var lowerBound: DecimalNumeral {
    guard let last = digits.lastIndex(where: { $0 > 0 }) else { return upperBound.negated(true) }
    var lower = upperBound
    lower.digits[last] -= 1
    for index in digits.index(after: last)..<digits.endIndex { lower.digits[index] = 9 }
    return lower
  }

  /// −1, 0 or 1: less than, equal to or greater than the other.
  private func order(_ other: DecimalNumeral) -> Int {
    let (left, right) = (sign, other.sign)
    if left != right { return left < right ? -1 : 1 }
    return left * magnitudeOrder(other)
  }

  private var sign: Int { digits.allSatisfy { $0 == 0 } ? 0 : isNegative ? -1 : 1 }

  private func magnitudeOrder(_ other: DecimalNumeral) -> Int {
    let (left, right) = (digits.drop { $0 == 0 }, other.digits.drop { $0 == 0 })
    let (leftTop, rightTop) = (left.count + exponent, right.count + other.exponent)
    if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
    for offset in 0..<max(left.count, right.count) {
      let a = offset < left.count ? left[left.startIndex + offset] : 0
      let b = offset < right.count ? right[right.startIndex + offset] : 0
      if a != b { return a < b ? -1 : 1 }
    }
    return 0
  }
}

extension DecimalNumeral {
  /// The numeral that starts at an index: `[+-] digits [. digits] [e [+-] digits]`, with a digit before or after the point.
  static func read(_ text: ArraySlice<UInt8>) -> (numeral: DecimalNumeral, end: Int)? {
    var reader = ByteReader(text)
    let sign = reader.take { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let whole = reader.digits()
    var fraction: ArraySlice<UInt8> = []
    var isInteger = true
    if reader.next == UInt8(ascii: "."), !whole.isEmpty || reader.hasDigit(after: 1) {
      reader.position += 1
      fraction = reader.digits()
      isInteger = false
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let power = reader.exponent()
    let digits = (whole + fraction).map { $0 - UInt8(ascii: "0") }
    let numeral = DecimalNumeral(
      isNegative: sign == UInt8(ascii: "-"), digits: digits, exponent: (power ?? 0) - fraction.count,
      isInteger: isInteger && power == nil)
    return (numeral, reader.position)
  }
}

private struct ByteReader {
  let text: ArraySlice<UInt8>
  var position: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var next: UInt8? { position < text.endIndex ? text[position] : nil }

  mutating func take(_ isWanted: (UInt8) -> Bool) -> UInt8? {
    guard let next, isWanted(next) else { return nil }
    position += 1
    return next
  }

  mutating func digits() -> ArraySlice<UInt8> {
    let digits = text[position...].prefix(while: isDigit)
    position = digits.endIndex
    return digits
  }

  func hasDigit(after count: Int) -> Bool {
    position + count < text.endIndex && isDigit(text[position + count])
  }

  /// The power of ten after `e`; `nil` if no digit follows. One that is too large for `Int` is read as a million.
  mutating func exponent() -> Int? {
    guard next == UInt8(ascii: "e") || next == UInt8(ascii: "E") else { return nil }
    let start = position
    position += 1
    let sign = take { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let digits = digits()
    if digits.isEmpty {
      position = start
      return nil
    }
    let magnitude = min(Int(String(decoding: digits, as: UTF8.self)) ?? .max, 1_000_000)
    return sign == UInt8(ascii: "-") ? -magnitude : magnitude
  }
}

func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
