import Testing

@testable import chainrule

@Suite struct PastedTextTests {
  @Test(arguments: [
    ("x = 1\r\ny = 2\r\n", "x = 1\ny = 2"),
    ("a\tb\rc\n\n", "a\tb\nc"),
    ("In [3]: x = 1\nOut[3]: 1\n\nIn [4]: [[1,\n   ...:   2]]\nOut[4]:\n1×2  1  2", "x = 1\n[[1,\n  2]]"),
    ("see:\n> 1 + 1\n2\n> x = 3", "1 + 1\nx = 3"),
    (">>> f(1,\n...   2)\n3", "f(1,\n  2)"),
    // An expression of several lines: nothing here is a prompt.
    ("x >\n3", "x >\n3"),
    ("...: 5", "...: 5"),
  ])
  func pasted(_ raw: String, _ text: String) {
    #expect(PastedText(raw).text == text)
  }
}
