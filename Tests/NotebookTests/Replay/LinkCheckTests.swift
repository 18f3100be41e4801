import Testing

@testable import Notebook

struct LinkCheckTests {
  private static let other = "# The loss\n\n# The loss\n\n## What's a `δ`, b?\n"

  private func complaints(_ text: String) -> [String] {
    CheckerTests.check(["L/01-a.md": text, "L/02-b.md": Self.other, "L/pictures/p.png": ""]).findings.map {
      if case .message(let message) = $0.problem { "\($0.line): \(message)" } else { "output" }
    }
  }

  @Test(
    arguments: [
      "[x](02-b.md)", "[x](02-b.md#the-loss)", "[x](02-b.md#the-loss-1)", "[x](02-b.md#whats-a-δ-b)", "# A\n[x](#a)",
      "![p](pictures/p.png)", "[x](../L/./02-b.md)", "[x](https://example.org/y.md)", "[x](mailto:a@b.c)",
      "`[x](gone.md)`", "Lesson 2, lessons 1 and 2.", "a lesson", "[x](pictures)", "[x](02%2Db.md)",
    ])
  func there(text: String) {
    #expect(complaints(text) == [])
  }

  @Test(
    arguments: [
      ("[x](03-c.md)", "1: the link `03-c.md` goes to a file that does not exist"),
      ("\n[x](02-b.md#gone)", "2: the link `02-b.md#gone` goes to a heading that does not exist"),
      ("[x](#gone)", "1: the link `#gone` goes to a heading that does not exist"),
      ("![p](p.png)", "1: the link `p.png` goes to a file that does not exist"),
      ("[x]()", "1: this link goes nowhere"),
      ("[x](/etc/hosts)", "1: the link `/etc/hosts` is a place on one machine"),
      ("a\nSee lessons 1, 2 and 7.", "2: there is no lesson 7"),
    ])
  func notThere(text: String, message: String) {
    #expect(complaints(text) == [message])
  }

  @Test func pathsOfOneMachine() {
    #expect(LinkCheck.machinePaths(in: "save /tmp/x.json") == ["/tmp/x.json"])
    #expect(LinkCheck.machinePaths(in: "data \"~/digits.csv\" label y") == ["~/digits.csv"])
    #expect(LinkCheck.machinePaths(in: "a / b /c + data/x.csv") == [])
  }

  @Test func lessonNumbers() {
    #expect(LinkCheck.lessonNumbers(in: "Lesson 3, lessons 4 and 5, lessons 6, 7") == [3, 4, 5, 6, 7])
    #expect(LinkCheck.lessonNumbers(in: "lesson one, lessons learnt, 5 lessons") == [])
  }
}
