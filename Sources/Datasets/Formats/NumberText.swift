/// Decimal numbers as data files write them: `-1.5e-3`, or `1,5` if commas are decimal.
enum NumberText {
  private static let powersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// The nearest double; nil for anything else, also for `nan`, `inf` and hexadecimal.
  ///
  /// Up to 15 digits and powers of ten up to 22 are exact doubles, so one division rounds correctly; the rest goes to
  /// the standard library.
  /// - Source: W. Clinger, "How to read floating point numbers accurately", 1990.
  static func parse(_ text: ArraySlice<UInt8>, decimalComma: Bool = false) -> Double? {
    let trimmed = trim(text)
    let mark = UInt8(ascii: decimalComma && !trimmed.contains(UInt8(ascii: ".")) ? "," : ".")
    return short(trimmed, mark: mark) ?? long(trimmed, mark: mark)
  }

  static func trim(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var trimmed = text
    while let first = trimmed.first, first == 0x20 || first == 0x09 { trimmed.removeFirst() }
    while let last = trimmed.last, last == 0x20 || last == 0x09 { trimmed.removeLast() }
    return trimmed
  }

  private static func short(_ text: ArraySlice<UInt8>, mark: UInt8) -> Double? {
    let isNegative = text.first == UInt8(ascii: "-")
    var mantissa: Int64 = 0
    var digits = 0
    var places: Int?
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      if byte == mark && places == nil {
        places = 0
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9, digits < 15 else { return nil }
      mantissa = mantissa &* 10 &+ Int64(digit)
      digits += 1
      places = places.map { $0 + 1 }
    }
    guard digits > 0 else { return nil }
    let value = Double(mantissa) / powersOfTen[places ?? 0]
    return isNegative ? -value : value
  }

  private static func long(_ text: ArraySlice<UInt8>, mark: UInt8) -> Double? {
    let known = Array("0123456789+-eE".utf8) + [mark]
    guard text.allSatisfy(known.contains) else { return nil }
    let dotted = text.map { $0 == mark ? UInt8(ascii: ".") : $0 }
    return Double(String(decoding: dotted, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Whether a field is a number or marks a missing one: it is not a header.
  static func isNumberLike(_ text: ArraySlice<UInt8>, decimalComma: Bool) -> Bool {
    if parse(text, decimalComma: decimalComma) != nil { return true }
    let word = String(decoding: trim(text), as: UTF8.self).lowercased()
    return ["", "nan", "inf", "-inf", "+inf", "infinity", "-infinity", "na", "n/a", "null", "none"].contains(word)
  }
}
