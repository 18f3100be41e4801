import Language
import SessionCore
import Views

/// What words mean in a session, for colouring what is typed.
public struct Vocabulary: Sendable {
  private let commandNames: Set<String>
  private let commands: CommandSet?
  private let kinds: [String: SyntaxKind]
  private let activations: Set<String>
  /// Whether every name that means something is known.
  let marksUnknown: Bool

  /// Only the names of commands are known.
  public init(commands: Set<String>) {
    commandNames = commands
    self.commands = nil
    kinds = [:]
    activations = []
    marksUnknown = false
  }

  /// Everything that may be typed in a session. In a derivation letters mean indexes, so no name is unknown.
  public init(_ interpreter: Interpreter) {
    let session = interpreter.session
    commandNames = Set(interpreter.commands.names)
    commands = interpreter.commands
    var kinds = Function.all.mapValues { _ in SyntaxKind.function }
    let quantities = Names.families(of: session) + Names.singles(of: session)
    for family in quantities { kinds[family.symbol] = .quantity }
    for constant in Names.constants { kinds[constant.name] = .quantity }
    for name in session.functions.keys { kinds[name] = .function }
    for name in session.variables.keys { kinds[name] = .name }
    self.kinds = kinds
    activations = Set(Choices.activations(in: session).map(\.word))
    marksUnknown = session.derivation == nil
  }

  func isCommand(_ word: String) -> Bool { commandNames.contains(word) }

  /// - Parameter name: in its ASCII spelling.
  func kind(of name: String) -> SyntaxKind? {
    if let kind = kinds[name] { return kind }
    if Names.family(name) != nil || Names.single(name) != nil { return .quantity }
    return ForeignSpelling.isRead(name) ? .plain : nil
  }

  /// Whether a name that is known starts like this.
  func hasName(startingWith start: String) -> Bool {
    commandNames.contains { $0.hasPrefix(start) } || kinds.keys.contains { $0.hasPrefix(start) }
  }

  /// Whether a word is the name of an argument of a command, or one of the words that an argument takes.
  func isArgument(_ word: String, of command: String) -> Bool {
    guard let command = commands?.command(named: command) else { return false }
    return command.parameters.contains { parameter in
      if parameter.isNamed || parameter.isFlag, parameter.name == word { return true }
      switch parameter.kind {
      case .choice(let choices), .layer(let choices): return choices.contains { $0.word == word }
      case .activation: return activations.contains(word)
      case .integer, .number, .expression, .entry, .path, .file, .word, .rest, .flag: return false
      }
    }
  }
}
