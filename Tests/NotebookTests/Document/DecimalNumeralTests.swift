import Testing

@testable import Notebook

struct DecimalNumeralTests {
  private func numeral(_ text: String) throws -> DecimalNumeral {
    let bytes = Array(text.utf8)
    let (numeral, end) = try #require(DecimalNumeral.read(bytes[...]))
    #expect(end == bytes.count)
    return numeral
  }

  @Test(
    arguments: [
      ("0.2984", "0.29836"), ("0.2984", "0.29844"), ("0.2984", "0.29835"), ("0.2984", "0.29845"),
      ("-0.5", "-0.549"), ("0.00", "-0.004"), ("1.0", "1"), ("1.0", "0.95"), ("1.5e-7", "1.53e-7"),
      ("1.5e-7", "0.000000153"), ("2e3", "2400"), ("1e-400", "1e-400"), ("0.29837110876000355", "0.29837110876000355"),
      ("-0.0", "0.01"), (".5", "0.54"), ("1.", "1.4"), ("100.0", "99.96"),
    ])
  func halfAUnitOfTheLastDigitIsAccepted(expected: String, got: String) throws {
    #expect(try numeral(expected).accepts(numeral(got)))
  }

  @Test(
    arguments: [
      ("0.2984", "0.29834"), ("0.2984", "0.29846"), ("0.2984", "-0.2984"), ("0.2984", "0.3"), ("-0.5", "0.5"),
      ("1.5e-7", "1.56e-7"), ("1.5e-7", "1.5e-6"), ("0.29837110876000355", "0.29837110876000356"), ("0.00", "0.006"),
      ("100.0", "99.94"), ("1e999999999999999999999", "1"),
    ])
  func moreThanHalfAUnitIsNotAccepted(expected: String, got: String) throws {
    #expect(try !numeral(expected).accepts(numeral(got)))
  }

  @Test func integersExactly() throws {
    #expect(try numeral("784").accepts(numeral("784")))
    #expect(try !numeral("784").accepts(numeral("785")))
    #expect(try !numeral("784").accepts(numeral("784.0")))
    #expect(try !numeral("9007199254740993").accepts(numeral("9007199254740992")))
    #expect(try !numeral("0").accepts(numeral("1e-17")))
  }

  @Test(
    arguments: [("1.5.2", 3), ("2e", 1), ("2e+", 1), ("1e5x", 3)])
  func aNumeralEndsBeforeTheFirstOtherCharacter(text: String, end: Int) throws {
    let bytes = Array(text.utf8)
    #expect(try #require(DecimalNumeral.read(bytes[...])).end == end)
  }

  @Test(arguments: ["", "-", ".", "e5", "+.", "x"])
  func noNumeral(text: String) {
    let bytes = Array(text.utf8)
    #expect(DecimalNumeral.read(bytes[...])?.end == nil)
  }
}
