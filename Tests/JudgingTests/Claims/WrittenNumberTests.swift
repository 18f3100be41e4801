import Calculus
import Testing

@testable import Judging

struct WrittenNumberTests {
  /// What is written, the computed number, and whether it is right.
  static let cases: [(text: String, exact: Double, match: WrittenNumber.Match)] = [
    ("0.8", 0.1 + 0.7, .right), ("0.0004", 0.000438567, .right), ("0.0010", 0.000995425, .right),
    ("0.0823", 0.0821670, .wrong), ("0.08217", 0.0821670406, .right), ("0.0821671406", 0.08216704056, .wrong),
    ("0.00877135468948693", 0.008771354689486937, .right), ("8.7713547e-03", 0.008771354689486937, .right),
    ("1e-5", 1.2e-5, .right), ("1e-5", 1.6e-5, .wrong), ("-0.5", -0.49999999999999994, .right),
    ("0", 0.0004, .wrong), ("0", 0, .right), ("0.0", 0.04, .tooCoarse), ("0.0000", 0.00003, .tooCoarse),
    ("3", 2.7, .tooCoarse), ("3", 3.6, .wrong), ("12", 12.3, .right), ("3.", 3, .right),
    ("-0.52174783", -0.5217477917, .single), ("-0.52174783", -0.5217571, .wrong), ("0.52174799", 0.5217477917, .wrong),
    ("123456.7", 123456.72, .right), ("5e-324", 5e-324, .right),
  ]

  @Test(arguments: cases.indices) func aNumberCountsToItsWrittenDigits(index: Int) throws {
    let (text, exact, match) = Self.cases[index]
    #expect(try #require(WrittenNumber(text)).match(Bounded(exact)) == match, "\(text) for \(exact)")
  }

  @Test func whatRoundingCanHaveDoneIsAllowed() throws {
    let number = try #require(WrittenNumber("1.0000000000000004"))
    #expect(number.match(Bounded(1, error: 1e-15)) == .right)
    let other = try #require(WrittenNumber("1.00000000001"))
    #expect(other.match(Bounded(1, error: 1e-15)) == .wrong)
  }

  @Test func digitsAndUnitsAreThoseOfTheText() throws {
    for (text, digits, unit) in [("0.0123", 3, 1e-4), ("1.20e3", 3, 10), ("100", 3, 1), ("0", 0, 1), ("12.", 2, 1)] {
      let number = try #require(WrittenNumber(text))
      #expect(number.digits == digits && number.unit == unit, "\(text)")
    }
  }
}
