import CommandKit
import ShellFixtures
import Testing
import Views

struct HighlighterTests {
  private func highlighter() throws -> Highlighter {
    Highlighter(Vocabulary(try Shell("network 2 3 1", "xx = 1", "ff(z) = z + 1").interpreter))
  }

  /// The parts that are not plain, as text and kind.
  private func parts(_ text: String, cursor: Int? = nil) throws -> [String] {
    let bytes = Array(text.utf8)
    return try highlighter().spans(of: text, cursor: cursor).map {
      String(decoding: bytes[$0.range], as: UTF8.self) + ":" + $0.kind.rawValue
    }
  }

  @Test(arguments: [
    ("train epochs 20", ["train:command", "epochs:argument", "20:number"]),
    ("network 2 1 hidden tanh", ["network:command", "2:number", "1:number", "hidden:argument", "tanh:argument"]),
    ("sum(W[1]) + xx", ["sum:function", "W:quantity", "1:number", "+:sign", "xx:name"]),
    ("δ[2] @ W[2]", ["δ:quantity", "2:number", "@:sign", "W:quantity", "2:number"]),
    ("ff(3)", ["ff:function", "3:number"]),
    ("loss = 2", ["=:sign", "2:number"]), ("loss", ["loss:command"]),
    ("data \"a b\" # c", ["data:command", "\"a b\":text", "# c:comment"]),
    ("x = [1,\n2]\nloss", ["=:sign", "1:number", "2:number", "loss:command"]),
    ("forward; loss", ["forward:command", "loss:command"]),
    ("repeat 10 update", ["repeat:command", "10:number", "update:command"]),
    (
      "for l in [1, 2]: norm(W[l])",
      ["for:command", "in:command", "1:number", "2:number", "norm:function", "W:quantity"]
    ),
    ("sum(xx, axis=0)", ["sum:function", "xx:name", "axis:argument", "=:sign", "0:number"]),
  ])
  func partsHaveTheirKinds(text: String, expected: [String]) throws {
    let found = try parts(text)
    #expect(found.filter { !$0.hasSuffix(":unknown") && !$0.hasPrefix(".") } == expected)
  }

  @Test(arguments: ["netwrok 2 3 1", "foo(1)", "1 + yy", "W[1] @ Q", "xx = yy"])
  func namesThatMeanNothingAreUnknown(text: String) throws {
    #expect(try parts(text).contains { $0.hasSuffix(":unknown") })
  }

  @Test(arguments: [
    "yy = 3", "g(u, v) = u * v", "np.dot(W[1], W[1].T)", "dC/dW[1]", "∂C/∂W[1]", "train?", "network 2 3 1 anything",
    "(1 > 0) and not 0", "x.sum", "= 2 * u", "for k in 1..2: W[k] @ W[k].T", "yy = 3; yy + 1",
  ])
  func nothingIsUnknown(text: String) throws {
    let unknown = try parts(text).filter { $0.hasSuffix(":unknown") && $0 != "x:unknown" && $0 != "u:unknown" }
    #expect(unknown == [])
  }

  @Test func theWordAtTheCursorMayBecomeAName() throws {
    #expect(try parts("netw", cursor: 4) == [])
    #expect(try parts("netw", cursor: 0) == ["netw:unknown"])
    #expect(try parts("zzzz", cursor: 4) == ["zzzz:unknown"])
  }

  @Test func nothingIsUnknownInADerivation() throws {
    let shell = try Shell("derive x^2 by x by hand")
    #expect(Highlighter(Vocabulary(shell.interpreter)).spans(of: "q").isEmpty)
  }

  @Test(arguments: [
    ("f([1])", 1, [1..<2, 5..<6]), ("f([1])", 6, [1..<2, 5..<6]), ("f([1])", 2, [2..<3, 4..<5]), ("f([1])", 0, []),
    ("(1\n)", 4, [0..<1, 3..<4]), ("\"(\")", 4, []), ("(]", 1, []), ("x\n(1)", 5, [2..<3, 4..<5]),
  ])
  func theBracketAtTheCursorHasAPartner(text: String, cursor: Int, expected: [Range<Int>]) throws {
    #expect(try highlighter().matchingBrackets(in: text, cursor: cursor) == expected)
  }

  @Test func anyTextHasItsPartsInOrderAndInIt() throws {
    let highlighter = try highlighter()
    var generator = SystemRandomNumberGenerator()
    let pieces = ["x", "sum(", "]", "\"", "#", "\n", ";", "\\", "δ", "🎉", "for ", ":", " ", "1.5e", "repeat", "="]
    for _ in 0..<300 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let spans = highlighter.spans(of: text, cursor: 3)
      #expect(spans.allSatisfy { $0.range.upperBound <= text.utf8.count }, "\(text)")
      #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }, "\(text)")
      _ = highlighter.matchingBrackets(in: text, cursor: 2)
    }
  }
}
