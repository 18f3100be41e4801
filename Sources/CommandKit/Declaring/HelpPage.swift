import SessionCore

/// One page of help, as a value: the view, the search, completion and the manual are made from it.
public struct HelpPage: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case topic, command, quantity, function, activation, loss, optimizer, setting, dataset = "data set"
  }

  public typealias Fact = (label: String, text: String)

  public let kind: Kind
  public let name: String
  /// One line: what it is or does.
  public let abstract: String
  /// Other words that open it.
  public let otherNames: [String]
  public let usage: String?
  /// Formula, shape, range, source and the like, each with its label.
  public let facts: [Fact]
  /// More to know; lines that start with blanks keep their form.
  public let discussion: String
  public let parameters: [Parameter]
  /// Kinds of pages that it lists.
  public let lists: [Kind]
  public let examples: [Example]
  /// Names of other pages.
  public let related: [String]

  public init(
    _ kind: Kind, _ name: String, _ abstract: String, otherNames: [String] = [], usage: String? = nil,
    facts: [Fact] = [], discussion: String = "", parameters: [Parameter] = [], lists: [Kind] = [],
    examples: [Example], related: [String] = []
  ) {
    (self.kind, self.name, self.abstract, self.otherNames) = (kind, name, abstract, otherNames)
    (self.usage, self.facts, self.discussion, self.parameters) = (usage, facts, discussion, parameters)
    (self.lists, self.examples, self.related) = (lists, examples, related)
  }
}
