import Testing

@testable import Notebook

struct MathSpansTests {
  @Test(
    arguments: [
      ("Let $a_i$ and $b$.", ["a_i", "b"]), ("$$\na\n\\\\ b\n$$", ["\na\n\\\\ b\n"]), ("it is $5 or $6", []),
      ("`$x$` and ``a ` $y$``", []), (#"\$x$ y"#, []), ("$ x$", []), ("$x $", []), ("$x\n\ny$", []), ("$x$2", []),
      (#"$a \$ b$"#, [#"a \$ b"#]), ("$$", []), ("$", []), ("```\n$x$\n```\n$y$", ["y"]), ("`$x$", ["x"]),
    ])
  func spans(text: String, found: [String]) {
    let math = MathSpans(text)
    #expect(math.spans.map(\.tex) == found)
    #expect(math.restored(math.text) == text)
  }
}
