import Language
import SessionCore
import Views

/// Help: every page there is, and how one is found.
public struct Help: Sendable {
  public let commands: CommandSet

  public init(commands: CommandSet) { self.commands = commands }

  /// Topics first, then everything that can be typed.
  public var pages: [HelpPage] {
    Self.topics + commands.all.map { HelpPage(command: $0) } + Self.ofTheLanguage + commands.all.flatMap { $0.pages }
  }

  private static let ofTheLanguage = quantities + functions + activations + losses + optimizers + settings

  /// What is shown for a name; for none the list of commands.
  public func view(of name: String, at span: SourceSpan, in session: Session) throws(Diagnostic) -> View {
    if name.isEmpty { return overview }
    if let word = Self.searched(name) { return HelpSearch(word, in: pages).view }
    let own = session.functions[Self.functionName(name)].map { Self.views(of: $0, in: session) } ?? []
    let found = own + pages(named: name).flatMap { $0.views(in: session, as: name, among: pages) }
    if !found.isEmpty { return .stack(found) }
    if let loss = session.losses[name] {
      return .stack(Self.page(of: loss).views(in: session, as: name, among: pages))
    }
    if let value = session.variables[name] {
      return .text(
        StyledText(name, .name) + StyledText(": a variable of yours, \(value.shape); ") + StyledText(name, .code)
          + StyledText(" shows it"))
    }
    throw unknown(name, at: span)
  }

  /// The pages of a name: one name may be a command and a setting.
  public func pages(named name: String) -> [HelpPage] {
    let exact = pages.filter { $0.name == name || $0.otherNames.contains(name) }
    if !exact.isEmpty { return exact }
    let plain = Self.plainName(name)
    return pages.filter { ([$0.name] + $0.otherNames).contains { $0 == plain } }
  }

  /// `W` of `W[1][0, 2]`, `relu` of `relu'`, `delta` of `δ`.
  private static func plainName(_ name: String) -> String {
    let word = name.prefix { $0 != "[" && $0 != "'" && $0 != "′" && $0 != "(" }
    return Spelling.fold(word.split(separator: "_").joined(separator: word.contains("_") ? "-" : ""))
  }

  /// `f` of `f''`, `f(x)`.
  private static func functionName(_ name: String) -> String {
    Spelling.fold(String(name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
  }

  private static func searched(_ name: String) -> String? {
    let words = name.split(whereSeparator: \.isWhitespace)
    return words.count > 1 && words[0] == "search" ? words.dropFirst().joined(separator: " ") : nil
  }

  private func unknown(_ name: String, at span: SourceSpan) -> Diagnostic {
    let names = pages.flatMap { [$0.name] + $0.otherNames }
    let near = Suggestions.question(name, among: names)
    let mentions = HelpSearch(name, in: pages).hits.count
    let search = mentions > 0 ? "help search \(name) finds \(Description.count(mentions, "page"))" : nil
    return Diagnostic(
      "there is no help on \(name)", at: span, hint: near ?? search ?? "help lists the commands, help search WORD looks"
    )
  }

  /// The commands by topic, on one screen.
  public var overview: View {
    let rows = Topic.allCases.map { topic in
      let names = commands.all.filter { $0.topic == topic }.map { $0.name }
      return [Table.Cell.text(topic.rawValue, .heading), .text(names.joined(separator: "  "), .name)]
    }
    let more =
      StyledText("help NAME", .code) + StyledText(" or ") + StyledText("NAME?", .code)
      + StyledText(" is about one, also a quantity, a function or a loss: ") + StyledText("delta?", .code)
      + StyledText("\nhelp search WORD", .code) + StyledText(" looks for a word; ") + StyledText("help commands", .code)
      + StyledText(" says what each one does") + StyledText("\nalso: ")
      + StyledText(Self.topics.map(\.name).joined(separator: ", "), .code)
    let start =
      StyledText("to start: ", .faint) + StyledText("lesson 1", .code)
      + StyledText(", or ", .faint) + StyledText("network 2 3 1", .code) + StyledText(" and ", .faint)
      + StyledText("step", .code) + StyledText("; Tab completes and lists", .faint)
    return .stack([.table(Table(columns: ["about", "commands"], rows: rows)), .text(more + "\n" + start)])
  }
}

extension Context {
  public var help: Help { Help(commands: commands) }
}
