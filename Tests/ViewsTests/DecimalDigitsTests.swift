import Testing

@testable import Views

@Suite struct DecimalDigitsTests {
  @Test(
    arguments: [
      (0.15, [1, 5], -1), (123, [1, 2, 3], 2), (1000, [1], 3), (0, [], 0), (1e22, [1], 22), (2.5e-7, [2, 5], -7),
      (.leastNonzeroMagnitude, [5], -324),
    ] as [(Double, [UInt8], Int)])
  func digitsAreTheShortestThatReadBack(value: Double, digits: [UInt8], exponent: Int) {
    let decimal = DecimalDigits(value)
    #expect(decimal.digits == digits && decimal.exponent == exponent)
  }

  @Test func aCarryMayAddADigit() {
    #expect(DecimalDigits(9.996).rounded(to: 3) == DecimalDigits(10))
    #expect(DecimalDigits(1.2995).rounded(to: 4) == DecimalDigits(1.3))
    #expect(DecimalDigits(0.6).rounded(to: 0) == DecimalDigits(1))
  }

  @Test func roundingToNothingIsZeroWithoutASign() {
    #expect(DecimalDigits(-0.4).rounded(to: 0) == DecimalDigits(0))
    #expect(DecimalDigits(-123).rounded(to: -1) == DecimalDigits(0))
  }

  @Test func fixedAndScientific() {
    #expect(DecimalDigits(-1234.5).fixed(decimals: 2) == "-1234.50")
    #expect(DecimalDigits(0.00012).fixed() == "0.00012")
    #expect(DecimalDigits(120).fixed() == "120")
    #expect(DecimalDigits(-1234.5).scientific() == "-1.2345e3")
    #expect(DecimalDigits(0.002).scientific(decimals: 2) == "2.00e-3")
    #expect(DecimalDigits(0).scientific(decimals: 2) == "0")
  }
}
