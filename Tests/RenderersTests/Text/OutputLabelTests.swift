import Renderers
import Testing

@Suite struct OutputLabelTests {
  @Test func aResultThatWouldBeBrokenIsOnItsOwnLine() {
    let label = OutputLabel(number: 7, style: RenderStyle(width: 20))
    #expect(label.fits(beside: "0.1234567891"), "20 columns with the label and a blank")
    #expect(!label.fits(beside: "0.12345678912"))
    #expect(label.fits(beside: "\u{1B}[1m0.1234567891\u{1B}[0m"), "colours take no columns")
    #expect(!label.fits(beside: "1\n2"))
  }
}
