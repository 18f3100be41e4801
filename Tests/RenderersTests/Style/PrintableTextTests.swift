import Testing

@testable import Renderers

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("plain", "plain", "plain"), ("a\u{1B}[31mb\tc", "a␛[31mb␉c", "a^[[31mb^Ic"), ("\u{202E}", "<U+202E>", "<U+202E>"),
    ("x² + W₁₂", "x² + W₁₂", "x^2 + W_12"), ("δ[2]ᵀ · a", "δ[2]ᵀ · a", "delta[2].T @ a"), ("三", "三", "?"),
  ])
  func inUnicodeAndASCII(text: String, unicode: String, ascii: String) {
    #expect(PrintableText.clean(text, unicode: true) == unicode)
    #expect(PrintableText.clean(text, unicode: false) == ascii)
  }

  @Test func manyMarksOnACharacterAreCutOff() {
    let text = "a" + String(repeating: "\u{301}", count: 50) + "b"
    #expect(PrintableText.clean(text, unicode: true).unicodeScalars.count == 2 + PrintableText.mostMarks)
  }
}
