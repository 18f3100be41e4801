/// How numbers are written for people: significant digits, trailing zeros dropped, an exponent where it is shorter.
public struct NumberFormat: Equatable, Sendable {
  /// Significant digits, 1…17.
  public var digits: Int

  public init(digits: Int = 6) {
    precondition(1...17 ~= digits)
    self.digits = digits
  }
}
