/// How numbers are written for people: significant digits, no trailing zeros, an exponent if that is shorter.
public struct NumberFormat: Equatable, Sendable {
  public enum Notation: String, CaseIterable, Sendable {
    /// With an exponent if that is shorter.
    case auto
    /// As many digits after the point as the format has, and no exponent, for 0 and from the last digit up to 10¹⁵.
    case fixed
    /// One digit before the point, and always an exponent.
    case scientific
  }

  /// Significant digits, 1…17.
  public var digits: Int
  public var notation: Notation

  public init(digits: Int = 6, notation: Notation = .auto) {
    precondition(1...17 ~= digits)
    self.digits = digits
    self.notation = notation
  }

  /// The number to `digits` significant digits: `0.298371`, `0.000438568`, `1e-10`, `nan`, `-inf`.
  ///
  /// Numbers below 0.0001, and those whose digits do not reach the point (from 10^digits), have an exponent.
  /// Integers below 10¹⁵ are counts, of which all digits are written. Seventeen digits read back as the same number.
  public func text(_ value: Double) -> String {
    guard value.isFinite else { return Self.name(value) }
    switch notation {
    case .auto: return shortest(value)
    case .fixed: return decimals(value)
    case .scientific: return DecimalDigits(value).rounded(to: digits).scientific(decimals: digits - 1)
    }
  }

  private func shortest(_ value: Double) -> String {
    let isCount = value == value.rounded() && abs(value) < 1e15
    if isCount { return DecimalDigits(value).fixed() }
    let rounded = DecimalDigits(value).rounded(to: digits)
    return rounded.isZero || -4..<digits ~= rounded.exponent ? rounded.fixed() : rounded.scientific()
  }

  /// A number that would become 0, or a row of meaningless digits, keeps its exponent.
  private func decimals(_ value: Double) -> String {
    let exact = DecimalDigits(value)
    let rounded = exact.rounded(toDecimals: digits)
    let isReadable = exact.isZero || (!rounded.isZero && exact.exponent < 15)
    return isReadable ? rounded.fixed(decimals: digits) : exact.rounded(to: digits).scientific(decimals: digits - 1)
  }

  /// The numbers of one column, all of one width with the points under each other.
  ///
  /// Each has its own significant digits, and an exponent only if it needs one: a tiny entry does not make the others
  /// unreadable.
  public func aligned(_ values: [Double]) -> [String] { Self.alignedByPoint(values.map(text)) }

  /// The number with exactly `decimals` digits after the point: `98.10`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return name(value) }
    return DecimalDigits(value).rounded(toDecimals: decimals).fixed(decimals: decimals)
  }

  /// A share in percent: 0.98104 is `98.10 %`.
  public static func percent(_ share: Double) -> String { fixed(share * 100, decimals: 2) + " %" }

  /// Formatted numbers padded with blanks to one width, the points under each other.
  public static func alignedByPoint(_ texts: [String]) -> [String] {
    let heads = texts.map { text in text.prefix { $0 != "." && $0 != "e" }.count }
    let head = heads.max() ?? 0
    let padded = zip(texts, heads).map { text, own in String(repeating: " ", count: head - own) + text }
    let width = padded.map(\.count).max() ?? 0
    return padded.map { $0 + String(repeating: " ", count: width - $0.count) }
  }

  private static func name(_ value: Double) -> String { value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
}
