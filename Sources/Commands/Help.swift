import Language
import Views

/// Help pages, made from the declarations of commands, functions and names.
enum Help {
  static var overview: View {
    let tables = Topic.allCases.map { topic in
      View.table(
        Table(
          title: topic.rawValue, columns: ["command", "what it does"],
          rows: CommandSet.all.filter { $0.topic == topic }.map { [.text($0.name, .name), .text($0.abstract)] }))
    }
    return .stack(
      tables + [.text(StyledText("help NAME or NAME? tells more; also help functions, names, language, keys", .faint))])
  }

  static func page(_ name: String, at span: SourceSpan) throws(Diagnostic) -> View {
    if name.isEmpty { return overview }
    if name == "functions" { return functions }
    if name == "names" { return names }
    if let text = texts[name] { return .text(text) }
    if let command = CommandSet.command(named: name) { return page(of: command) }
    if let function = Function.all[name] { return .text(StyledText(name, .name) + StyledText(": \(function.summary)")) }
    if let summary = summary(ofName: name) { return .text(StyledText(name, .name) + StyledText(": \(summary)")) }
    if name.hasPrefix("search ") { return search(String(name.dropFirst(7))) }
    let known = CommandSet.names + Function.all.keys + texts.keys + ["functions", "names"]
    throw Diagnostic(
      "there is no help on \(name)", at: span,
      hint: Suggestions.nearest(to: name, among: known).map { "did you mean \($0)?" } ?? "help lists the commands")
  }

  private static func page(of command: any Command.Type) -> View {
    var views: [View] = [
      .text(StyledText(command.name, .name) + StyledText(": \(command.abstract)")),
      .text(StyledText("usage: ", .faint) + StyledText(command.usage, .code)),
    ]
    if !command.aliases.isEmpty { views.append(.text("also: \(command.aliases.joined(separator: ", "))")) }
    if !command.discussion.isEmpty { views.append(.text(command.discussion)) }
    if !command.parameters.isEmpty {
      views.append(
        .table(
          Table(
            columns: ["argument", "meaning", "otherwise"],
            rows: command.parameters.map { parameter in
              [
                .text(parameter.isNamed ? parameter.name : parameter.valueName, .name), .text(meaning(parameter)),
                .text(parameter.fallback ?? "", .faint),
              ]
            })))
    }
    views += command.examples.map { example in
      .text(
        StyledText(example.cells.map { "  \($0)" }.joined(separator: "\n"), .code)
          + StyledText("    # \(example.summary)", .faint))
    }
    return .stack(views)
  }

  private static func meaning(_ parameter: Parameter) -> String {
    guard case .choice(let choices) = parameter.kind else { return parameter.summary }
    return "\(parameter.summary): \(choices.map(\.word).joined(separator: ", "))"
  }

  private static var functions: View {
    .table(
      Table(
        columns: ["function", "value"],
        rows: (Function.mathematics + Function.activations + Function.reductions + Function.structures).map {
          [.text($0.name, .name), .text($0.summary)]
        }))
  }

  private static var names: View {
    .table(
      Table(
        columns: ["name", "meaning"],
        rows: (Names.layered.map { ("\($0.name)[l]", $0.summary) } + Names.unlayered.map { ($0.name, $0.summary) }).map
        {
          [.text($0.0, .name), .text($0.1)]
        }))
  }

  private static func summary(ofName name: String) -> String? {
    let word = String(name.prefix { $0 != "[" })
    return (Names.layered + Names.unlayered).first { $0.name == word }?.summary
  }

  private static func search(_ word: String) -> View {
    let hits = CommandSet.all.filter {
      ($0.name + $0.abstract + $0.discussion).lowercased().contains(word.lowercased())
    }
    if hits.isEmpty { return .text("nothing about \(word)") }
    return .table(
      Table(columns: ["command", "what it does"], rows: hits.map { [.text($0.name, .name), .text($0.abstract)] }))
  }

  static let texts: [String: String] = [
    "language": """
    A line is a command, an assignment or an expression.
      train epochs 20 batch 64 rate 0.2     a command: operands, then name value or name=value
      W[1][0, 2] = 0.15                     an assignment, to an entry, a quantity or a variable
      delta[2].T @ a[1]                     an expression
    + - * / ^ work entry by entry; @ (or ·) is the matrix product, * may be ⊙; .T (or ᵀ) transposes.
    Layers count from the input, 1 to L; indexes count from 0, negative from the end: W[1][0, :], X[0:4].
    A row spreads over the rows of a batch, a number over everything; nothing else does.
    # starts a comment; a final ; hides the result; a cell goes on while a bracket is open or a line ends in \\.
    _ is the last result, Out[3] that of cell 3. \\delta and Tab writes δ.
    """,
    "keys": """
    Enter    run the cell             Tab      complete; twice: list
    Up/Down  earlier cells            Ctrl-R   search them
    Ctrl-A/E start/end of the line    Ctrl-K/U delete to the end/all
    Ctrl-C   drop the line, or stop what runs and keep what it did
    Ctrl-D   leave (on an empty line)
    ~/.editrc can rebind them, vi keys included: bind -v
    """,
  ]
}
