import Testing
import Views

@Suite struct VerdictTests {
  @Test func theDiagnosisJoinsTheFindings() {
    let verdict = Verdict(.differs, digits: 0, findings: [.transposed, .ratio("0.5"), .remark("W[1] changed")])
    #expect(
      verdict.diagnosis
        == "it is the transpose of the right result; every entry is 0.5 times the right one; W[1] changed")
    #expect(Verdict(.exact, digits: 17).diagnosis == nil)
  }

  @Test func mistakesThatCannotBeToldApartAreAlternatives() {
    #expect(
      Verdict.Finding.mistakes(["the ½ is missing", "the sum is a mean"]).text
        == "the ½ is missing; or the sum is a mean")
  }
}
