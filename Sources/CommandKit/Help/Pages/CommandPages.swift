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

extension Help {
  public static let settings: [HelpPage] = Setting.all.map { setting in
    var page = HelpPage(.setting, setting.name, setting.meaning)
    let values = setting.words.map(\.word) + (setting.takesNumber ? ["NUMBER"] : [])
    page.usage = "set \(setting.name) \(values.joined(separator: " | "))"
    page.facts = setting.words.map { .init($0.word, $0.summary) }
    if setting.takesNumber { page.facts.append(.init("NUMBER", setting.range)) }
    page.facts.append(.init("by default", setting.initial))
    page.examples = [
      Example(
        setting.preparation + ["set \(setting.name) \(setting.sample)", "set \(setting.name)"],
        shows: "set, and what it can be")
    ]
    page.related = ["set", "settings"]
    return page
  }
}
