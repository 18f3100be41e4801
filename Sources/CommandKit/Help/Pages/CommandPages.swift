import SessionCore

extension HelpPage {
  /// The page of a command, from its declaration.
  public init(command: any Command.Type) {
    self.init(
      .command, command.name, command.abstract, otherNames: command.aliases, usage: command.usage,
      discussion: command.discussion, parameters: command.parameters, examples: command.examples)
  }
}

extension Help {
  static let settings: [HelpPage] = Setting.all.map { setting in
    let number: [HelpPage.Fact] = setting.takesNumber ? [("NUMBER", setting.range)] : []
    return HelpPage(
      .setting, setting.name, setting.meaning,
      usage: "set \(setting.name) \((setting.words.map(\.word) + number.map(\.label)).joined(separator: " | "))",
      facts: setting.words.map { ($0.word, $0.summary) } + number + [("by default", setting.initial)],
      examples: [
        Example(
          setting.preparation + ["set \(setting.name) \(setting.sample)", "set \(setting.name)"],
          shows: "set, and what it can be")
      ], related: ["set", "settings"])
  }
}
