/// A number that an exercise draws at random: `draw: x from -1 to 1 step 0.05`.
///
/// The values are low, low + step, … up to high, each equally likely. They have no rounding errors because they are
/// counted in units of the last digit.
public struct Draw: Equatable, Sendable {
  public var name: String
  /// In units of 10^−decimals.
  var low: Int
  var step: Int
  /// The number of values.
  var count: Int
  var decimals: Int

  /// A value by its place, from 0, written as in a cell.
  func value(at place: Int) -> String {
    let value = low + step * place
    var digits = String(value.magnitude)
    if decimals == 0 { return value < 0 ? "-" + digits : digits }
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (value < 0 ? "-" : "") + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }
}

extension Draw {
  static let form = "draw: NAME from LOW to HIGH step STEP"

  /// Reads the text after `draw:`.
  init(parsing text: String, line: Int) throws(NotebookError) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 7, words[1] == "from", words[3] == "to", words[5] == "step",
      words[0].utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 })
    else { throw NotebookError("expected `\(Self.form)`, the name in small letters", line: line) }
    let numbers = [words[2], words[4], words[6]].map(Self.decimal)
    guard let low = numbers[0], let high = numbers[1], let step = numbers[2] else {
      throw NotebookError("the numbers of a draw are decimals of at most nine digits, such as -0.25", line: line)
    }
    let decimals = max(low.decimals, high.decimals, step.decimals)
    func units(_ number: (units: Int, decimals: Int)) -> Int {
      (number.decimals..<decimals).reduce(number.units) { units, _ in units * 10 }
    }
    guard units(step) > 0, units(high) > units(low) else {
      throw NotebookError("a draw goes from a number up to a larger one by a step above 0", line: line)
    }
    self.init(
      name: words[0], low: units(low), step: units(step), count: (units(high) - units(low)) / units(step) + 1,
      decimals: decimals)
  }

  private static func decimal(_ text: String) -> (units: Int, decimals: Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, text.utf8.count(where: isDigit) <= 9 else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.allSatisfy(isDigit), let units = Int(whole + fraction) else { return nil }
    return (units, fraction.utf8.count)
  }
}

/// The generator of Steele, Lea and Flood (2014): one addition and a mix a number, any seed is good.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<bound.
  mutating func next(below bound: UInt64) -> UInt64 { UInt64.random(in: 0..<bound, using: &self) }
}
