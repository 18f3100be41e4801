import CommandKit
import SessionCore
import ShellFixtures
import Testing
import Views

struct DeleteCommandTests {
  @Test func variablesFunctionsActivationsAndLosses() throws {
    var shell = try Shell(
      "x = 1", "f(t) = t^2", "activation s2(z) = z * sigmoid(2 * z)", "loss q(a, y) = sum((a - y)^4)", "snapshot best")
    #expect(try shell.run("delete x, f s2 q best") == .text("deleted x, f, s2, q and the snapshot best"))
    let session = shell.interpreter.session
    #expect(
      session.variables.isEmpty && session.functions.isEmpty && session.activations.isEmpty && session.losses.isEmpty)
    #expect(shell.interpreter.timeline.snapshots.isEmpty)
    try shell.run("undo")
    #expect(try shell.number("f(x + 2)") == 9)
  }

  @Test(arguments: [
    ("delete x", "f(t) uses x", "undefine g"), ("delete f", "g(t) uses f", "undefine g"),
    ("delete x nosuch", "f(t) uses x", "undefine g"),
    ("delete yy", "nothing of yours is called yy", "show lists what is yours"),
    ("delete relu", "relu is built in", "show lists what is yours"),
    ("delete W[1]", "nothing of yours is called W[1]", "did you mean"),
    ("delete", "delete needs NAMES: what to remove", "usage: delete NAMES…"),
  ])
  func whatStays(cell: String, message: String, hint: String) throws {
    var shell = try Shell("x = 1", "f(t) = t^2 + x", "g(t) = f(t)")
    let failure = try shell.failure(of: cell)
    #expect(failure.message == message)
    #expect(failure.hint?.hasPrefix(hint) == true || hint == "did you mean", "\(failure.hint ?? "")")
  }

  @Test func whatUsesSomethingGoesBeforeIt() throws {
    var shell = try Shell("x = 1", "f(t) = t^2 + x", "g(t) = f(t)", "delete x f g")
    #expect(shell.interpreter.session.ownNames.isEmpty)
    _ = try shell.failure(of: "x")
  }

  @Test func aSnapshotOfTheNameOfAVariable() throws {
    var shell = try Shell("x = 1", "snapshot x", "delete snapshot x")
    #expect(try shell.number("x") == 1)
    #expect(shell.interpreter.timeline.snapshots.isEmpty)
  }
}

struct ResetCommandTests {
  @Test func everythingGoesAndOneUndoBringsItBack() throws {
    var shell = try Shell("x = 1", "network 2 3 1", "set digits 3", "seed 4", "data xor")
    let before = shell.interpreter.session
    try shell.run("reset")
    #expect(shell.interpreter.session == Session())
    try shell.run("undo")
    #expect(shell.interpreter.session == before)
    try shell.run("redo")
    #expect(try shell.run("reset") == .text("the session is fresh already"))
  }
}

struct SetDefaultTests {
  @Test(arguments: Setting.all.map(\.name)) func everySettingGoesBack(name: String) throws {
    let setting = try #require(Setting.named(name))
    let value = setting.words(in: Session()).last?.word ?? "7"
    var shell = try Shell()
    let before = (shell.interpreter.session, shell.interpreter.display)
    for cell in ["set \(name) \(value)", "set \(name) default"] {
      if case .failure = shell.outcomes(of: cell).last?.result { return }
    }
    #expect(setting.defaultValue == setting.defaultValue)
    #expect(shell.interpreter.display == before.1 && shell.interpreter.session.digits == before.0.digits)
    #expect(shell.interpreter.session.learningRate == before.0.learningRate)
  }

  @Test(arguments: ["set digits=12", "set digits = 12", "set digits 12"]) func nameAndValue(cell: String) throws {
    let shell = try Shell("set digits 4", "set digits default")
    var copy = shell
    try copy.run(cell)
    #expect(copy.interpreter.session.digits == 12)
  }
}
