import CommandKit
import Language
import SessionCore
import ShellFixtures
import Testing
import Views

/// Cells that run other cells.
struct ContextCompoundsTests {
  @Test(arguments: [
    ("repeat 5 x = x + 2", "x", 11.0), ("repeat 2 + 2: x += 1; x *= 2", "x", 46.0), ("for k in 1..4: x += k", "x", 11),
    ("for k in 1:4: x += k", "x", 7), ("for k in 0:10:4: x += k", "x", 13),
    ("for k in 3:0:-1: x = 10 * x + k", "x", 1321),
    ("for k in [2, 5]: x += k", "x", 8), ("for k in [[2], [5]]: x += k", "x", 8),
    ("for k in 0:1:0.25: x += k", "x", 2.5),
    ("if x > 0: x = 5; else: x = 6", "x", 5), ("if x > 1: x = 5; else: x = 6", "x", 6),
    ("if x > 2: x = 5; else if x > 0: x = 7; else: x = 6", "x", 7), ("if x > 2: x = 5", "x", 1),
    ("repeat 3 for k in 1..2: x += k", "x", 10), ("repeat 0 x = 5", "x", 1), ("for k in 3..1: x = 5", "x", 1),
    ("repeat 2: f(t) = t + x; x = f(x)", "x", 4), ("repeat 3: _ + 1", "_", 4), ("time x = 9", "x", 9),
    ("time repeat 2: x += 1; x", "_", 3), ("repeat 3 x; ", "_", 1),
  ])
  func whatTheyDo(cell: String, name: String, value: Double) throws {
    var shell = try Shell("x = 1", "x")
    try shell.run(cell)
    #expect(try shell.number(name) == value)
  }

  @Test func theyAreOneCellWithOneUndo() throws {
    var shell = try Shell("x = 1", "repeat 5: x += 1; y = x", "undo")
    #expect(try shell.number("x") == 1)
    #expect(shell.interpreter.session.variables["y"] == nil)
    #expect(shell.interpreter.cells.map(\.number) == [1, 2, 3, 4])
  }

  @Test func aLoopGivesItsNameBack() throws {
    var shell = try Shell("l = 7", "for l in 1..3: x = 2 * l", "for k in 1..2: x")
    #expect(try shell.number("l") == 7)
    #expect(shell.interpreter.session.variables["k"] == nil)
    #expect(try shell.verdict("x == 6").kind == .exact)
  }

  @Test(arguments: [
    ("repeat -1 x", 7, "repeat takes a whole number of at least 0, not -1"),
    ("repeat 2.5 x", 7, "repeat takes a whole number of at least 0, not 2.5"),
    ("repeat show 3", 7, "repeat takes a number first"),
    ("repeat 3: x = 5; x + [1, 2] @ [1, 2]", 21, "in repetition 1 of 3: cannot multiply"),
    ("repeat 3: x -= 1; 1 / [[x, 1], [0]]", 22, "row 1 has 1 entries, row 0 has 2"),
    ("for k in 1..3: repeat 2: x = k; zz", 32, "for k = 1: in repetition 1 of 2: unknown name zz"),
    ("for W in 1..3: x", 4, "W belongs to the network"), ("for eta in 1..3: x", 4, "eta belongs to the notation"),
    ("for relu in 1..3: x", 4, "relu is the name of a function"),
    ("for k in 3: x", 9, "for takes a range, a row or a list, and 3 is a number"),
    ("for k in [[1, 2], [3, 4]]: x", 9, "for takes a range, a row or a list"),
    ("for k in 1:3:0: x", 13, "a step of 0 never ends"),
    ("for k in 0..1/0: x", 12, "a range has finite ends"),
    ("if [1, 2]: x", 3, "[1, 2] is 1×2: a condition is a number"),
    ("else: x", 0, "else belongs to an if"), ("repeat 3: x = 5; undo", 17, "undo is a cell of its own"),
    ("repeat 3: for k in 1..2: x = 5; save a.md", 32, "save is a cell of its own"),
    ("if 1: x = 5; else: lesson 1", 19, "lesson is a cell of its own"), ("time quit", 5, "quit is a cell of its own"),
    ("repeat 3: x = 5; 2 +", 20, "expected an expression"), ("repeat", 0, "repeat needs CELLS"),
  ])
  func errorsAreAtTheirPlace(cell: String, place: Int, message: String) throws {
    var shell = try Shell("x = 1")
    let failure = try shell.failure(of: cell)
    #expect(failure.span.start == place && failure.message.hasPrefix(message), "\(failure)")
  }

  @Test func anErrorSaysInWhichRepetition() throws {
    var shell = try Shell("x = 3")
    let failure = try shell.failure(of: "repeat 10: x -= 1; if x == 0: zz")
    #expect(failure.message == "in repetition 3 of 10: unknown name zz" && failure.span == SourceSpan(30, 32))
  }

  @Test func deepNestingIsRefused() throws {
    var shell = try Shell("x = 1")
    let failure = try shell.failure(of: String(repeating: "repeat 1 ", count: 5_000) + "x")
    #expect(failure.message == "cells are nested too deeply")
  }

  @Test func elseFollowsInTheNextCell() throws {
    var shell = try Shell("x = 1", "if x > 5: y = 1", "else: y = 2")
    #expect(try shell.number("y") == 2)
    _ = try shell.failure(of: "else: y = 3")
    try shell.run("if x > 0: y = 4")
    try shell.run("else: y = 5")
    #expect(try shell.number("y") == 4)
  }

  @Test func eachRepetitionShowsItsResults() throws {
    var shell = try Shell("x = 1")
    guard case .stack(let views)? = try shell.run("for k in 1..2: k^2; x = k; x;") else { throw Shell.Missing() }
    #expect(views == [.number(NumberView(1, label: "k = 1: k^2")), .number(NumberView(4, label: "k = 2: k^2"))])
    #expect(try shell.run("repeat 3 x;") == nil)
  }

  @Test func ofManyRepetitionsTheLastAreShown() throws {
    var shell = try Shell("x = 0")
    guard case .stack(let views)? = try shell.run("repeat 1000: x += 1; x") else { throw Shell.Missing() }
    #expect(views.count == 11)
    #expect(views.first == .text(StyledText("… 990 earlier results are not shown", .faint)))
    #expect(views.last == .number(NumberView(1000)))
  }

  @Test func anEmptyRangeIsSaid() throws {
    var shell = try Shell()
    #expect(try shell.run("for k in 3..1: k") == .text(StyledText("3..1 is empty: nothing was run", .faint)))
  }

  @Test func ctrlCLeavesTheSessionAsItWas() throws {
    var shell = try Shell("x = 1")
    let before = shell.interpreter.session
    shell.host.isInterrupted = true
    let outcome = shell.interpreter.run("repeat 1000000000: x += 1", host: shell.host)
    #expect(outcome.isFailure && outcome.number == nil)
    #expect(shell.interpreter.session == before)
  }

  @Test func longOnesShowProgress() throws {
    var shell = try Shell("x = 1")
    try shell.run("repeat 2000: x += 1")
    let frames = shell.host.shown.compactMap { if case .progress(let frame) = $0 { frame } else { nil } }
    #expect(!frames.isEmpty && frames.allSatisfy { $0.title.hasSuffix("/2000") })
  }

  @Test func trainingInARepetitionShowsItsProgress() throws {
    var shell = try Shell("data xor", "network 2 2 1", "init constant 0.1", "repeat 2 train epochs 3 batch 4")
    #expect(shell.interpreter.session.runs.count == 2)
    #expect(shell.host.shown.contains { if case .progress = $0 { true } else { false } })
  }

  @Test func theyAreStaleWhenWhatTheyReadHasChanged() throws {
    var shell = try Shell("x = 1", "n = 2", "for k in 1..n: y = x + k; y", "repeat 2: x", "repeat 2: x += 1")
    func stale() throws -> [String] {
      guard case .table(let table)? = try shell.run("history") else { throw Shell.Missing() }
      return table.rows.compactMap { row in
        guard case .text(let state, _)? = row.last, state.hasPrefix("* stale"), case .integer(let number)? = row.first
        else { return nil }
        return "\(number)"
      }
    }
    #expect(try stale() == ["3", "4"])
    try shell.run("rerun stale")
    #expect(try shell.number("y") == 5)
  }

  @Test func aChangeInPlaceIsRememberedForCheck() throws {
    var shell = try Shell("x = 2", "x += 1", "x *= 2", "y = [[1, 2], [3, 4]]", "y[0, 1] += 5", "y[1, :] *= 10")
    #expect(try shell.verdict("x == (2 + 1) * 2").kind == .exact)
    #expect(try shell.matrix("y").data == [1, 7, 30, 40])
  }

  @Test(arguments: [
    ("let v = 3", "write v = 3"), ("10 * show", "repeat 10 show"), ("clear", "reset"), ("v <- 3", "v = 3"),
  ])
  func habitsGetTheLineToType(cell: String, hint: String) throws {
    var shell = try Shell("x = 1")
    #expect(try shell.failure(of: cell).hint == hint)
  }
}
