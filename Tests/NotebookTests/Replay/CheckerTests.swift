import Testing

@testable import Notebook

struct CheckerTests {
  static let runner = FakeRunner(
    ["a": "1.04", "b": "x\ny", "draw": "| |"], values: ["half": 0.5, "one": 1, "n": .nan, "uno": 1])

  static func check(_ files: [String: String], _ file: String = "L/01-a.md") -> FileReport {
    checker(files).check(file: file)
  }

  static func checker(_ files: [String: String]) -> Checker {
    Checker(
      files: .memory(files.mapValues { Array($0.utf8) }),
      absence: { $0 == "mnist" ? "mnist is not on this machine" : nil },
      makeRunner: { runner })
  }

  private func messages(_ report: FileReport) -> [String] {
    report.findings.map {
      if case .message(let message) = $0.problem { "\($0.line): \(message)" } else { "\($0.line): output" }
    }
  }

  @Test func aCorrectLessonPasses() {
    let report = Self.check(["L/01-a.md": "Words.\n\n```chainrule\n> a\n1.0\n> b\n...\ny\n```\n"])
    #expect(report.status == .passed)
    #expect(report.cells == 2)
    #expect(report.findings == [])
    #expect(report.acceptance == nil)
  }

  @Test func aWrongDigitFailsAtItsLine() {
    let report = Self.check(["L/01-a.md": "Words.\n\n```chainrule\n> a\n1.1\n> b\nx\nz\n```\n"])
    #expect(report.status == .failed)
    #expect(
      report.findings == [
        .init(line: 5, .output(cell: "a", expected: "1.1", got: "1.04")),
        .init(line: 8, .output(cell: "b", expected: "z", got: "y")),
      ])
  }

  @Test func formatErrorsAndMissingFilesAreFindings() {
    #expect(messages(Self.check(["L/01-a.md": "\n```chainrule\n"])) == ["2: this chainrule block is not closed"])
    #expect(messages(Self.check([:])) == ["1: cannot read this file"])
  }

  @Test func absentDataIsSkippedWithItsReason() {
    let report = Self.check(["L/01-a.md": "---\nneeds: digits, mnist\n---\n```chainrule\n> never run\n```\n"])
    #expect(report.status == .skipped("mnist is not on this machine"))
  }

  @Test func skippedLessonsStillHaveTheirLinksChecked() {
    let report = Self.check(["L/01-a.md": "---\nneeds: mnist\n---\n[x](gone.md)\n"])
    #expect(report.status == .failed)
    #expect(messages(report) == ["4: the link `gone.md` goes to a file that does not exist"])
  }

  @Test func reportsAreInTheOrderOfTheFiles() {
    let names = (10..<60).map { "L/\($0)-x.md" }
    let files = Dictionary(uniqueKeysWithValues: names.map { ($0, "```chainrule\n> a\n1.0\n```\n") })
    let reports = Self.checker(files).check(files: names)
    #expect(reports.map(\.file) == names)
    #expect(reports.allSatisfy { $0.status == .passed })
  }

  @Test func aCorrectExerciseHasNoFindings() {
    let text = "```exercise\nquestion: q\nanswer: half\nmistake: one -> twice as much\n```\n"
    #expect(Self.check(["L/01-a.md": text]).status == .passed)
  }

  @Test(
    arguments: [
      ("answer: half\nmistake: 0.5 -> m", "4: this mistake has the value of the right answer"),
      ("answer: zzz", "3: the answer does not pass: no value for zzz"),
      ("answer: n", "3: the answer does not pass: its value is not a number"),
      ("answer: half\nmistake: zzz -> m", "4: this mistake cannot be computed: no value for zzz"),
      ("answer: half\nmistake: n -> m", "4: this mistake has no value that an answer could have"),
      (
        "answer: half\nmistake: one -> m\nmistake: uno -> k",
        "5: this mistake has the value of another one, so its message is never shown"
      ),
      ("answer: half\nsetup: zzz", "4: error: unknown cell"),
      ("answer: half\nalso: one", "4: this answer does not pass: it is not equal to the answer"),
      ("answer: half\nmistake: one -> m\nalso: uno", "5: this answer does not pass, it has the value of a mistake: m"),
      ("answer: half + 0\nwithout: +", "3: the answer does not pass: write it without +"),
      ("answer: half\nwithout: tanhh", "4: `tanhh` is not a quantity, a function or a sign"),
      (
        "answer: {x}\nmistake: 2 -> m\ndraw: x from 1 to 2 step 1",
        "4: this mistake has the value of the right answer (with x = 2)"
      ),
    ])
  func exerciseThatDoesNot(body: String, message: String) throws {
    let found = messages(Self.check(["L/01-a.md": "```exercise\nquestion: q\n\(body)\n```\n"]))
    let text = try #require(found.first)
    #expect(found.count == 1)
    #expect(text == message)
  }

  @Test func setupRunsBeforeTheAnswer() {
    let text = "```exercise\nquestion: q\nanswer: fresh\nsetup: set fresh\n```\n"
    #expect(Self.check(["L/01-a.md": text]).status == .passed)
  }
}
