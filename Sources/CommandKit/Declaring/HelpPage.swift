import SessionCore

/// One page of help, as a value: the view, the search, completion and the manual are made from it.
public struct HelpPage: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case topic, command, quantity, function, activation, loss, optimizer, setting, dataset = "data set"
  }

  public let kind: Kind
  public let name: String
  /// Other words that open it.
  public var otherNames: [String] = []
  /// One line: what it is or does.
  public let abstract: String
  public var usage: String?
  /// Formula, shape, range, source and the like, each with its label.
  public var facts: [Fact] = []
  /// More to know; lines that start with blanks keep their form.
  public var discussion = ""
  public var parameters: [Parameter] = []
  public var examples: [Example] = []
  /// Kinds of pages that it lists.
  public var lists: [Kind] = []
  /// Names of other pages.
  public var related: [String] = []

  public struct Fact: Equatable, Sendable {
    public let label: String
    public let text: String

    init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  public init(_ kind: Kind, _ name: String, _ abstract: String) {
    self.kind = kind
    self.name = name
    self.abstract = abstract
  }
}
