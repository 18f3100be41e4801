import Language
import SessionCore

/// The arguments of one call, read and checked as the command declares them.
public struct Arguments: Sendable {
  public enum Content: Sendable {
    case integer(Int)
    case number(Double)
    case word(String)
    case expression(Expression)
    case flag
  }

  struct Item: Sendable {
    var content: Content
    var span: SourceSpan
  }

  private var items: [String: [Item]] = [:]
  /// The place of the command's name, for what is wrong with the call as a whole.
  public let commandSpan: SourceSpan
  /// The text of the cell.
  public let code: String
  /// What `~` stands for at the beginning of a path.
  private let home: String?

  public init(commandSpan: SourceSpan, code: String, home: String? = nil) {
    self.commandSpan = commandSpan
    self.code = code
    self.home = home
  }

  mutating func append(_ item: Item, to name: String) { items[name, default: []].append(item) }

  public func contains(_ name: String) -> Bool { items[name] != nil }

  /// Where an argument stands; the command's name where it was left out.
  public func span(_ name: String) -> SourceSpan {
    guard let list = items[name], let first = list.first, let last = list.last else { return commandSpan }
    return first.span.joined(last.span)
  }

  public func integers(_ name: String) -> [Int] {
    (items[name] ?? []).compactMap { if case .integer(let value) = $0.content { value } else { nil } }
  }

  public func integer(_ name: String) -> Int? { integers(name).first }

  public func number(_ name: String) -> Double? {
    if case .number(let value) = items[name]?.first?.content { return value }
    return nil
  }

  public func words(_ name: String) -> [String] {
    (items[name] ?? []).compactMap { if case .word(let value) = $0.content { value } else { nil } }
  }

  public func word(_ name: String) -> String? { words(name).first }

  /// A path as it is typed, without quotes and in the home folder where it begins with `~/`.
  public func path(_ text: String) -> String { ArgumentWord.path(text, home: home) }

  public func expression(_ name: String) -> Expression? {
    if case .expression(let value) = items[name]?.first?.content { return value }
    return nil
  }

  public func failure(_ message: String, at name: String? = nil, hint: String? = nil) -> Diagnostic {
    Diagnostic(message, at: name.map(span) ?? commandSpan, hint: hint)
  }

  /// A command needs a data set and there is none.
  public var dataNeeded: Diagnostic {
    failure("there is no data set yet", hint: "data digits loads one; data lists them")
  }
}
