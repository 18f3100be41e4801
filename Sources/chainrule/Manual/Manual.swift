import CommandKit
import SessionCore

/// The manual, made from the declarations of the program's options and from the help pages.
struct Manual {
  let blocks: [ManualBlock]

  init(options: ProgramOptions, help: Help) {
    let pages = help.pages
    blocks =
      Self.head(options.command) + Self.program(options.command) + Self.topic("language", "THE LANGUAGE", pages)
      + Self.commands(pages) + Self.indexes.flatMap { Self.index($0, $1, pages) } + Self.topic("keys", "KEYS", pages)
      + Self.guides + Self.environment
  }

  // MARK: The program

  private static func head(_ command: ProgramOptions.Command) -> [ManualBlock] {
    let synopses = all(command, path: command.commandName).map { $0.command.synopsis($0.path) }
    return [
      .section("NAME"), .paragraph("\(command.commandName) - \(command.abstract ?? "")"), .section("SYNOPSIS"),
      .code(synopses.joined(separator: "\n")), .section("DESCRIPTION"),
    ] + text(command.discussion ?? "")
  }

  private static func program(_ command: ProgramOptions.Command) -> [ManualBlock] {
    let common = (command.arguments ?? []).filter(\.shouldDisplay).map { ManualBlock.item($0.term, $0.explanation) }
    let commands = all(command, path: command.commandName).flatMap { path, command -> [ManualBlock] in
      [.subsection(path), .paragraph(command.abstract ?? "")] + text(command.discussion ?? "")
        + command.ownArguments.map { .item($0.term, $0.explanation) }
    }
    return [.section("OPTIONS")] + common + [.section("PROGRAM COMMANDS")] + commands
  }

  /// The commands without subcommands, with their paths; the shell is the program without a command.
  private static func all(
    _ command: ProgramOptions.Command, path: String
  ) -> [(path: String, command: ProgramOptions.Command)] {
    let parts = (command.subcommands ?? []).filter { $0.commandName != "help" }
    if parts.isEmpty { return [(path, command)] }
    return parts.flatMap { part in
      ["shell", "open"].contains(part.commandName) ? [(path, part)] : all(part, path: path + " " + part.commandName)
    }
  }

  // MARK: The shell

  private static func topic(_ name: String, _ title: String, _ pages: [HelpPage]) -> [ManualBlock] {
    [.section(title)] + pages.filter { $0.kind == .topic && $0.name == name }.flatMap(body)
  }

  private static func commands(_ pages: [HelpPage]) -> [ManualBlock] {
    [.section("COMMANDS")] + pages.filter { $0.kind == .command }.flatMap { [.subsection($0.name)] + body($0) }
  }

  private static var guides: [ManualBlock] {
    [.section("GUIDES")] + Help.guides.flatMap { [.subsection($0.name)] + body($0) }
  }

  private static let indexes: [(HelpPage.Kind, title: String)] = [
    (.quantity, "NAMES"), (.function, "FUNCTIONS"), (.activation, "ACTIVATIONS"), (.loss, "LOSSES"),
    (.optimizer, "OPTIMIZERS"), (.setting, "SETTINGS"), (.dataset, "DATA SETS"),
  ]

  /// The pages of a kind, each as an item.
  private static func index(_ kind: HelpPage.Kind, _ title: String, _ pages: [HelpPage]) -> [ManualBlock] {
    [.section(title)]
      + pages.filter { $0.kind == kind }.map { page in
        let facts = page.facts.map { "\($0.label): \($0.text)" }
        let parts = [page.abstract] + facts + (page.discussion.isEmpty ? [] : [page.discussion])
        return .item(page.name, parts.map(Self.sentence).joined(separator: " "))
      }
  }

  private static func body(_ page: HelpPage) -> [ManualBlock] {
    var blocks: [ManualBlock] = [.paragraph(page.abstract)]
    if let usage = page.usage { blocks.append(.code(usage)) }
    if !page.otherNames.isEmpty { blocks.append(.paragraph("also: \(page.otherNames.joined(separator: ", "))")) }
    blocks += text(page.discussion)
    blocks += page.parameters.map { parameter in
      .item(
        parameter.name, parameter.meaning + (parameter.fallback.map { " (otherwise: \($0))" } ?? ""))
    }
    return blocks
      + page.examples.flatMap { [.paragraph("Example: \($0.summary)"), .code($0.cells.joined(separator: "\n"))] }
  }

  /// Paragraphs; text of several lines or with blanks at its start keeps its form.
  private static func text(_ text: String) -> [ManualBlock] {
    if text.isEmpty { return [] }
    return text.split(separator: "\n\n").map { part in
      part.contains("\n") || part.hasPrefix(" ") ? .code(String(part)) : .paragraph(String(part))
    }
  }

  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}

extension Manual {
  /// Environment variables, files and exit statuses.
  static let environment: [ManualBlock] = [
    .section("ENVIRONMENT"),
    .item("CHAINRULE_DATA", "The first folder to search for data sets."),
    .item("CHAINRULE_MIRROR", "Servers for data fetch, separated by spaces."),
    .item("CHAINRULE_LESSONS", "A folder with lessons, for those inside the program."),
    .item("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR", "Whether to use colour, if --color does not say."),
    .item(
      "ACCESSIBLE", "If set and not 0, nothing is redrawn in place, and pictures are described in words and numbers."),
    .item("CHAINRULE_PAGER, PAGER", "A program that shows results longer than the screen, instead of page by page."),
    .item("VISUAL, EDITOR", "The editor for cells; vi if neither is set."),
    .item("COLORFGBG", "The colours of the terminal, front;back by number; if it is not set the terminal is asked."),
    .item("TERM, COLORTERM", "The capabilities of the terminal; TERM=dumb turns off colours and redraws."),
    .item("LC_ALL, LC_CTYPE, LANG", "The character set; without UTF-8 everything is spelled in ASCII."),
    .item("COLUMNS, LINES", "The size of the screen, if the terminal does not say."),
    .item("XDG_STATE_HOME, XDG_DATA_HOME", "The folders of the history, the progress and data sets."),
    .item("XDG_CONFIG_HOME", "The folder of the settings."),
    .section("FILES"),
    .item("~/.config/chainrule/settings", "Settings of the display, lines like set width 100, for the shell."),
    .item("~/.local/state/chainrule/history", "The cells you typed, in libedit's format."),
    .item(
      "~/.local/state/chainrule/sessions",
      "The cells of shells that run, and of the last twenty that ended, for recover."),
    .item("~/.local/state/chainrule/progress.txt", "Your progress in the lessons, one line for each."),
    .item("~/.local/share/chainrule", "Data sets that data fetch has downloaded."),
    .item("~/.editrc", "Key bindings, see editrc(5)."),
    .section("EXIT STATUS"),
    .item("0", "All cells ran; with check, all outputs are as written."),
    .item("1", "A cell failed, or check found a difference."),
    .item("64", "The arguments of the program are wrong."),
    .section("SEE ALSO"),
    .paragraph("editrc(5), less(1)"),
  ]
}

/// A block of the manual, in any format.
enum ManualBlock: Equatable {
  case section(String)
  case subsection(String)
  case paragraph(String)
  /// Lines that keep their form.
  case code(String)
  /// A term and what it means.
  case item(String, String)
}
