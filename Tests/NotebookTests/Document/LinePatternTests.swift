import Testing

@testable import Notebook

struct LinePatternTests {
  @Test(
    arguments: [
      ("C = 0.2984", "C = 0.298371109"), ("C = 0.2984", "C = 0.298371109  "), ("C = 0.2984   ", "C = 0.2984"),
      ("a[2]  0.7514  0.773", "a[2]  0.75136507  0.772928465"), ("  0.75 0.77", "0.75136507 0.772928465"),
      ("[0.15, -0.20]", "[0.1501, -0.2]"), ("took … s", "took 0.53 s"), ("…", "anything"), ("…", ""),
      ("0.29…", "0.298371109"), ("a…b…c", "a b b c"), ("error: … in `W`", "error: unknown name in `W`"),
      ("W[1] (3×2)", "W[1] (3×2)"), ("δ = …", "δ = 1"), ("2-3", "2-3"), ("x86", "x86"), ("loss 0.30,", "loss 0.301,"),
    ])
  func matches(expected: String, got: String) {
    #expect(LinePattern(expected).matches(got))
  }

  @Test(
    arguments: [
      ("C = 0.2984", "C = 0.2974"), ("C = 0.2984", "D = 0.2984"), ("C = 0.2984", "C  = 0.2984"),
      ("W[1]", "W[2]"), ("784 rows", "785 rows"), ("a", "ab"), ("ab", "a"), ("…x", "xy"), ("x86", "x87"),
      ("dW2 = 1.0", "dW3 = 1.0"), ("0.29…", "0.2837"), ("1.0 x", "1.0x"), ("a 1.0", "a1.0"), ("", "x"),
      ("0.5 0.5", "0.50.5"), ("(4×1)", "(4×2)"), ("  a", "a"),
    ])
  func differs(expected: String, got: String) {
    #expect(!LinePattern(expected).matches(got))
  }

  @Test func anyChangedDigitInANumberIsADifference() {
    let line = "a[2] 0.75136507 12 -3.5e-07"
    for (index, digit) in zip(line.indices, line) where digit.isNumber {
      for other in "0123456789" where other != digit {
        let changed = line.replacingCharacter(at: index, with: other)
        #expect(!LinePattern(changed).matches(line), "\(changed)")
      }
    }
  }

  @Test func manyWildcardsAreNotExponential() {
    let pattern = LinePattern(String(repeating: "a…", count: 100) + "b")
    let time = ContinuousClock().measure { #expect(!pattern.matches(String(repeating: "a", count: 5_000))) }
    #expect(time < .seconds(5))
  }

  @Test func anyLines() {
    #expect(LinePattern.isAnyLines("..."))
    #expect(LinePattern.isAnyLines(" ... "))
    #expect(!LinePattern.isAnyLines("...."))
    #expect(!LinePattern.isAnyLines("a ..."))
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with character: Character) -> String {
    String(self[..<index]) + String(character) + self[self.index(after: index)...]
  }
}
