import Commands
import Language
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import CommandKit

struct InterpreterTests {
  @Test func onlyWhatIsDrawnIsSaidToBeDrawn() throws {
    var shell = try Shell("network 2 2 1")
    func said(_ command: String) throws -> String? {
      if case .text(let text)? = try shell.run(command) { text.plain } else { nil }
    }
    #expect(try said("init kaiming") == "drew 6 weights, biases are 0")
    #expect(try said("init constant 0.25") == "all 6 weights are 0.25, biases are 0")
    #expect(try said("init zeros") == "all 6 weights are 0, biases are 0")
    #expect(try shell.failure(of: "init xavier 3").message == "xavier takes no value")
  }

  @Test func aSettingAmongTheNumbersOfACommandIsNamed() throws {
    var shell = try Shell()
    let failure = try shell.failure(of: "network 2 3 1 l2 0.1")
    #expect(failure.message == "network does not take l2")
    #expect(failure.span == SourceSpan(14, 16))
    #expect(failure.hint == "set l2 0.5")
  }

  @Test func blankCellsHaveNoNumber() throws {
    var shell = try Shell()
    #expect(shell.interpreter.run("  # nothing", host: shell.host).number == nil)
    #expect(shell.interpreter.run("1", host: shell.host).number == 1)
    #expect(shell.interpreter.run("foo", host: shell.host).number == 2)
  }

  @Test func aFinalSemicolonHidesTheResult() throws {
    var shell = try Shell()
    #expect(try shell.run("1 + 1;") == nil)
    #expect(try shell.number("_") == 2)
  }

  @Test func undoSkipsCellsThatChangedNothing() throws {
    var shell = try Shell("x = 1", "x = 2", "x", "help", "undo")
    #expect(try shell.number("x") == 1)
    try shell.run("redo")
    #expect(try shell.number("x") == 2)
    try shell.run("undo 2")
    #expect(try shell.failure(of: "x").message == "unknown name x")
    #expect(try shell.failure(of: "undo").message == "there is nothing to undo")
  }

  @Test func quitAsksToLeave() throws {
    var shell = try Shell()
    #expect(shell.interpreter.run("quit", host: shell.host).sequel == .leave)
    #expect(shell.interpreter.run("exit", host: shell.host).sequel == .leave)
  }

  @Test func aCommandThatDoesNotExistIsNamed() throws {
    var shell = try Shell("x = 2")
    let diagnostic = try shell.failure(of: "trian epochs 3")
    #expect(diagnostic.message == "unknown command trian")
    #expect(diagnostic.hint == "did you mean train?")
    #expect(diagnostic.span == SourceSpan(0, 5))
    #expect(try shell.failure(of: "learn \"a b.csv\"").message == "unknown command learn")
    // A slip in an expression is one.
    #expect(try !shell.failure(of: "x 3").message.hasPrefix("unknown command"))
  }

  @Test func everyCommandHasANameOfItsOwn() {
    for command in CommandSet.standard.all { #expect(Function.all[command.name] == nil) }
    #expect(CommandSet.standard.names.count == Set(CommandSet.standard.names).count)
  }

  @Test func stepGoesThroughThePass() throws {
    var shell = try Shell("network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]")
    var names: [String] = []
    for _ in 0..<13 {
      guard case .stack(let views)? = try shell.run("step"), case .text(let text) = views[0] else { break }
      names.append(text.runs[0].text)
    }
    #expect(
      names == [
        "z[1]", "a[1]", "z[2]", "a[2]", "C", "da[2]", "delta[2]", "dW[2]", "db[2]", "da[1]", "delta[1]", "dW[1]",
        "db[1]",
      ])
    try shell.run("step")
    guard case .stack(let views)? = try shell.run("step"), case .text(let text) = views[0] else {
      throw Shell.Missing()
    }
    #expect(text.runs[0].text == "z[1]")
  }

  @Test func ownFormulasRunInTheBackwardPass() throws {
    var shell = try Shell("data xor", "network 2 3 1", "seed 1", "init kaiming", "backward", "g = dW[2]")
    try shell.run("define dW[2] = 2 * delta[2].T @ a[1]")
    try shell.run("backward")
    #expect(try shell.number("max(abs(dW[2] - 2 * g))") == 0)
    try shell.run("undefine dW[2]")
    try shell.run("backward")
    #expect(try shell.number("max(abs(dW[2] - g))") == 0)
    #expect(try shell.failure(of: "define dW[2] = dW[2]").message == "dW[2] cannot be defined by itself")
    #expect(try shell.failure(of: "define W[2] = 1").message == "your W[2] = 1 is a number")
    #expect(
      try shell.failure(of: "define z[2] = 1").message
        == "only steps of the backward pass and of the update can be defined")
    #expect(try shell.failure(of: "define dW[2] = a[1].T @ delta[2]").message.contains("is 3×1"))
  }

  private func table(_ shell: inout Shell, _ cell: String) throws -> Table {
    guard case .table(let table) = try shell.run(cell) else { throw Shell.Missing() }
    return table
  }

  @Test func gradcheckNamesTheFormulaThatIsWrong() throws {
    var shell = try Shell("data xor", "network 2 3 3 1 hidden tanh", "seed 1", "init kaiming", "gradcheck")
    #expect(try table(&shell, "gradcheck").rows.allSatisfy { $0.last == .text("agrees", .good) })
    try shell.run("define delta[2] = da[2] * tanh'(a[2])")
    let report = try table(&shell, "gradcheck")
    #expect(report.columns == ["tensor", "entries", "max abs", "max rel", "error", "worst", "verdict"])
    #expect(report.note?.contains("first wrong at delta[2], your formula da[2] * tanh'(a[2])") == true)
    let verdicts = report.rows.map { $0.last }
    #expect(verdicts.suffix(2).allSatisfy { $0 == .text("agrees", .good) })
    #expect(verdicts.prefix(4).allSatisfy { $0 == .text("disagrees", .bad) })
  }

  @Test func plantedBugsAreFound() throws {
    var shell = try Shell("data xor", "network 2 3 1 hidden tanh", "seed 1", "init kaiming")
    for bug in ["double", "sign", "transposed", "row", "entry"] {
      let report = try table(&shell, "gradcheck break dW[1] bug \(bug)")
      #expect(report.note?.contains("the check finds it") == true, "\(bug)")
    }
    #expect(try shell.failure(of: "gradcheck break W[1]").message == "a bug is planted in dW[l] or db[l]")
  }

  @Test func numericShowsTheErrorOverTheStep() throws {
    var shell = try PublicNumbers.mazur()
    guard case .stack(let views) = try shell.run("numeric dW[2][0, 1]"), case .table(let table) = views[2] else {
      throw Shell.Missing()
    }
    #expect(table.rows.count == 12)
    #expect(isClose(try shell.number("_"), 0.082667627848, 1e-9))
    #expect(try shell.failure(of: "numeric dW[2]").message == "numeric takes one entry")
  }

  /// With formulas that say what the built-in ones do, training gives the same weights.
  @Test func ownFormulasTrain() throws {
    let start = ["data xor", "network 2 4 1", "seed 42", "init kaiming"]
    var builtIn = try Shell()
    var own = try Shell()
    for cell in start {
      try builtIn.run(cell)
      try own.run(cell)
    }
    try own.run("define delta[2] = (a[2] - Y) * a[2] * (1 - a[2]) / B")
    try own.run("define dW[1] = delta[1].T @ X")
    for shell in [0, 1] {
      if shell == 0 {
        try builtIn.run("train epochs 20 batch 3 rate 0.5")
      } else {
        try own.run("train epochs 20 batch 3 rate 0.5")
      }
    }
    let (a, b) = (try builtIn.matrix("W[1]"), try own.matrix("W[1]"))
    for (x, y) in zip(a.data, b.data) { #expect(isClose(x, y, 1e-12)) }
    try own.run("undefine")
    try own.run("define da[2] = (Y - a[2]) / B")
    let before = try own.number("loss")
    try own.run("train epochs 50 batch 4 rate 0.5")
    #expect(try own.number("loss") > before)
  }

  @Test func aDivergingRunKeepsTheLastFiniteWeights() throws {
    // One weight, x 3, y 6, the loss 9 (w − 2)²: the critical rate of ½(3w − 6)² is 2/9.
    var shell = try Shell(
      "network 1 1 output identity", "input [[3]]", "target [[6]]", "train epochs 100000 batch 1 rate 1e10")
    #expect(try shell.number("W[1][0, 0]").isFinite)
    #expect(shell.interpreter.session.runs.last.map { if case .diverged = $0.end { true } else { false } } == true)
    #expect(shell.interpreter.session.runs.last?.reports.count ?? 0 < 100)
  }

  /// `_` is the last number or matrix that was a result; an answer to an exercise may also be what a view is about.
  @Test func valuesTravelBesideTheirViews() throws {
    var shell = try Shell("network 1 1 output identity", "W[1] = [[3]]", "input [[2]]", "target [[1]]", "7")
    func value(_ cell: String, _ shell: inout Shell) -> Value? { shell.interpreter.run(cell, host: shell.host).value }
    #expect(value("forward", &shell)?.asMatrix.elements == [6])
    #expect(value("explain z[1]", &shell)?.asMatrix.elements == [6])
    #expect(value("explain z[1][0, 0]", &shell) == .number(6))
    #expect(try shell.number("_") == 7)
    #expect(value("loss", &shell) == .number(12.5))
    #expect(value("loss;", &shell) == nil, "what is not shown is no answer")
    #expect(try shell.number("_") == 12.5)
    #expect(value("backward", &shell) == nil)
    #expect(value("numeric dW[1][0, 0]", &shell).map { isClose($0.asMatrix.elements[0], 10, 1e-6) } == true)
    #expect(isClose(try shell.number("_"), 10, 1e-6))
  }

  @Test func theTranscriptOfALessonIsAskedFor() throws {
    var shell = try Shell()
    for (cell, request) in [
      ("save transcript a.md", LessonRequest.transcript("a.md", replaces: false)),
      ("save transcript to \"a b.md\" replace", .transcript("a b.md", replaces: true)),
      ("save transcript my  own.md", .transcript("my  own.md", replaces: false)),
      ("save transcript my to do.md", .transcript("my to do.md", replaces: false)),
      ("transcript my own.md replace", .transcript("my own.md", replaces: true)),
      ("save transcript to", .transcript(nil, replaces: false)),
    ] {
      #expect(shell.interpreter.run(cell, host: shell.host).sequel == .ask(.lesson(request)), "\(cell)")
    }
  }
}
