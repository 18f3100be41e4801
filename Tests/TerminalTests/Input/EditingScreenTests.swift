import Foundation
import Glibc
import Testing

/// Keys on a real terminal, and what the screen then shows.
@Suite struct EditingScreenTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func shell(
    rows: Int = 24, columns: Int = 80, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(rows: rows, columns: columns, environment: environment, home: home)
    try terminal.waitForLine("In [1]:", column: 8)
    return terminal
  }

  // MARK: Blocks

  @Test func anOpenCellIsEditedAsABlock() throws {
    let terminal = try shell()
    terminal.type("[[1,\r")
    try terminal.waitForLine("   ...:     [ at column 2", column: 12)
    terminal.type("2]]")
    terminal.type("\u{1B}[A\u{1B}[H10 * ")
    try terminal.waitForLine("In [1]: 10 * [[1,", column: 13)
    #expect(terminal.screen.lines.last == "   ...:     2]]")
    // Enter runs a complete cell wherever the cursor is.
    terminal.type("\r")
    try terminal.waitForLine("In [2]:")
    #expect(terminal.screen.lines.contains("Out[1]: 1×2  10  20"))
    terminal.type("\u{1B}[A")
    try terminal.waitForLine("   ...:     2]]", column: 15)
  }

  @Test func aBackslashContinuesALine() throws {
    let terminal = try shell()
    terminal.type("1 + \\\r")
    try terminal.waitForLine("   ...:", column: 10)
    terminal.type("2\r")
    try terminal.waitForScreen { $0.lines.contains("Out[1]: 3") }
  }

  @Test func altEnterAddsALine() throws {
    let terminal = try shell()
    terminal.type("x = 1\u{1B}\r")
    try terminal.waitForLine("   ...:", column: 8)
    terminal.type("x + 1\r")
    try terminal.waitForScreen { $0.lines.contains("Out[2]: 2") }
  }

  @Test func aBlockTallerThanTheScreen() throws {
    let terminal = try shell(rows: 8)
    let lines = (1...300).map { "\($0)," }
    terminal.type("\u{1B}[200~[" + lines.joined(separator: "\r") + "\u{1B}[201~")
    try terminal.waitForLine("   ...: 300,", column: 12)
    terminal.type(String(repeating: "\u{1B}[A", count: 299) + "\u{1B}[F")
    try terminal.waitForLine("In [1]: [1,", column: 11)
    #expect(terminal.screen.lines.last == "   ...: 8,")
    terminal.type("\u{03}")
    try terminal.waitForScreen { $0.line == "In [1]:" && $0.lines.contains("   ...: 300,") }
    #expect(terminal.screen.scrolled.suffix(294).contains("   ...: 17,"))
  }

  // MARK: Motion

  @Test(arguments: [
    // Words: M-b, Ctrl-Left, Alt-Left; M-f, Ctrl-Right; M-d, Ctrl-W, M-Backspace.
    ("alpha beta gamma\u{1B}b\u{1B}bX", "alpha Xbeta gamma", 15),
    ("alpha beta gamma\u{1B}[1;5D\u{1B}[1;3DX", "alpha Xbeta gamma", 15),
    ("alpha beta\u{01}\u{1B}f\u{1B}[1;5CX", "alpha betaX", 19),
    ("alpha beta\u{01}\u{1B}[1;3C\u{1B}d\u{1B}[FX", "alphaX", 14),
    ("alpha W[1]\u{17}X", "alpha X", 15),
    ("alpha beta\u{1B}\u{7F}X", "alpha X", 15),
    // Home, End and Delete as terminals spell them.
    ("abc\u{1B}[HX\u{1B}[FY", "XabcY", 13), ("abc\u{1B}OHX\u{1B}OFY", "XabcY", 13),
    ("abc\u{1B}[1~X\u{1B}[4~Y", "XabcY", 13), ("abc\u{1B}[7~X\u{1B}[8~Y", "XabcY", 13),
    ("abc\u{01}\u{1B}[3~X", "Xbc", 9),
    // Cut and paste; keys that do nothing leave no letters.
    ("abc def\u{1B}b\u{0B}\u{01}\u{19} \u{1B}[2~\u{1B}[15~", "def abc", 12),
    ("abc\u{15}x\u{19}", "xabc", 12),
  ])
  func motion(_ keys: String, _ line: String, _ column: Int) throws {
    let terminal = try shell()
    terminal.type(keys)
    try terminal.waitForLine("In [1]: " + line, column: column)
  }

  @Test func motionStaysInItsLineOfABlock() throws {
    let terminal = try shell()
    terminal.type("[[11,\r12],\r[21, 22]]")
    try terminal.waitForScreen { $0.lines.last?.hasSuffix("[21, 22]]") ?? false }
    terminal.type("\u{1B}[A\u{01}X\u{05}Y")
    try terminal.waitForLine("   ...: X12],Y")
    terminal.type("\u{1B}[A\u{1B}b\u{0B}")
    try terminal.waitForLine("In [1]: [[", column: 10)
  }

  // MARK: Widths

  @Test(arguments: [
    // Japanese; the cursor is between the wide characters.
    ("# 三四五\u{1B}[D\u{1B}[DX", "# 三X四五", 13),
    ("# 三四五\u{1B}[D\u{1B}[D\u{7F}", "# 四五", 10),
    ("# 三四五\u{1B}[H\u{1B}[C\u{1B}[C\u{1B}[3~", "# 四五", 10),
    // An accent goes with its letter.
    ("# e\u{301}xe\u{301}\u{1B}[D\u{1B}[DY", "# e\u{301}Yxe\u{301}", 12),
    ("# xe\u{301}y\u{1B}[D\u{7F}", "# xy", 11),
    ("# e\u{301}y\u{1B}[H\u{1B}[C\u{1B}[C\u{1B}[3~", "# y", 10),
    // So does everything that an emoji is made of.
    ("# a🧠b\u{1B}[D\u{1B}[DX", "# aX🧠b", 12),
    ("# a👩‍🔬b\u{1B}[D\u{7F}", "# ab", 11),
    ("# a🇯🇵b\u{1B}[D\u{1B}[DX", "# aX🇯🇵b", 12),
  ])
  func widths(_ keys: String, _ line: String, _ column: Int) throws {
    let terminal = try shell()
    terminal.type(keys)
    try terminal.waitForLine("In [1]: " + line, column: column)
  }

  @Test func aLineLongerThanTheScreen() throws {
    let terminal = try shell(columns: 40)
    let long = "x = " + String(repeating: "1 + ", count: 2_500) + "1"
    terminal.type("\u{1B}[200~" + long + "\u{1B}[201~")
    try terminal.waitForScreen { $0.line.hasSuffix("1 + 1") && $0.row == 23 }
    terminal.type("\u{1B}[H2 * ")
    try terminal.waitForLine("In [1]: 2 * x = 1 + 1 + 1 + 1 + 1 + 1 +", column: 12)
    terminal.type("\u{1B}[F\u{7F}")
    try terminal.waitForScreen { $0.line.hasSuffix("1 +") && $0.row == 23 }
  }

  // MARK: Search

  @Test func searchGoesThroughBlocksAndBack() throws {
    let terminal = try shell()
    for (number, cell) in ["x = 11", "[[1,\n2]]", "y = 12"].enumerated() {
      terminal.type("\u{1B}[200~\(cell)\u{1B}[201~\r")
      try terminal.waitForLine("In [\(number + 2)]:")
    }
    terminal.type("abc\u{12}= ")
    try terminal.waitForLine("search \"= \": y = 12", column: 15)
    terminal.type("\u{12}")
    try terminal.waitForLine("search \"= \": x = 11")
    terminal.type("\u{07}")
    try terminal.waitForLine("In [4]: abc", column: 11)
    terminal.type("\u{12},")
    try terminal.waitForScreen { $0.lines.suffix(2) == ["search \",\": [[1,", "       ...: 2]]"] }
    terminal.type("\u{1B}")
    try terminal.waitForLine("In [4]: abc", column: 11)
    // An arrow key takes the found entry, and Up continues from it.
    terminal.type("\u{15}\u{12}12\u{1B}[F")
    try terminal.waitForLine("In [4]: y = 12", column: 14)
    terminal.type("\u{1B}[A")
    try terminal.waitForLine("   ...: 2]]")
    terminal.type("\u{15}\u{12}zz")
    try terminal.waitForLine("nothing like \"zz\":")
    terminal.type("\u{03}")
    try terminal.waitForLine("In [4]:")
  }

  // MARK: Pastes

  @Test func aTranscriptRunsAndStopsAtAnError() throws {
    let terminal = try shell()
    terminal.type("\u{1B}[200~In [1]: x = 5\r\nIn [2]: nope\r\nerror: no\r\nIn [3]: x\r\nOut[3]: 5\u{1B}[201~")
    try terminal.waitForScreen { $0.lines.suffix(3) == ["In [1]: x = 5", "   ...: nope", "   ...: x"] }
    terminal.type("\r")
    try terminal.waitForLine("In [3]:")
    #expect(terminal.screen.lines.contains("1 more cell was not run"))
    #expect(!terminal.screen.lines.contains("Out[3]: 5"))
  }

  @Test func aPasteOfManyBytes() throws {
    let terminal = try shell()
    let rows = (0..<6_000).map { "[\($0),\t\($0)]" }
    terminal.type("\u{1B}[200~sum([" + rows.joined(separator: ",\r\n") + "])\u{1B}[201~\r")
    try terminal.waitForScreen { $0.lines.contains("Out[1]: 35994000") }
    #expect(home.historyLines.last?.hasPrefix("sum([[0,\\0110],\\012[1,") ?? false)
  }

  // MARK: The terminal's own affairs

  @Test func whatIsTypedAheadWaits() throws {
    let terminal = try shell()
    for cell in ["data digits;", "network 64 32 10;", "init kaiming;"] { terminal.type(cell + "\r") }
    try terminal.waitForLine("In [4]:")
    terminal.type("train epochs 40 batch 32;\r")
    try terminal.waitForScreen { $0.lines.contains { $0.hasPrefix("epoch ") } }
    terminal.type("7 + 7\r")
    try terminal.waitForScreen { $0.lines.suffix(3) == ["In [5]: 7 + 7", "Out[5]: 14", "In [6]:"] }
    terminal.type("train epochs 40 batch 32;\r")
    try terminal.waitForScreen { $0.lines.contains { $0.hasPrefix("epoch ") } }
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func stopAndResume() throws {
    let terminal = try PseudoTerminal(["--norc", "-i"], program: "/bin/bash", environment: ["PS1": "$ "], home: home)
    try terminal.waitForLine("$")
    terminal.type("'\(Program.path)'\r")
    try terminal.waitForLine("In [1]:")
    terminal.type("1 + 2")
    try terminal.waitForLine("In [1]: 1 + 2")
    terminal.type("\u{1A}")
    try terminal.waitForLine("$")
    // The other shell has a terminal that echoes.
    terminal.type("stty -a | grep -c -w -e -echo; fg\r")
    try terminal.waitForLine("In [1]: 1 + 2", column: 13)
    #expect(terminal.screen.lines.contains("0"))
    terminal.type("4\r")
    try terminal.waitForScreen { $0.lines.suffix(2) == ["Out[1]: 25", "In [2]:"] }
    terminal.type("\u{04}")
    try terminal.waitForLine("$")
    terminal.type("stty -a | grep -c -w -e -icanon\r")
    try terminal.waitForScreen { $0.lines.suffix(2).first == "0" }
  }

  @Test func anotherSizeWhileTyping() throws {
    let terminal = try shell(columns: 60)
    terminal.type("x = 1 + 2 + 3 + 4 + 5 + 6 + 7")
    try terminal.waitForLine("In [1]: x = 1 + 2 + 3 + 4 + 5 + 6 + 7")
    terminal.resize(rows: 24, columns: 80)
    terminal.type("8")
    try terminal.waitForLine("In [1]: x = 1 + 2 + 3 + 4 + 5 + 6 + 78", column: 38)
    terminal.type(String(repeating: " + 9", count: 12))
    try terminal.waitForScreen { $0.line == " 9 + 9" }
    terminal.type("\r")
    try terminal.waitForLine("In [2]:")
  }

  // MARK: Settings

  @Test func keysOfVi() throws {
    try "bind -v\nbind ^G chainrule-home\n".write(
      toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
    let terminal = try shell()
    terminal.type("abc def")
    try terminal.waitForLine("In [1]: abc def", column: 15)
    terminal.type("\u{1B}")
    try terminal.waitForLine("In [1]: abc def", column: 14)
    terminal.type("bdwi1\u{1B}[DX\u{07}Y")
    try terminal.waitForLine("In [1]: YabcX1", column: 9)
    terminal.type("\u{1B}ddi1 + 1\r")
    try terminal.waitForLine("In [2]:")
    terminal.type("\u{1B}k")
    try terminal.waitForLine("In [2]: 1 + 1")
    terminal.type("\u{15}\u{1B}/1 +\r")
    try terminal.waitForScreen { $0.lines.suffix(2) == ["Out[2]: 2", "In [3]:"] }
  }

  @Test func customBindings() throws {
    try "bind ^G chainrule-home\nchainrule:bind ^T ed-move-to-end\n".write(
      toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
    let terminal = try shell()
    terminal.type("abc\u{07}X\u{14}Y")
    try terminal.waitForLine("In [1]: XabcY", column: 13)
  }

  // MARK: The user's editor

  @Test func editBringsACellBack() throws {
    let terminal = try shell(environment: ["EDITOR": "sed -i s/1/7/g"])
    terminal.type("[[1,\r2]]\r")
    try terminal.waitForLine("In [2]:")
    terminal.type("edit 1\r")
    try terminal.waitForScreen { $0.lines.suffix(2).first == "In [2]: [[7," }
    terminal.type("\r")
    try terminal.waitForScreen { $0.lines.contains("Out[2]: 1×2  7  2") && $0.line == "In [3]:" }
    terminal.type("11\u{18}\u{05}")
    try terminal.waitForLine("In [3]: 77", column: 10)
    terminal.type("\u{15}edit 9\r")
    try terminal.waitForLine("In [4]:")
    #expect(terminal.screen.lines.contains("error: there is no cell 9"))
  }

  @Test(arguments: ["no-such-editor", "false"])
  func anEditorThatFails(_ editor: String) throws {
    let terminal = try shell(environment: ["VISUAL": editor, "EDITOR": "true"])
    terminal.type("1 + 1\r")
    try terminal.waitForLine("In [2]:")
    terminal.type("edit\r")
    try terminal.waitForScreen { $0.lines.contains { $0.contains("editor \(editor)") } && $0.line == "In [2]:" }
    terminal.type("5\u{18}\u{05}6\r")
    try terminal.waitForScreen { $0.lines.contains("Out[2]: 56") }
  }

  @Test func editNeedsATerminal() throws {
    let result = try Program.bash("$chainrule", input: "x = 1\nedit\n", home: home)
    #expect(result.status == 1)
    #expect(result.errors.contains("edit needs a terminal"))
  }
}
