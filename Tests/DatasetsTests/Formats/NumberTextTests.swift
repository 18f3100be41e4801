import Testing

@testable import Datasets

struct NumberTextTests {
  private func parse(_ text: String, decimalComma: Bool = false) -> Double? {
    NumberText.parse(Array(text.utf8)[...], decimalComma: decimalComma)
  }

  /// The standard library rounds correctly; the short form must give the same bits.
  @Test(arguments: [
    "0", "-0", "7", "0.1", "-1.5", ".35", "5.", "0.30000000000000004", "123456789012345", "0.00000000000001",
    "1e-3", "+2.5E+10", "9007199254740993", "1.7976931348623157e308", "0.1234567890123456789",
  ])
  func agreesWithTheStandardLibrary(text: String) {
    #expect(parse(text)?.bitPattern == Double(text)?.bitPattern)
    #expect(parse(" \(text)\t")?.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: ["", " ", "-", ".", "nan", "inf", "0x10", "1e400", "1.2.3", "1,5", "12a", "--1", "1 2"])
  func refusesTextThatIsNotAFiniteDecimalNumber(text: String) { #expect(parse(text) == nil) }

  @Test func readsDecimalCommas() {
    #expect(parse("1,1", decimalComma: true) == 1.1)
    #expect(parse("456,78", decimalComma: true) == 456.78)
    #expect(parse("-2,5e-1", decimalComma: true) == -0.25)
    #expect(parse("1.1", decimalComma: true) == 1.1)
    #expect(parse("1.000,5", decimalComma: true) == nil)
  }
}
