import Commands
import Renderers
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import CommandKit

struct SettingTests {
  /// Every word that a setting declares is taken, is what it then says it is, and is completed.
  @Test func everyDeclaredWordCanBeSet() throws {
    for setting in Setting.all {
      for word in setting.words.map(\.word) {
        var shell = try Shell("set \(setting.name) \(word)")
        let page = PlainTextRenderer(RenderStyle(width: 120)).render(try #require(try shell.run("set \(setting.name)")))
        #expect(page.contains(" \(word) "), "\(page)")
        let line = "set \(setting.name) "
        let completion = shell.interpreter.completion(of: line, at: line.utf8.count)
        #expect(completion.suggestions.contains { $0.text == word && !$0.summary.isEmpty })
      }
    }
  }

  @Test func whatCannotBeIsSaid() throws {
    var shell = try Shell()
    #expect(try shell.failure(of: "set width 5").message == "width is a number from 20 to 1000, or auto, not 5")
    let display = try shell.failure(of: "set display shrot")
    #expect(display.message == "display is short, full or shape, not shrot")
    #expect(display.hint == "did you mean short?")
    #expect(try shell.failure(of: "set numbers scien").hint == "did you mean scientific?")
    #expect(try shell.failure(of: "set rate 0").message == "rate is a number above 0, not 0")
    #expect(try shell.failure(of: "set digits 2.5").message == "digits is a number from 1 to 17, not 2.5")
  }

  /// What the person sees is no part of the session: it is not undone, and equal sessions stay equal.
  @Test func undoLeavesTheDisplayAlone() throws {
    var shell = try Shell("x = 1", "set width 40", "set numbers fixed")
    #expect(shell.interpreter.display.width == 40)
    try shell.run("undo")
    #expect(shell.interpreter.display.width == 40)
    #expect(try shell.failure(of: "x").message == "unknown name x")
    try shell.run("set width auto")
    #expect(shell.interpreter.display.width == nil)
  }

  @Test func theSettingsFileHoldsDisplaySettingsOnly() throws {
    var shell = try Shell()
    try shell.interpreter.configure("set width 100  # mine", host: shell.host)
    try shell.interpreter.configure("# nothing", host: shell.host)
    #expect(shell.interpreter.display.width == 100)
    #expect(shell.interpreter.nextCellNumber == 1)
    for line in ["x = 1", "set rate 3", "set nothing 1", "set width 1", "set width"] {
      #expect(throws: (any Error).self) { try shell.interpreter.configure(line, host: shell.host) }
    }
    #expect(shell.interpreter.session == Interpreter(commands: .standard).session)
  }
}
