import Foundation
import Testing

/// Sessions in files, without a terminal.
@Suite struct SessionFileTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func run(_ line: String, input: String = "") throws -> Program.Result {
    try Program.bash(
      "cd \(home.path); " + line, input: input, environment: ["CHAINRULE_LESSONS": Program.lessons], home: home)
  }

  /// A bit of everything, errors, lessons and odd texts included.
  private static let cells = [
    "# notes are kept", "network 2 4 1 hidden tanh", "data xor", "seed 3", "init xavier",
    "train epochs 50 batch 4 rate 1", "forward", "backward;", "explain dW[2][0,1]", "gradcheck",
    "[[1,\n2]] @ [[3],\n[4]]", "nope + 1", "x = 5", "x = 6;", "undo", "x", "Out[8] + 1", "redo", "x", "set digits 3",
    "_ / 7", "weights", "plot loss", "runs", "train epochs 9 batch 1 rate 1 stop 7", "define delta[2] = a[2] - Y",
    "show", "\"```\" > \\\n  ```", "stage 1 5", "W[1]", "undo", "save graph to g.svg", "summary", "history 4",
    "lesson 1", "next", "next", "b[1]",
  ]

  @Test func aSessionIsSavedReplayedAndChecked() throws {
    let session = try run(
      "$chainrule --keep-going", input: (Self.cells + ["save one.md"]).joined(separator: "\n") + "\n")
    #expect(session.output.contains("in one.md\n"))
    #expect(session.output.contains("trained 50 epochs in "))
    let text = home.text(of: "one.md")
    #expect(text.contains("trained 50 epochs in … s: batch 4, rate 1.0, Float64"))
    let check = try run("$chainrule check one.md")
    #expect(check.status == 0, "\(check.output)")
    // Opened and saved again it is the same file, byte for byte.
    let again = try run("$chainrule open one.md", input: "save two.md\n")
    #expect(again.errors == "" || !again.errors.contains("error"))
    #expect(again.status == 0)
    #expect(!again.output.contains("gives another output"), "\(again.output)")
    #expect(home.text(of: "two.md") == text)
    #expect(try run("rm g.svg; $chainrule check one.md; test ! -e g.svg").status == 0, "a check writes no file")
  }

  @Test func filesOfOthersAreNotReplaced() throws {
    #expect(try run("echo mine > a.md; $chainrule", input: "1\nsave a.md\n").errors.contains("a.md already exists"))
    #expect(home.text(of: "a.md") == "mine\n")
    #expect(try run("$chainrule", input: "1 + 1\nsave a.md replace\nx = 2\nsave\n").status == 0)
    #expect(home.text(of: "a.md") == "```chainrule\n> 1 + 1\n2\n> x = 2\n```\n")
    let script = "{ echo open a.md; sleep 1; echo 1; echo save; } | $chainrule"
    let changed = try run("(sleep 0.5; echo more >> a.md) & \(script)")
    #expect(changed.errors.contains("a.md was changed by another program"))
    #expect(home.text(of: "a.md").hasSuffix("more\n"))
  }

  @Test func proseIsKeptAndNumbersContinue() throws {
    let text = "---\ntitle: T\n---\n\n# T\n\nWhy.\n\n```chainrule\n> x = 2\n> x * 3\n6\n```\n\nSo.\n"
    try Data(text.utf8).write(to: home.url.appendingPathComponent("t.md"))
    let result = try run("$chainrule open t.md", input: "Out[2] + 1\nundo\nhistory 1\nsave\n")
    #expect(result.output.hasPrefix("ran the 2 cells of t.md\n7\nundone: x = 2\n"))
    #expect(
      home.text(of: "t.md").hasPrefix(text.dropLast(1) + "\n\n```chainrule\n> Out[2] + 1\n7\n> undo\nundone: x = 2\n"))
  }

  @Test func aDifferentOutputIsReported() throws {
    try Data("```chainrule\n> 1 + 1\n3\n> 2\n2\n```\n".utf8).write(to: home.url.appendingPathComponent("d.md"))
    let result = try run("$chainrule open d.md", input: "")
    #expect(result.status == 0)
    #expect(result.output.contains("line 3: 1 + 1 gives another output: the file has “3”, this time it is “2”"))
  }

  @Test func unsavedCellsAreNotDropped() throws {
    try Data("```chainrule\n> y = 1\n```\n".utf8).write(to: home.url.appendingPathComponent("y.md"))
    let refused = try run("$chainrule", input: "x = 1\nopen y.md\n")
    #expect(refused.errors.contains("this session has 1 cell that is not saved"))
    #expect(try run("$chainrule", input: "x = 1\nopen y.md replace\ny\n").output.hasSuffix("1\n"))
    #expect(try run("$chainrule", input: "open nowhere.md\n").errors.contains("there is no file nowhere.md"))
  }

  @Test func pagesAndNotebooks() throws {
    let cells = "network 2 2 1\nseed 1\ninit xavier\nW[1]\nnope\nweights\n"
    let exports = ["html", "ipynb", "md", "svg", "pdf"].map { "export p.\($0)\n" }.joined()
    let result = try run("$chainrule --keep-going", input: cells + exports)
    #expect(result.errors.contains("the name of a page ends in .html, .ipynb, .md or .svg"))
    let page = home.text(of: "p.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<title>p"))
    #expect(!page.contains("<script") && !page.contains("src=\"http") && !page.contains("href=\"http"))
    let data = try Data(contentsOf: home.url.appendingPathComponent("p.ipynb"))
    let notebook = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    let entries = try #require(notebook["cells"] as? [[String: Any]])
    #expect(entries.count == 6)
    #expect(entries.compactMap { $0["execution_count"] as? Int } == [1, 2, 3, 4, 5, 6])
    #expect(Set(entries.compactMap { $0["id"] as? String }).count == 6)
    let kinds = entries.flatMap { ($0["outputs"] as? [[String: Any]]) ?? [] }.compactMap {
      $0["output_type"] as? String
    }
    #expect(kinds.contains("error") && kinds.contains("execute_result"))
    #expect(try run("$chainrule check p.md").status == 0)
    #expect(home.text(of: "p.svg").contains(">In [6]:<"))
  }
}
