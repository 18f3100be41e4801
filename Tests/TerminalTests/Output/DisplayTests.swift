import Foundation
import Renderers
import Testing

/// The pager, the settings file and the background of the terminal.
@Suite struct DisplayTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test func resultsLongerThanTheScreenGoThroughThePager() throws {
    let terminal = try PseudoTerminal(environment: ["CHAINRULE_PAGER": "sed 's/^/| /'"], home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("1 + 1\r")
    let short = try terminal.wait(for: "In [2]: ")
    #expect(!short.contains("| "))
    terminal.type("help commands\r")
    try terminal.wait(for: "| backward")
    let long = try terminal.wait(for: "In [3]: ")
    #expect(long.contains("| weights"))
    terminal.type("set pager off\r")
    try terminal.wait(for: "In [4]: ")
    terminal.type("help commands\r")
    #expect(!(try terminal.wait(for: "In [5]: ").contains("| ")))
  }

  /// The shell continues after a pager that is left early, one that does not exist, and Ctrl-C in one.
  @Test(arguments: ["head -1", "no-such-pager"])
  func aPagerMayEndEarly(_ pager: String) throws {
    let terminal = try PseudoTerminal(environment: ["CHAINRULE_PAGER": pager], home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("help commands\r")
    let text = try terminal.wait(for: "In [2]: ")
    #expect(text.contains("progress") == (pager == "no-such-pager"))
    terminal.type("2 + 3\r")
    try terminal.wait(for: "Out[2]: 5")
  }

  @Test func interruptInThePager() throws {
    let terminal = try PseudoTerminal(environment: ["CHAINRULE_PAGER": "cat; echo waiting; sleep 100"], home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("help commands\r")
    try terminal.wait(for: "waiting")
    terminal.type("\u{03}")
    try terminal.wait(for: "In [2]: ")
  }

  @Test(arguments: [["ACCESSIBLE": "1"], ["TERM": "dumb"]])
  func noPagerWhereTheScreenCannotBeDrawnAgain(_ environment: [String: String]) throws {
    let pager = ["CHAINRULE_PAGER": "sed 's/^/| /'"]
    let terminal = try PseudoTerminal(environment: environment.merging(pager) { $1 }, home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("help commands\r")
    #expect(!(try terminal.wait(for: "In [2]: ").contains("| ")))
  }

  @Test func theSettingsFileIsReadAndItsMistakesAreWarnings() throws {
    let folder = home.url.appendingPathComponent(".config/chainrule")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("set numbers fixed\n\nset rate 3\nset width 1\n".utf8).write(to: folder.appendingPathComponent("settings"))
    let terminal = try PseudoTerminal(home: home)
    let start = try terminal.wait(for: "In [1]: ")
    #expect(start.contains("settings:3: rate belongs to the session"))
    #expect(start.contains("settings:4: width is a number from 20 to 1000"))
    terminal.type("1/3\r")
    try terminal.wait(for: "Out[1]: 0.333333")
    terminal.type("2\r")
    try terminal.wait(for: "Out[2]: 2.000000")
    // Scripts do not depend on who runs them.
    #expect(try Program.bash("$chainrule", input: "2\n", home: home).output == "2\n")
  }

  /// The answer to the question for the background never becomes text, early or late, and chooses the colours.
  @Test(arguments: [
    ("ffff/ffff/ffff", "\u{1B}[34m"), ("0000/0000/0000", "\u{1B}[36m"), ("1e1e/1e1e/1e1e", "\u{1B}[36m"),
  ])
  func theBackgroundIsAskedFor(_ colour: String, code: String) throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    #expect(String(decoding: terminal.bytes, as: UTF8.self).contains("\u{1B}]11;?\u{1B}\\"))
    terminal.type("1 + ")
    terminal.type("\u{1B}]11;rgb:\(colour)\u{1B}\\")
    terminal.type("1\r")
    try terminal.wait(for: "Out[1]: 2")
    terminal.type("C = 3\rhelp train\r")
    try terminal.wait(for: "usage: ")
    try terminal.wait(for: "In [")
    let all = String(decoding: terminal.bytes, as: UTF8.self)
    #expect(all.contains(code + "train"))
    #expect(!all.contains("rgb:"))
  }

  /// In vi's keys Escape is a key of its own.
  @Test func theAnswerIsNoTextInViKeys() throws {
    try Data("bind -v\n".utf8).write(to: home.url.appendingPathComponent(".editrc"))
    let terminal = try PseudoTerminal(home: home)
    try terminal.waitForLine("In [1]:")
    terminal.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\")
    terminal.type("1 + 1")
    try terminal.waitForLine("In [1]: 1 + 1")
    terminal.type("\r")
    try terminal.waitForLine("In [2]:")
    #expect(terminal.screen.lines.contains("Out[1]: 2"))
  }

  @Test(arguments: [("15;0", "36"), ("0;15", "34"), ("0;default;15", "34"), ("nonsense", "94")])
  func theBackgroundOfTheEnvironment(_ value: String, code: String) throws {
    let result = try Program.bash(
      "$chainrule --color always -c 'help train'", environment: ["COLORFGBG": value], home: home)
    #expect(result.output.contains("\u{1B}[\(code)mtrain"))
  }

  /// A frame of progress is cleared to the end of the screen from the start of its line, where the cursor waits: however
  /// the terminal has broken the line since, nothing of it stays.
  @Test func aFrameIsClearedWhateverTheWidth() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    for cell in ["data digits", "network 64 32 10 output softmax loss cross-entropy", "init kaiming"] {
      terminal.type(cell + "\r")
      try terminal.wait(for: "In [")
    }
    terminal.type("train epochs 60\r")
    try terminal.wait(for: "trained 60 epochs")
    let all = String(decoding: terminal.bytes, as: UTF8.self)
    let frames = all.components(separatedBy: "\r\u{1B}[J")
    #expect(frames.count > 2)
    #expect(frames.dropFirst().dropLast().allSatisfy { $0.hasSuffix("\r") })
  }

  /// If the terminal becomes narrower while a frame of progress is shown, all of it is still cleared.
  @Test(arguments: [30, 44, 100])
  func anotherSizeWhileTraining(_ columns: Int) throws {
    let terminal = try PseudoTerminal(home: home)
    for (number, cell) in ["data digits;", "network 64 32 10;", "init kaiming;"].enumerated() {
      terminal.type(cell + "\r")
      try terminal.waitForLine("In [\(number + 2)]:")
    }
    terminal.type("train epochs 150;\r")
    try terminal.waitForScreen { $0.line.hasPrefix("epoch ") }
    terminal.resize(rows: 24, columns: columns)
    try terminal.waitForLine("In [5]:")
    #expect(terminal.screen.lines.suffix(2) == ["In [4]: train epochs 150;", "In [5]:"])
  }

  /// A chart stays, what is typed under it is drawn anew, and the next chart has the new width.
  @Test func anotherSizeWithAChartOnTheScreen() throws {
    let terminal = try PseudoTerminal(home: home)
    for cell in ["data xor;", "network 2 4 1 hidden tanh;", "init xavier;", "train epochs 200 batch 4;", "plot loss"] {
      terminal.type(cell + "\r")
    }
    try terminal.waitForLine("In [6]:")
    terminal.type("plot lo")
    // After it the rest of the earlier cell is shown.
    try terminal.waitForLine("In [6]: plot loss", column: 15)
    terminal.resize(rows: 24, columns: 40)
    terminal.type("ss log")
    try terminal.waitForLine("In [6]: plot loss log", column: 21)
    #expect(terminal.screen.lines.count { $0.contains("[6]") } == 1)
    terminal.type("\r")
    try terminal.waitForLine("In [7]:")
    let chart = terminal.screen.lines.drop { !$0.contains("[6]") }
    #expect(chart.count > 5)
    #expect(chart.allSatisfy { $0.displayWidth <= 40 })
  }
}
