import CommandKit
import Language
import SessionCore
import Views

/// Settings, each declared in `Setting`.
struct SetCommand: Command {
  static let name = Setting.command
  static let abstract = "change a setting: set digits 12; alone it lists them"
  static let discussion = """
    width, display, numbers, graphics, background and pager are about what you see: undo and lessons leave them as they \
    are, and the shell reads them at its start from lines like these in $XDG_CONFIG_HOME/chainrule/settings \
    (~/.config/chainrule/settings). The others belong to the session: undo takes them back. set NAME default \
    puts a setting back.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand(
      "setting",
      .choice(
        Setting.all.map { .init($0.name, $0.meaning) }
          + Setting.all.compactMap { $0.oldName.map { .init($0, isListed: false) } }), "which", required: false,
      fallback: "lists all"
    ).followedByAssign,
    .operand(
      "value", .rest, "its value", required: false, fallback: "shows what it can be",
      offers: CompletionSource { context in
        let words = Setting.named(context.given["setting"] ?? "")?.words(in: context.session) ?? []
        let initial = Suggestion(Setting.defaultWord, "as before anything was set")
        return words.map { Suggestion($0.word, $0.summary) } + [initial]
      }),
  ]
  static let examples = [
    Example("set reduction sum", shows: "the loss is the sum over the batch", gives: .nothing),
    Example("set graphics auto", shows: "pictures as pixels, if the terminal takes them", gives: .nothing),
    Example("set digits 12", "1/3", shows: "more digits", gives: 0.333333333333),
    Example("set digits 12", "set digits default", "1/3", shows: "six digits again", gives: 0.333333),
    Example("set width", shows: "its value, and which it takes", gives: .column("value", ["auto"])),
    Example("set display full", "data digits", "X[0:2]", shows: "all 64 columns", gives: .shape(rows: 2, columns: 64)),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let name = arguments.word("setting"), let setting = Setting.named(name) else {
      return .shown(table(of: Setting.all, in: context, note: "set NAME tells which values it takes"))
    }
    if arguments.word("value") == Setting.defaultWord {
      try setting.write(setting.defaultValue, arguments, &context)
      return .shown(table(of: [setting], in: context))
    }
    if arguments.contains("value") {
      try setting.write(try setting.value(arguments, in: context), arguments, &context)
      return name == setting.name
        ? .nothing
        : .shown(.text(StyledText("\(name) is called \(setting.name) in commands: set \(setting.name) …", .faint)))
    }
    let head = table(of: [setting], in: context)
    guard case .choice = setting.values else {
      return .shown(.stack([head, .text("it is \(setting.range)")]))
    }
    let rows = setting.words(in: context.session).map { [Table.Cell.text($0.word, .name), .text($0.summary)] }
    return .shown(.stack([head, .table(Table(columns: ["value", "meaning"], rows: rows))]))
  }

  private static func table(of settings: [Setting], in context: Context, note: String? = nil) -> View {
    .table(
      Table(
        columns: ["setting", "value", "meaning"],
        rows: settings.map {
          [.text($0.name, .name), $0.read((context.session, context.display)), .text($0.meaning)]
        }, note: note))
  }
}
