import Testing

/// Tab on a real terminal.
@Suite struct CompletionTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func terminal(environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(environment: environment, home: home)
    try terminal.wait(for: "In [1]: ")
    return terminal
  }

  private func leave(_ terminal: PseudoTerminal) throws -> [String] {
    terminal.type("\r")
    try terminal.wait(for: "In [2]: ")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
    return Array(home.historyLines.dropFirst())
  }

  @Test func aUniqueWordIsWrittenWithABlank() throws {
    let terminal = try terminal()
    terminal.type("summ\t; netw\t2 3 1")
    terminal.type("\u{15}netw\t2 3 1 hid\tta\t")
    #expect(try leave(terminal) == ["network\\0402\\0403\\0401\\040hidden\\040tanh\\040"])
  }

  @Test func theSecondTabLists() throws {
    let terminal = try terminal()
    terminal.type("set reduction \t")
    terminal.type("\t")
    try terminal.wait(for: "mean     the loss is the mean over the samples")
    try terminal.wait(for: "sum      the loss is their sum")
    try terminal.wait(for: "set reduction ")
    terminal.type("s\t")
    #expect(try leave(terminal) == ["set\\040reduction\\040sum"])
  }

  @Test func anEmptyLineListsTheCommandsByTopic() throws {
    let terminal = try terminal()
    terminal.type("\t")
    try terminal.wait(for: "the network  network  layer  activation  init  summary")
    try terminal.wait(for: "In [1]: ")
  }

  @Test func layersAndIndexes() throws {
    let terminal = try terminal()
    terminal.type("network 2 3 1\r")
    try terminal.wait(for: "In [2]: ")
    terminal.type("W\t\t\t")
    try terminal.wait(for: "1]  3×2")
    terminal.type("1\t[\t")
    try terminal.wait(for: "rows 0…2, columns 0…1")
    terminal.type("0, 1]")
    #expect(try leave(terminal).last == "W[1][0,\\0401]")
  }

  @Test func inTheMiddleOfAWord() throws {
    let terminal = try terminal()
    terminal.type("summary\u{1B}[D\u{1B}[D\u{1B}[D\t;")
    #expect(try leave(terminal) == ["summary;"])
  }

  @Test func lessonsByNumber() throws {
    let terminal = try terminal()
    terminal.type("lesson \t\t")
    try terminal.wait(for: "1   A first pass")
  }

  @Test(arguments: ["C", "POSIX"])
  func listsAreASCIIInALocaleOfThatKind(_ locale: String) throws {
    let terminal = try terminal(environment: ["LANG": locale, "LC_ALL": locale])
    terminal.type("set \t\t")
    try terminal.wait(for: "lambda of the penalty 1/2 lambda sum W^2")
    #expect(terminal.bytes.allSatisfy { $0 < 0x80 })
    terminal.type("\u{15}1 * \\pi\t")
    #expect(try leave(terminal) == ["1\\040*\\040pi"])
  }
}
