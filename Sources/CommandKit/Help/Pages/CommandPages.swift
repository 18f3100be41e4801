import SessionCore

extension HelpPage {
  /// The page of a command, from its declaration.
  public init(command: any Command.Type) {
    self.init(.command, command.name, command.abstract)
    otherNames = command.aliases
    usage = command.usage
    discussion = command.discussion
    parameters = command.parameters
    examples = command.examples
  }
}
