extension Help {
  static let settings: [HelpPage] = SetCommand.settings.map { setting in
    let words = SetCommand.words(for: setting.word)
    var page = HelpPage(.setting, setting.word, setting.summary)
    page.usage = "set \(setting.word) \(words.isEmpty ? "NUMBER" : words.map(\.word).joined(separator: " | "))"
    page.facts = words.map { .init($0.word, $0.summary) }
    let network = setting.word == "label-smoothing" ? ["network 2 3 loss cross-entropy"] : []
    page.examples = [
      Example(
        network + ["set \(setting.word) \(words.last?.word ?? sample(setting.word))", "set"], shows: "set, and the list"
      )
    ]
    page.related = ["set", "settings"]
    return page
  }

  private static func sample(_ setting: String) -> String { setting == "digits" ? "12" : "0.5" }
}
