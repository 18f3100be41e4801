import Testing

@testable import chainrule

/// The lines are those of libedit, which encodes as `vis` does with VIS_WHITE.
@Suite struct HistoryCodingTests {
  @Test(arguments: [
    ("x = 1", "x\\040=\\0401"), ("a\\b", "a\\\\b"), ("[[1,\n2]]", "[[1,\\0122]]"), ("\tδ三", "\\011δ三"), ("", ""),
  ])
  func both(_ entry: String, _ line: String) {
    #expect(String(decoding: HistoryCoding.line(entry), as: UTF8.self) == line)
    #expect(HistoryCoding.entry(Array(line.utf8)[...]) == entry)
  }

  @Test(arguments: [("\\^A\\^?", "\u{1}\u{7F}"), ("\\M-C\\M-)", "é"), ("a\\", "a"), ("\\01", ""), ("\\M", "")])
  func whatElseItMayWrite(_ line: String, _ entry: String) {
    #expect(HistoryCoding.entry(Array(line.utf8)[...]) == entry)
  }

  @Test func anyTextComesBack() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let entry = String((0..<40).map { _ in Character(Unicode.Scalar(UInt8.random(in: 0...127, using: &generator))) })
      #expect(HistoryCoding.entry(HistoryCoding.line(entry)[...]) == entry)
    }
  }
}
