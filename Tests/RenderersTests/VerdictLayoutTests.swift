import Renderers
import Testing
import Views

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
