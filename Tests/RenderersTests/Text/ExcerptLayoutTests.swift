import Renderers
import Testing
import Views

@Suite struct ExcerptLayoutTests {
  @Test func caretsAreUnderThePlace() {
    let excerpt = SourceExcerpt(
      message: "cannot multiply delta[2] (4×1) by W[1] (3×2): 1 ≠ 3", line: 1, column: 5, length: 15,
      text: "d = delta[2] @ W[1]", hint: "delta[2].T has the shape 1×4")
    #expect(
      plain(.excerpt(excerpt)) == """
        error: cannot multiply delta[2] (4×1) by W[1] (3×2): 1 ≠ 3
          d = delta[2] @ W[1]
              ^^^^^^^^^^^^^^^
        hint: delta[2].T has the shape 1×4
        """)
  }

  @Test func aFileNamesTheLineAndColumn() {
    let excerpt = SourceExcerpt(
      message: "unknown name q", file: "a.chain", line: 3, column: 4, length: 1, text: "1 +q")
    #expect(plain(.excerpt(excerpt)) == "a.chain:3:4: error: unknown name q\n  1 +q\n     ^")
  }

  @Test func wideAndInvisibleCharactersKeepTheCaretInPlace() {
    let wide = SourceExcerpt(message: "m", line: 1, column: 3, length: 2, text: "三四五é")
    #expect(plain(.excerpt(wide)) == "error: m\n  三四五é\n      ^^^")
    let tab = SourceExcerpt(message: "m", line: 1, column: 2, length: 1, text: "\tx")
    #expect(plain(.excerpt(tab), unicode: false) == "error: m\n  ^Ix\n    ^")
  }

  @Test func aPlaceAfterTheEndAndAnEmptyLine() {
    let end = SourceExcerpt(message: "a bracket is open", line: 1, column: 4, length: 1, text: "(1+")
    #expect(plain(.excerpt(end)) == "error: a bracket is open\n  (1+\n     ^")
    let empty = SourceExcerpt(message: "m", line: 1, column: 1, length: 1, text: "")
    #expect(plain(.excerpt(empty)) == "error: m")
  }

  @Test func ofALongLineThePartAroundThePlaceIsShown() {
    let text = String(repeating: "1 + ", count: 100) + "q" + String(repeating: " + 1", count: 100)
    let lines = plain(.excerpt(SourceExcerpt(message: "m", line: 1, column: 401, length: 1, text: text)), width: 40)
      .split(separator: "\n").map(Array.init)
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines[2].lastIndex(of: "^") == lines[1].firstIndex(of: "q"))
  }

  @Test(.timeLimit(.minutes(1))) func aVeryLongLineIsShortenedFast() {
    let text = String(repeating: "1, ", count: 66_666) + "q]"
    let lines = plain(.excerpt(SourceExcerpt(message: "m", line: 1, column: 199_999, length: 1, text: text)), width: 40)
      .split(separator: "\n").map(Array.init)
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines[2].lastIndex(of: "^") == lines[1].firstIndex(of: "q"))
  }
}

@Suite struct VerdictLayoutTests {
  @Test func eachVerdictInWords() {
    #expect(
      Gallery.verdicts.map { plain(.verdict($0)) } == [
        "✓ exact: both sides are the same to the last bit",
        "✓ agrees to 9 digits",
        """
        ✗ differs
          worst at [0,1]: left 0.5, right 0.25
          every entry is twice the other: the ½ of the loss is missing
          try: (a[2] - Y) / 1
        """,
        "? cannot say\n  kink at z = 0, not comparable",
      ])
  }

  @Test func inASCII() {
    #expect(plain(.verdict(Verdict(.agrees, digits: 1)), unicode: false) == "[ok] agrees to 1 digit")
    #expect(plain(.verdict(Verdict(.differs, digits: 3)), unicode: false) == "[no] differs: agrees to only 3 digits")
  }

  @Test func sidesThatLookTheSameAreShownInFull() {
    let worst = Verdict.Worst(entry: "C", left: 0.3, right: 0.1 + 0.2)
    #expect(
      plain(.verdict(Verdict(.agrees, digits: 15, worst: worst)))
        == "✓ agrees to 15 digits\n  worst at C: left 0.3, right 0.30000000000000004")
  }
}
