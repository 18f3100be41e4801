import Testing
import Views

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0.298371109, "0.298371"), (0.000438568, "0.000438568"), (4.385677e-4, "0.000438568"), (1e-10, "1e-10"),
    (0.1 + 0.2, "0.3"), (9.9999995, "10"), (9.9999949, "9.99999"), (1e22, "1e22"), (.leastNonzeroMagnitude, "5e-324"),
    (123_456_789, "123456789"), (1e15, "1e15"), (1_000_000, "1000000"), (1e7, "10000000"), (123456, "123456"),
    (999999.5, "1e6"),
    (1e-5, "1e-5"), (0.0001, "0.0001"), (9.999_999_6e-6, "1e-5"), (9.9e-6, "9.9e-6"), (-0.5, "-0.5"), (2, "2"),
    (1e100, "1e100"),
    (0, "0"), (-0.0, "0"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (134_794, "134794"),
    (1.797_693_134_862_315_7e308, "1.79769e308"), (-1234.5678, "-1234.57"),
  ])
  func sixDigits(_ value: Double, _ text: String) {
    #expect(NumberFormat().text(value) == text)
  }

  @Test func halvesGoAwayFromZeroOnTheWrittenDigits() {
    let two = NumberFormat(digits: 2)
    #expect(two.text(0.125) == "0.13")
    #expect(two.text(-0.125) == "-0.13")
    #expect(two.text(1.15) == "1.2")
    #expect(two.text(0.1249999) == "0.12")
    #expect(NumberFormat(digits: 1).text(0.95) == "1")
  }

  @Test func seventeenDigitsReadBackAsTheSameNumber() {
    var state: UInt64 = 1
    let format = NumberFormat(digits: 17)
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      #expect(Double(format.text(value)) == value)
    }
    #expect(Double(format.text(0.1 + 0.2)) == 0.1 + 0.2)
    #expect(format.text(.leastNonzeroMagnitude) == "5e-324")
  }

  @Test func textIsWithinHalfAUnitOfTheLastDigit() {
    for exponent in -30...30 {
      let value = 1.234_567_89 * scale(exponent)
      guard let read = Double(NumberFormat(digits: 4).text(value)) else {
        Issue.record("not a number")
        continue
      }
      #expect(abs(read - value) <= 0.0005001 * scale(exponent))
    }
  }

  @Test func alignedPutsThePointsUnderEachOther() {
    #expect(NumberFormat().aligned([0.15, 12, -3.5]) == [" 0.15", "12   ", "-3.5 "])
    #expect(NumberFormat().aligned([1, .nan, -.infinity]) == ["   1", " nan", "-inf"])
    #expect(NumberFormat().aligned([]) == [])
  }

  @Test func onlyTheSmallNumberHasAnExponent() {
    #expect(NumberFormat().aligned([0.25, 1e-12, 0]) == ["0.25 ", "1e-12", "0    "])
    #expect(NumberFormat(digits: 3).aligned([1.5e-9, -2e-10]) == [" 1.5e-9", "-2e-10 "])
  }

  @Test func fixedAndPercent() {
    #expect(NumberFormat.fixed(0.005, decimals: 2) == "0.01")
    #expect(NumberFormat.fixed(0.004, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(0.0004, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(-1e-30, decimals: 1) == "0.0")
    #expect(NumberFormat.fixed(1234.5, decimals: 0) == "1235")
    #expect(NumberFormat.percent(0.98104) == "98.10 %")
    #expect(NumberFormat.percent(1) == "100.00 %")
    #expect(NumberFormat.percent(.nan) == "nan %")
  }

  private func scale(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1) { result, _ in exponent < 0 ? result / 10 : result * 10 }
  }

  /// NumPy's `'%.4f'` and `'%.3e'`, up to the spelling of the exponent.
  @Test func notations() {
    let fixed = NumberFormat(digits: 4, notation: .fixed)
    #expect(
      [0, 1, 2.0 / 3, -1234.56789, 0.00005].map(fixed.text) == ["0.0000", "1.0000", "0.6667", "-1234.5679", "0.0001"])
    // What would become 0 or a row of figures keeps its exponent.
    #expect([1e-9, 1e300].map(fixed.text) == ["1.000e-9", "1.000e300"])
    let scientific = NumberFormat(digits: 4, notation: .scientific)
    #expect([1, 2.0 / 3, -1234.56789].map(scientific.text) == ["1.000e0", "6.667e-1", "-1.235e3"])
    #expect(scientific.text(.nan) == "nan")
  }
}
