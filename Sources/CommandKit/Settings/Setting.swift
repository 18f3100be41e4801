import Engine
import Language
import SessionCore
import Views

/// One setting, declared once: the list of `set`, completion, what is said of wrong values and the help follow from it.
public struct Setting: Sendable {
  /// The command that changes settings.
  public static let command = "set"

  /// The values it takes.
  public enum Values: Sendable {
    case number(ConstantRange)
    /// An integer, or one of the words.
    case integer(ClosedRange<Int>, orOne: [Parameter.Choice] = [])
    case choice([Parameter.Choice])
  }

  /// A value that was typed, and is one of those declared.
  public enum Value: Equatable, Sendable {
    case number(Double)
    case integer(Int)
    case word(String)
  }

  /// What settings are read from.
  public typealias State = (session: Session, display: DisplaySettings)

  public let name: String
  /// A name of before, which is still read.
  public var oldName: String?
  public let meaning: String
  public let values: Values
  /// Whether it belongs to the user rather than to the session.
  var isPersonal = false
  /// The user's own choices besides those of `values`.
  var own: Parameter.OwnChoices?
  /// Cells without which it cannot be set.
  var preparation: [String] = []
  public let read: @Sendable (State) -> Table.Cell
  public let write: @Sendable (Value, Arguments, inout Context) throws(Diagnostic) -> Void

  /// One of the words that are the values of a type.
  static func choice<Choice: RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ meaning: String, _ words: [Parameter.Choice], isPersonal: Bool = false,
    read: @escaping @Sendable (State) -> Choice,
    write: @escaping @Sendable (Choice, Arguments, inout Context) throws(Diagnostic) -> Void
  ) -> Setting {
    Setting(
      name: name, meaning: meaning, values: .choice(words), isPersonal: isPersonal,
      read: { .text(read($0).rawValue) }
    ) { value, arguments, context throws(Diagnostic) in
      guard case .word(let word) = value, let choice = Choice(rawValue: word) else { return }
      try write(choice, arguments, &context)
    }
  }

  /// In the order in which they are listed.
  public static let all = sessionSettings + displaySettings

  public static func named(_ name: String) -> Setting? { all.first { $0.name == name || $0.oldName == name } }

  /// The words that it takes as values, for completion.
  public var words: [Parameter.Choice] {
    switch values {
    case .number: []
    case .integer(_, let words), .choice(let words): words
    }
  }

  /// The words that it takes in a session.
  public func words(in session: Session) -> [Parameter.Choice] { words + (own?(session) ?? []) }

  var takesNumber: Bool { if case .choice = values { false } else { true } }

  /// A value that it may have.
  var sample: String {
    switch values {
    case .number: "0.5"
    case .integer(let range, _): "\(min(range.lowerBound + 42, range.upperBound))"
    case .choice(let words): words.last?.word ?? ""
    }
  }

  /// The word for the value before anything is set.
  public static let defaultWord = "default"

  /// The value before anything is set.
  public var defaultValue: Value {
    switch read((Session(), DisplaySettings())) {
    case .text(let text, _): .word(text)
    case .integer(let value): .integer(value)
    case .number(let value, _), .measured(let value, _), .percent(let value): .number(value)
    }
  }

  /// Its value before anything is set.
  var initial: String {
    switch read((Session(), DisplaySettings())) {
    case .text(let text, _): text
    case .integer(let value): "\(value)"
    case .number(let value, _), .measured(let value, _), .percent(let value): NumberFormat().text(value)
    }
  }

  /// "from 20 to 1000, or auto".
  public var range: String { range(of: words.map(\.word)) }

  private func range(of words: [String]) -> String {
    let list = words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
    return switch values {
    case .number(let range): Parameter.description(of: range)
    case .integer(let range, let words):
      "a number from \(range.lowerBound) to \(range.upperBound)" + (words.isEmpty ? "" : ", or \(list)")
    case .choice: list
    }
  }

  /// The value that was typed.
  public func value(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> Value {
    let text = arguments.word("value") ?? ""
    let words = words(in: context.session)
    if words.contains(where: { $0.word == text }) { return .word(text) }
    var near: String?
    if takesNumber {
      let number = try number(text, arguments, in: context)
      switch values {
      case .number(let range): if range.contains(number) { return .number(number) }
      case .integer(let range, _): if let integer = Int(exactly: number), range ~= integer { return .integer(integer) }
      case .choice: break
      }
    } else if let own = ForeignWord.meaning(ofValue: text, among: words.map(\.word)) {
      near = "did you mean \(own)?"
    } else {
      near = Suggestions.question(text, among: words.map(\.word))
    }
    throw arguments.failure("\(name) is \(range(of: words.map(\.word))), not \(text)", at: "value", hint: near)
  }

  /// A number that is read to its end.
  private func number(_ text: String, _ arguments: Arguments, in context: Context) throws(Diagnostic) -> Double {
    let word = NumberWord(text)
    if let literal = word.literal { return literal }
    if word.hasRest {
      let isWhole = if case .integer = values { true } else { false }
      let line = word.corrected(isWhole: isWhole).map {
        arguments.span("value").line(in: arguments.code, replacedBy: $0)
      }
      throw arguments.failure(
        "\(name) is \(range), not \(text)", at: "value", hint: line.map { "write \($0)" })
    }
    var evaluator = context.evaluator(arguments.code)
    return try evaluator.number(try arguments.parsedExpression("value"))
  }
}
