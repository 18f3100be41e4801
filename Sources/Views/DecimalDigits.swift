/// A number as decimal digits: 0.d₁d₂d₃… · 10^exponent.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// Without zeros at the front; empty for 0.
  var digits: [UInt8]
  var exponent: Int

  /// The shortest digits that read back as the number.
  /// - Precondition: the value is finite.
  init(_ value: Double) {
    precondition(value.isFinite)
    isNegative = value < 0
    digits = []
    exponent = 0
    var point: Int?
    var power = 0
    let parts = value.magnitude.description.split(separator: "e")
    for character in parts[0] {
      if let digit = character.wholeNumberValue { digits.append(UInt8(digit)) } else { point = digits.count }
    }
    if parts.count > 1 { power = Int(parts[1]) ?? 0 }
    exponent = (point ?? digits.count) + power
    while digits.first == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  /// Rounded, half up, to so many digits; fewer than one leaves nothing or a 1.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      exponent = 0
      return
    }
    let roundsUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if roundsUp { increment() }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  private mutating func increment() {
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  /// With so many digits behind the point: `0.150`.
  func fixed(decimals: Int) -> String {
    var rounded = self
    rounded.round(toDigits: exponent + decimals)
    let sign = isNegative && !rounded.digits.isEmpty ? "-" : ""
    func digit(_ place: Int) -> Character {
      let index = rounded.exponent - 1 - place
      return rounded.digits.indices.contains(index) ? Character(String(rounded.digits[index])) : "0"
    }
    let whole = (0..<max(rounded.exponent, 1)).reversed().map(digit)
    let part = (0..<max(decimals, 0)).map { digit(-$0 - 1) }
    return sign + String(whole) + (part.isEmpty ? "" : "." + String(part))
  }

  /// With one digit before the point and a power of ten: `1.5e-07`.
  func scientific(decimals: Int) -> String {
    let first = digits.first.map { String($0) } ?? "0"
    let rest = (1..<(1 + max(decimals, 0))).map { $0 < digits.count ? String(digits[$0]) : "0" }.joined()
    let power = digits.isEmpty ? 0 : exponent - 1
    let magnitude = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
    return (isNegative ? "-" : "") + first + (rest.isEmpty ? "" : "." + rest) + "e" + (power < 0 ? "-" : "+")
      + magnitude
  }
}
