import Commands
import Language
import SessionCore
import ShellFixtures
import Testing

@testable import CommandKit

/// Every number that a command or a setting takes is read to its end or refused: the declarations are walked.
struct NumericArgumentTests {
  /// What is not a number here, whatever it starts with.
  private static let wrong = [
    "1,000", "1_000", "3..5", "3:5", "2k", "0,9", "3x", "1e400", "nan", "0.5foo", "0.1.2",
  ]

  private static func session() throws -> Interpreter {
    try Shell(
      "seed 1", "data circles samples 20", "network 2 3 2", "init xavier", "batch 0:4", "backward", "x = 1", "y = 2",
      "undo"
    ).interpreter
  }

  @Test(arguments: CommandSet.standard.all.map { $0.name }) func everyNumberOfACommandIsReadToItsEnd(name: String)
    throws
  {
    let command = try #require(CommandSet.standard.command(named: name))
    let session = try Self.session()
    for parameter in command.parameters where parameter.takesNumber {
      let start = ([name] + operands(of: command, before: parameter)).joined(separator: " ")
      let followsList = !flag(of: command, before: parameter).isEmpty
      for start in parameter.isNamed ? ["\(start) \(parameter.name) ", "\(start) \(parameter.name)="] : ["\(start) "] {
        for word in Self.wrong { try refuse(word, after: start, in: session, followsList: followsList) }
        try accept("-1", after: start, in: session)
        if parameter.isNamed { try refuse("", after: start, in: session) }
      }
    }
  }

  @Test(arguments: Setting.all.map(\.name)) func everyNumberOfASettingIsReadToItsEnd(name: String) throws {
    guard let setting = Setting.named(name), setting.takesNumber else { return }
    let session = try Self.session()
    for word in Self.wrong { try refuse(word, after: "set \(name) ", in: session) }
    try accept("-1", after: "set \(name) ", in: session)
  }

  /// What a command needs before an operand.
  private func operands(of command: any Command.Type, before parameter: Parameter) -> [String] {
    let operands = command.parameters.filter { !$0.isNamed }
    let before =
      parameter.isNamed
      ? operands.filter(\.isRequired) : Array(operands.prefix { $0.name != parameter.name }).filter { !$0.isRepeated }
    return before.filter { $0.name != parameter.name }.map(\.sample) + flag(of: command, before: parameter)
  }

  /// The flag that ends a list of words before an operand: `plot loss runs 1 2`.
  private func flag(of command: any Command.Type, before parameter: Parameter) -> [String] {
    let before = command.parameters.prefix { $0.name != parameter.name }
    guard !parameter.isNamed, before.contains(where: \.isRepeated) else { return [] }
    return before.filter(\.isFlag).suffix(1).map(\.name)
  }

  /// - Parameter followsList: whether the words before may be an expression with it, whose errors are elsewhere in it.
  private func refuse(
    _ word: String, after start: String, in session: Interpreter, followsList: Bool = false
  ) throws {
    var shell = try Shell()
    shell.interpreter = session
    let line = start + word
    guard case .failure(let diagnostic) = shell.interpreter.run(line, host: shell.host).result else {
      Issue.record("\(line) does not fail")
      return
    }
    #expect(diagnostic.hint.map { !$0.hasPrefix("usage") } ?? true, "\(line): \(diagnostic)")
    if word.isEmpty { return }
    let isAtIt = followsList || diagnostic.span.start == start.utf8.count
    #expect(isAtIt && diagnostic.span.end <= line.utf8.count, "\(line): \(diagnostic)")
    #expect(shell.interpreter.session == session.session, "\(line) changes the session")
  }

  /// A value that is meant, or an error at the word.
  private func accept(_ word: String, after start: String, in session: Interpreter) throws {
    var shell = try Shell()
    shell.interpreter = session
    if case .failure(let diagnostic) = shell.interpreter.run(start + word, host: shell.host).result {
      #expect(!diagnostic.message.isEmpty && diagnostic.span.end <= (start + word).utf8.count)
    }
  }
}

extension Parameter {
  fileprivate var takesNumber: Bool {
    switch kind {
    case .integer, .number, .layer: true
    case .choice, .activation, .expression, .entry, .path, .file, .word, .rest, .flag: false
    }
  }

  /// A value that it may have.
  fileprivate var sample: String {
    switch kind {
    case .choice(let choices): choices.first?.word ?? ""
    case .layer(let choices): choices.first?.word ?? "1"
    case .activation: "tanh"
    case .integer, .number: "1"
    case .expression: "[[1]]"
    case .entry: "dW[1][0, 0]"
    case .path, .file, .word, .rest: "x"
    case .flag: name
    }
  }
}
