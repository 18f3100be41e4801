import Testing

@testable import Notebook

struct ComparisonTests {
  private typealias Difference = Comparison.Difference

  @Test(
    arguments: [
      ([], []), (["a"], ["a", "", " "]), (["a", ""], ["a"]), (["..."], []), (["..."], ["a", "b"]),
      (["a", "..."], ["a"]), (["...", "b"], ["a", "a", "b"]), (["a", "...", "c"], ["a", "b", "c", "c"]),
      (["...", "x 0.5", "...", "y"], ["1", "x 0.51", "y", "y"]), (["a", "...", "...", "b"], ["a", "b"]),
    ] as [([String], [String])])
  func same(expected: [String], got: [String]) {
    #expect(Comparison.difference(expected: expected, got: got) == nil)
  }

  @Test func theFirstDifferenceIsReported() {
    #expect(
      Comparison.difference(expected: ["a", "b", "c"], got: ["a", "x", "y"])
        == Difference(index: 1, expected: "b", got: "x"))
    #expect(Comparison.difference(expected: ["a"], got: ["a", "b"]) == Difference(index: 1, expected: nil, got: "b"))
    #expect(Comparison.difference(expected: ["a", "b"], got: ["a"]) == Difference(index: 1, expected: "b", got: nil))
    #expect(Comparison.difference(expected: [], got: ["a"]) == Difference(index: 0, expected: nil, got: "a"))
  }

  @Test func aDifferenceAfterAnyLinesIsFound() {
    #expect(
      Comparison.difference(expected: ["...", "b", "c"], got: ["a", "b", "x"])
        == Difference(index: 2, expected: "c", got: "x"))
    #expect(
      Comparison.difference(expected: ["a", "...", "b"], got: ["x"]) == Difference(index: 0, expected: "a", got: "x"))
  }

  @Test func manyAnyLinesAreNotExponential() {
    let expected = Array(repeating: ["...", "a"], count: 50).flatMap { $0 } + ["b"]
    let time = ContinuousClock().measure {
      #expect(Comparison.difference(expected: expected, got: Array(repeating: "a", count: 1_000)) != nil)
    }
    #expect(time < .seconds(10))
  }

  @Test func aTextIsSplitIntoLines() {
    #expect(Comparison.lines(of: "a\r\nb\n\n") == ["a", "b"])
    #expect(Comparison.lines(of: "") == [])
    #expect(Comparison.lines(of: "\na") == ["", "a"])
  }
}
