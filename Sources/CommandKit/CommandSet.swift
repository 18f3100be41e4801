import SessionCore

/// The commands that an interpreter is handed.
public struct CommandSet: Sendable {
  public let all: [any Command.Type]
  private let byName: [String: any Command.Type]

  public init(_ all: [any Command.Type]) {
    self.all = all
    let named = all.flatMap { command in ([command.name] + command.aliases).map { ($0, command) } }
    byName = Dictionary(named) { first, _ in first }
  }

  public func command(named name: String) -> (any Command.Type)? { byName[name] }

  /// Names and aliases.
  public var names: [String] { Array(byName.keys) }
}
