import Files
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
  /// The place of the command's name, for errors that are about no single argument.
  public let commandSpan: SourceSpan
  /// The text of the cell.
  public let code: String
  /// What `~` means at the start of a path.
  private let home: String?

  public init(commandSpan: SourceSpan, code: String, home: String? = nil) {
    self.commandSpan = commandSpan
    self.code = code
    self.home = home
  }

  mutating func append(_ item: Item, to name: String) { items[name, default: []].append(item) }

  /// Whether the last argument is a number.
  var endsInNumber: Bool {
    let last = items.values.joined().max { $0.span.end < $1.span.end }
    return switch last?.content {
    case .integer?, .number?: true
    case .word?, .expression?, .flag?, nil: false
    }
  }

  public func contains(_ name: String) -> Bool { items[name] != nil }

  /// The place of an argument; that of the command's name if it was left out.
  public func span(_ name: String) -> SourceSpan {
    guard let list = items[name], let first = list.first, let last = list.last else { return commandSpan }
    return first.span.joined(last.span)
  }

  private func values<Value>(_ name: String, _ value: (Content) -> Value?) -> [Value] {
    (items[name] ?? []).compactMap { value($0.content) }
  }

  public func integers(_ name: String) -> [Int] {
    values(name) { if case .integer(let value) = $0 { value } else { nil } }
  }

  public func words(_ name: String) -> [String] {
    values(name) { if case .word(let value) = $0 { value } else { nil } }
  }

  /// The places of the values of a repeated argument.
  public func spans(_ name: String) -> [SourceSpan] { (items[name] ?? []).map(\.span) }

  /// The first word of an argument, its number as a word, or what was typed; `nil` if it was left out.
  func typedWord(_ name: String) -> String? {
    contains(name) ? word(name) ?? integer(name).map(String.init) ?? text(name) : nil
  }

  public func integer(_ name: String) -> Int? { integers(name).first }

  public func word(_ name: String) -> String? { words(name).first }

  public func number(_ name: String) -> Double? {
    values(name) { if case .number(let value) = $0 { value } else { nil } }.first
  }

  public func expression(_ name: String) -> Expression? { expressions(name).first }

  public func expressions(_ name: String) -> [Expression] {
    values(name) { if case .expression(let value) = $0 { value } else { nil } }
  }

  /// The cell from a place on, with blanks before it, so that places in it are those of the cell.
  public func blanked(before start: Int) -> String {
    String(repeating: " ", count: start) + String(decoding: Array(code.utf8)[start...], as: UTF8.self)
  }

  /// A whole number that is written as elsewhere: `1000` for `1,000`, `2000` for `2k`; `nil` for other words.
  public static func wholeNumber(_ word: String) -> String? { NumberWord(word).corrected(isWhole: true) }

  /// A path without its quotes, in the home folder if it starts with `~/`.
  public func path(_ text: String) -> String { FilePath.expanded(Self.unquoted(text), home: home) }

  /// Without the quotes around it.
  static func unquoted(_ text: String) -> String {
    text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  /// An argument as it was typed.
  public func text(_ name: String) -> String {
    let span = span(name)
    return String(decoding: Array(code.utf8)[span.start..<span.end], as: UTF8.self)
  }

  /// The words of an argument, read as an expression.
  public func parsedExpression(_ name: String) throws(Diagnostic) -> Expression {
    let text = code.utf8.prefix(span(name).end)
    return try ExpressionParser.parse(String(decoding: text, as: UTF8.self), from: span(name).start)
  }

  public func failure(_ message: String, at name: String? = nil, hint: String? = nil) -> Diagnostic {
    Diagnostic(message, at: name.map(span) ?? commandSpan, hint: hint)
  }

  /// A command needs a data set and there is none.
  public var dataNeeded: Diagnostic {
    failure("there is no data set yet", hint: "data digits loads one; data lists them")
  }
}
