import Engine
import Explaining
import Language
import SessionCore
import Views

extension HelpPage {
  /// - Parameter name: what was asked for: `delta[1]` of the page `delta`.
  func views(in session: Session, as name: String, among pages: [HelpPage]) -> [View] {
    let kind = [.command, .topic].contains(kind) ? "" : " (\(kind.rawValue))"
    var views: [View] = [
      .text(StyledText(self.name, .name) + StyledText(kind, .faint) + StyledText(": \(abstract)"))
    ]
    if let usage { views.append(.text(StyledText("usage: ", .faint) + StyledText(usage, .code))) }
    if !otherNames.isEmpty { views.append(.text("also: \(otherNames.joined(separator: ", "))")) }
    let facts = facts + state(in: session, as: name)
    if !facts.isEmpty { views.append(.text(Self.text(of: facts))) }
    if !discussion.isEmpty { views.append(.text(discussion)) }
    if !parameters.isEmpty { views.append(parameterTable) }
    views += lists.map { Self.list($0, of: pages) }
    if !examples.isEmpty { views.append(.text(exampleText)) }
    if !related.isEmpty {
      views.append(
        .text(StyledText("see also: ", .faint) + StyledText(related.joined(separator: ", "), .name)))
    }
    return views
  }

  static func text(of facts: [Fact]) -> StyledText {
    let column = facts.map(\.label.count).max() ?? 0
    return facts.enumerated().reduce("") { text, item in
      let label = item.element.label + String(repeating: " ", count: column - item.element.label.count + 2)
      return text + StyledText((item.offset == 0 ? "" : "\n") + label, .faint) + StyledText(item.element.text)
    }
  }

  private var parameterTable: View {
    .table(
      Table(
        columns: ["argument", "meaning", "otherwise"],
        rows: parameters.map { parameter in
          [
            .text(parameter.isNamed ? parameter.name : parameter.valueName, .name), .text(parameter.meaning),
            .text(parameter.fallback ?? "", .faint),
          ]
        }))
  }

  private var exampleText: StyledText {
    let blocks = examples.map { example in
      StyledText("# \(example.summary)\n", .faint) + StyledText(example.cells.joined(separator: "\n"), .code)
        + StyledText(example.result.summary.map { "\n→ \($0)" } ?? "", .faint)
    }
    return blocks.dropFirst().reduce(StyledText("examples\n", .heading) + blocks[0]) { $0 + "\n\n" + $1 }
  }

  private static func list(_ kind: Kind, of pages: [HelpPage]) -> View {
    .table(
      Table(
        columns: [kind.rawValue, "what it is"],
        rows: pages.filter { $0.kind == kind }.map { [.text($0.name, .name), .text($0.abstract)] }, showsAllRows: true))
  }

  /// What a quantity is at the moment: `delta[1]` of the session's network, or all its layers.
  func state(in session: Session, as name: String) -> [Fact] {
    guard kind == .quantity, let network = session.network else { return [] }
    if let quantity = Names.single(self.name, in: session) {
      return [("now", Self.state(of: quantity, in: session))]
    }
    guard let family = Names.family(self.name) else { return [] }
    let quantities = (1...network.depth).map(family.quantity).filter { session.has($0) }
    if quantities.isEmpty { return [("now", "none")] }
    let requested = quantities.filter { quantity in quantity.layer.map { name.contains("[\($0)]") } ?? false }
    var facts = (requested.isEmpty ? quantities : requested).prefix(6).map {
      ($0.name, Self.state(of: $0, in: session))
    }
    if requested.count == 1, requested[0].isComputed {
      let formula = Formula.general(of: requested[0], in: network).expression
      facts.append(("formula", "\(requested[0].name) = \(formula)"))
    }
    return facts
  }

  private static func state(of quantity: Quantity, in session: Session) -> String {
    let shape = session.shape(of: quantity).map { $0.rows == 0 ? "B×\($0.columns)" : "\($0)" } ?? "no shape yet"
    if !quantity.isComputed, !quantity.isGiven { return shape }
    if session[quantity] == nil { return "\(shape), not there yet" }
    return session.isStale(quantity) ? "\(shape), out of date" : "\(shape), up to date"
  }
}

extension Parameter {
  /// The summary, and the words to choose from.
  public var meaning: String {
    switch kind {
    case .choice(let choices): "\(summary): \(choices.map(\.word).joined(separator: ", "))"
    case .layer: "\(summary): 1, -1 for the last, W[1]"
    case .activation: "\(summary): \(Choices.activations.map(\.word).joined(separator: ", ")), or one of yours"
    case .integer, .number, .expression, .entry, .path, .file, .word, .rest, .flag: summary
    }
  }
}
