import SessionCore

extension Help {
  public static let settings: [HelpPage] = Setting.all.map { setting in
    var page = HelpPage(.setting, setting.name, setting.meaning)
    let values = setting.words.map(\.word) + (setting.takesNumber ? ["NUMBER"] : [])
    page.usage = "set \(setting.name) \(values.joined(separator: " | "))"
    page.facts = setting.words.map { .init($0.word, $0.summary) }
    if setting.takesNumber { page.facts.append(.init("NUMBER", setting.range)) }
    page.facts.append(.init("at first", setting.initial))
    page.examples = [
      Example(
        setting.preparation + ["set \(setting.name) \(setting.sample)", "set \(setting.name)"],
        shows: "set, and what it can be",
        gives: .column("value", [setting.takesNumber ? .number(Double(setting.sample) ?? .nan) : .text(setting.sample)])
      )
    ]
    page.related = ["set", "settings"]
    return page
  }
}
