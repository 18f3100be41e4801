import Language
import Views

/// One setting, declared once: the list of `set`, completion, what is said of wrong values and the help follow from it.
struct Setting: Sendable {
  /// The values it takes.
  enum Values: Sendable {
    case number(Parameter.NumberRange)
    /// A whole number, or one of the words.
    case integer(ClosedRange<Int>, orOne: [Parameter.Choice] = [])
    case choice([Parameter.Choice])
  }

  /// A value that was typed, and is one of those declared.
  enum Value: Equatable, Sendable {
    case number(Double)
    case integer(Int)
    case word(String)
  }

  /// Where settings are kept.
  struct State {
    var session = Session()
    var display = DisplaySettings()
  }

  let name: String
  let meaning: String
  let values: Values
  /// Whether it is the person's rather than the session's.
  let isPersonal: Bool
  /// Cells without which it cannot be set.
  let preparation: [String]
  let read: @Sendable (State) -> Table.Cell
  let write: @Sendable (Value, Arguments, inout Context) throws(Diagnostic) -> Void

  init(
    _ name: String, _ meaning: String, _ values: Values, isPersonal: Bool = false, preparation: [String] = [],
    read: @escaping @Sendable (State) -> Table.Cell,
    write: @escaping @Sendable (Value, Arguments, inout Context) throws(Diagnostic) -> Void
  ) {
    self.name = name
    self.meaning = meaning
    self.values = values
    self.isPersonal = isPersonal
    self.preparation = preparation
    self.read = read
    self.write = write
  }
}

extension Setting {
  /// In the order in which they are listed.
  static let all = sessionSettings + displaySettings

  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// The words that it takes as values, for completion.
  var words: [Parameter.Choice] {
    switch values {
    case .number: []
    case .integer(_, let words), .choice(let words): words
    }
  }

  var takesNumber: Bool { if case .choice = values { false } else { true } }

  /// A value that it may have.
  var sample: String {
    switch values {
    case .number: "0.5"
    case .integer(let range, _): "\(min(range.lowerBound + 42, range.upperBound))"
    case .choice(let words): words.last?.word ?? ""
    }
  }

  /// Its value before anything is set.
  var initial: String {
    switch read(State()) {
    case .text(let text, _): text
    case .integer(let value): "\(value)"
    case .number(let value, _), .measured(let value, _), .percent(let value): NumberFormat().text(value)
    }
  }

  /// "from 20 to 1000, or auto".
  var range: String {
    let words = words.map(\.word)
    let list = words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
    return switch values {
    case .number(let range): range.description
    case .integer(let range, let words):
      "a number from \(range.lowerBound) to \(range.upperBound)" + (words.isEmpty ? "" : ", or \(list)")
    case .choice: list
    }
  }
}
