/// The rounding of decimal numbers.
enum Rounding {
  /// A number with fewer digits is too coarse to be called right.
  static let fewestDigits = 2

  /// Whether `value`, with `digits` significant digits, is what `exact` rounds to: within half a unit of the last digit.
  static func isRounded(_ value: Double, from exact: Double, digits: Int) -> Bool {
    if value == exact { return true }
    guard value != 0 else { return false }
    var unit = 1.0
    var magnitude = abs(value)
    while magnitude >= 10 { (magnitude, unit) = (magnitude / 10, unit * 10) }
    while magnitude < 1 { (magnitude, unit) = (magnitude * 10, unit / 10) }
    for _ in 0..<max(digits - 1, 0) { unit /= 10 }
    return abs(value - exact) <= 0.5 * unit * (1 + 1e-9)
  }
}
