import Foundation
import Testing

/// The first lesson, played on a terminal.
@Suite struct LessonTerminalTests {
  let home: TemporaryFolder
  private static let lesson = Program.lessons + "/01-a-first-pass.md"

  init() throws { home = try TemporaryFolder() }

  @Test func aLessonIsPlayedToItsEnd() throws {
    try firstSteps()
    try resumed()
    #expect(try progress().contains("01-a-first-pass: finished, 32 steps; right 1 3; shown 2"))
  }

  /// Runs and edits cells, spoils a variable, plays, goes back, and leaves.
  private func firstSteps() throws {
    let terminal = try PseudoTerminal(["lesson", Self.lesson], home: home)
    try terminal.wait(for: "A first pass\r\n════")
    try terminal.wait(for: "In [1]: ")
    try terminal.wait(for: "network 2 2 2 hidden sigmoid")
    terminal.type("\r")
    try terminal.wait(for: "12 parameters")
    try terminal.wait(for: "W[1] = [[.15, .20], [.25, .30]]")
    terminal.type("\u{15}W[1] = [[9, 9], [9, 9]]\r")
    try terminal.wait(for: "In [3]: ")
    try say("next", at: terminal, expecting: "b[1] = [.35, .35]")
    terminal.type("\u{15}W[1][0, 0]\r")
    try terminal.wait(for: "Out[3]: 0.15")
    try terminal.wait(for: "In [4]: ")
    try say("play", at: terminal, expecting: "next returns to step 3")
    try say("network 1 1", at: terminal, expecting: "2 parameters")
    try say("next", at: terminal, expecting: "b[1] = [.35, .35]")
    terminal.type("\r")
    try terminal.wait(for: "W[2] = [[.40, .45], [.50, .55]]")
    terminal.type("\u{15}back\r")
    try terminal.wait(for: "b[1] = [.35, .35]")
    terminal.type("\u{15}quit\r")
    #expect(try terminal.exitStatus() == 0)
    #expect(try progress() == "01-a-first-pass: step 3 of 32\n")
  }

  /// Resumes the lesson, and answers its exercises.
  private func resumed() throws {
    let terminal = try PseudoTerminal(["lesson", Self.lesson], home: home)
    try terminal.wait(for: "resumed at step 3 of 32")
    try terminal.wait(for: "b[1] = [.35, .35]")
    try toTheExercises(terminal)
    try say("W[2][1, 0] * a[1][0, 0]", at: terminal, expecting: "✗ not yet")
    try say("z[2][0, 1] - b[2][0, 1]", at: terminal, expecting: "✗ not yet")
    try say("hint", at: terminal, expecting: "hint 1 of 2: A pre-activation is a weighted sum")
    try say("(a[1] @ W[2].T + b[2])[0, 1]", at: terminal, expecting: "✓ right")
    try say("next", at: terminal, expecting: "Exercise 2 of 3.")
    try say("another", at: terminal, expecting: "Exercise 2 of 3.")
    try say("skip", at: terminal, expecting: "the answer: sigmoid'")
    try say("next", at: terminal, expecting: "Exercise 3 of 3.")
    try say("0.5", at: terminal, expecting: "✗ not yet: The other way round")
    try say("answer 4 / 2", at: terminal, expecting: "✓ right")
    try say("next", at: terminal, expecting: "The end of A first pass")
    try terminal.wait(for: "3 exercises: 2 right, 1 shown")
    let file = home.path + "/mine.md"
    try say("save transcript \(file)", at: terminal, expecting: "wrote \(file)")
    try say("quit", at: terminal, expecting: "")
    #expect(try terminal.exitStatus() == 0)
    #expect(try Program.bash("$chainrule check \(file)", home: home).status == 0)
  }

  /// Enter runs the offered cell; on an empty line it continues.
  private func toTheExercises(_ terminal: PseudoTerminal) throws {
    var last = ""
    for _ in 0..<60 where !last.contains("Exercise 1 of 3.") {
      terminal.type("\r")
      last = try terminal.wait(for: "\nIn [")
    }
    #expect(last.contains("Exercise 1 of 3."))
  }

  private func say(_ line: String, at terminal: PseudoTerminal, expecting text: String) throws {
    terminal.type(line + "\r")
    if !text.isEmpty { try terminal.wait(for: text) }
  }

  private func progress() throws -> String {
    try String(contentsOfFile: home.path + "/.local/state/chainrule/progress.txt", encoding: .utf8)
  }
}

/// Lessons without a terminal.
@Suite struct PipedLessonTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func run(_ line: String, input: String = "") throws -> Program.Result {
    try Program.bash(line, input: input, environment: ["CHAINRULE_LESSONS": Program.lessons], home: home)
  }

  @Test func answersAreEnough() throws {
    let result = try run("$chainrule lesson 1", input: "z[2][0, 1] = (a[1] @ W[2].T + b[2])[0, 1]\nskip\n2\n")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("Exercise 1 of 3. After the step"))
    #expect(result.output.contains("The end of A first pass: 32 steps"))
    #expect(result.output.contains("3 exercises: 2 right, 1 shown"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func nextRunsOneStep() throws {
    let result = try run("$chainrule lesson first-pass", input: "next\nW[1] = [[0]]\nprogress\n")
    #expect(result.status == 1)
    #expect(result.output.contains("> input [[.05, .10]]"))
    #expect(!result.output.contains("> step"))
    #expect(result.errors.contains("<stdin>:2:"))
  }

  @Test func anInterruptEndsIt() throws {
    let lesson = """
      # L

      ```chainrule
      > data digits
      > network 64 16 10
      > init kaiming
      ```

      Then.

      ```chainrule
      > train epochs 1000000 batch 32 rate 0.1
      ```

      ```exercise
      question: What is 1 + 1?
      answer: 1 + 1
      ```

      """
    try Data(lesson.utf8).write(to: home.url.appendingPathComponent("l.md"))
    let interrupted = "env --default-signal=INT timeout --preserve-status -k 30 -s INT 3"
    let result = try run("cd $HOME; \(interrupted) $chainrule lesson l.md", input: "2\n")
    #expect(result.status == 130)
  }

  @Test func missingLessonsAreNamed() throws {
    let missing = try run("$chainrule lesson 99")
    #expect(missing.status == 1)
    #expect(missing.errors == "chainrule: there is no lesson 99\n")
    let closed = try run("$chainrule", input: "hint")
    #expect(closed.status == 1)
    #expect(closed.errors.contains("no lesson is open"))
  }

  @Test func aNameIsTakenAsItIs() throws {
    let file = home.url.appendingPathComponent("c#1.md")
    try Data("# Sharp\n\n```chainrule\n> 40 + 2\n```\n".utf8).write(to: file)
    let played = try run("cd $HOME && $chainrule lesson 'c#1.md'", input: "next\n")
    #expect(played.status == 0 && played.output.contains("> 40 + 2"))
    let opened = try run("cd $HOME && $chainrule open 'c#1.md'")
    #expect(opened.output.hasPrefix("ran the 1 cell of c#1.md"))
    for command in ["lesson", "open"] {
      let two = try run("cd $HOME && cp 'c#1.md' $'a\\n1 + 1.md' && $chainrule \(command) $'a\\n1 + 1.md'")
      #expect(two.status == 1 && two.output == "")
      #expect(two.errors.hasSuffix("has a quote or a line break in it, which a cell cannot spell\n"))
    }
  }

  @Test func theListShowsTheProgress() throws {
    _ = try run("$chainrule lesson 1", input: "next\n")
    let list = try run("$chainrule", input: "lessons\n").output
    #expect(list.contains("A first pass"))
    #expect(list.contains("of 32, 0 of 3 exercises"))
  }

  @Test func progressThatCannotBeReadIsLeftAlone() throws {
    let file = home.history.deletingLastPathComponent().appendingPathComponent("progress.txt")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = Data("01-a-first-pass: step 3 of 32\n\u{E9}\n".unicodeScalars.map { UInt8($0.value) })
    try text.write(to: file)
    let result = try run("$chainrule lesson 1", input: "next\nnext\n")
    #expect(result.output.components(separatedBy: "warning: cannot read").count == 2)
    #expect(try Data(contentsOf: file) == text)
  }

  @Test func aTranscriptTakesNoFilesPlace() throws {
    let cells = "next\nsave transcript my  own.md\nsave transcript to my  own.md\n"
    let own = try run("cd $HOME && $chainrule lesson 1", input: cells)
    #expect(own.status == 0, "\(own.errors)")
    #expect(home.text(of: "my  own.md").contains("> input [[.05, .10]]"))
    let refused = try run("cd $HOME && echo mine > a.md && $chainrule lesson 1", input: "save transcript a.md\n")
    #expect(refused.errors.contains("a.md already exists"))
    #expect(refused.errors.contains("hint: transcript a.md replace overwrites it"))
    #expect(home.text(of: "a.md") == "mine\n")
    #expect(try run("cd $HOME && $chainrule lesson 1", input: "save transcript a.md replace\n").status == 0)
    #expect(home.text(of: "a.md") != "mine\n")
  }

  @Test func aNewLessonPassesItsCheck() throws {
    let result = try run("cd $HOME && $chainrule lesson new 'My lesson' && $chainrule check my-lesson.md")
    #expect(result.status == 0)
    #expect(result.output.contains("all as expected"))
    #expect(try run("cd $HOME && $chainrule lesson new 'My lesson'").status == 1)
  }
}
