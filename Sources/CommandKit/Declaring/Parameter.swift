import Calculus
import Engine
import Language
import SessionCore

/// One argument that a command declares: usage, completion, checking and the manual follow from it.
public struct Parameter: Sendable {
  public enum Kind: Sendable {
    case integer(ClosedRange<Int>)
    /// A number, in the range if there is one.
    case number(ConstantRange?)
    /// One of the listed words.
    case choice([Choice])
    /// A layer with weights, by its number or a quantity of it (`1`, `-1`, `L`, `W[1]`), or one of the words.
    case layer([Choice])
    /// The name of an activation, of the program or of the user.
    case activation
    case expression
    /// A quantity or one of its entries: `dW[2][0,1]`.
    case entry
    /// A path of one word; one with blanks is quoted.
    case path
    /// A path that may have blanks without quotes: it ends at the next argument with a name.
    case file
    case word
    /// The words up to the next argument with a name, as typed: an expression, or a command with its arguments.
    case rest
    /// A name alone, present or not.
    case flag
  }

  public enum Place: Equatable, Sendable {
    case operand(isRequired: Bool, repeats: Bool)
    case named
  }

  public struct Choice: Equatable, Sendable {
    public var word: String
    public var summary: String
    /// Whether it is offered and listed; an old word is only read.
    public var isListed: Bool

    public init(_ word: String, _ summary: String = "", isListed: Bool = true) {
      self.word = word
      self.summary = summary
      self.isListed = isListed
    }
  }

  public let name: String
  public let kind: Kind
  public let place: Place
  public let summary: String
  /// What holds if the argument is left out, for help texts.
  public let fallback: String?
  let ownSource: CompletionSource?
  /// The user's own choices besides those of the kind.
  let own: OwnChoices?
  /// Whether a named argument may be given several times: `by x by hand`.
  var repeatsName = false
  /// Whether a `=` may follow an operand: `set digits=12`.
  private(set) var mayBeAssigned = false
  /// Beside which other arguments it means something; always without one.
  private(set) var condition: Condition?

  /// Choices that a session has: the names of the user's losses.
  public typealias OwnChoices = @Sendable (Session) -> [Choice]

  /// - Parameters:
  ///   - source: the words that Tab offers, if the kind alone does not tell.
  ///   - own: the user's own choices besides those of the kind.
  public static func operand(
    _ name: String, _ kind: Kind, _ summary: String, required: Bool = true, repeats: Bool = false,
    fallback: String? = nil, offers source: CompletionSource? = nil, own: OwnChoices? = nil
  ) -> Parameter {
    Parameter(
      name: name, kind: kind, place: .operand(isRequired: required, repeats: repeats), summary: summary,
      fallback: fallback, ownSource: source, own: own)
  }

  public static func named(
    _ name: String, _ kind: Kind, _ summary: String, repeats: Bool = false, fallback: String? = nil,
    offers source: CompletionSource? = nil, own: OwnChoices? = nil
  ) -> Parameter {
    Parameter(
      name: name, kind: kind, place: .named, summary: summary, fallback: fallback, ownSource: source, own: own,
      repeatsName: repeats)
  }

  /// The same operand, after which a `=` may follow.
  public var followedByAssign: Parameter {
    var copy = self
    copy.mayBeAssigned = true
    return copy
  }

  /// The values of another argument beside which an argument means something.
  public struct Condition: Sendable {
    public let name: String
    /// Why it means nothing beside a value of that argument, `nil` if it was left out; `nil` if it means something.
    let reason: @Sendable (_ value: String?) -> String?
  }

  /// The argument, if it means something only beside these values of another one: `every` beside `schedule step`.
  ///
  /// - Parameter reason: what is said otherwise, after its name.
  public func only(with name: String, _ values: [String], _ reason: String) -> Parameter {
    only(with: name, reason) { $0.map(values.contains) ?? false }
  }

  /// - Parameter takes: whether it means something beside a value, `nil` if the other argument was left out.
  public func only(
    with name: String, _ reason: String, if takes: @escaping @Sendable (String?) -> Bool
  ) -> Parameter {
    var copy = self
    copy.condition = Condition(name: name) { takes($0) ? nil : reason }
    return copy
  }

  public var isNamed: Bool { place == .named }
  var isRepeated: Bool { if case .operand(_, repeats: true) = place { true } else { false } }
  var isRequired: Bool { if case .operand(isRequired: true, _) = place { true } else { false } }

  var isFlag: Bool { if case .flag = kind { true } else { false } }
  var isExpression: Bool { if case .expression = kind { true } else if case .entry = kind { true } else { false } }
  /// Whether it is one of several words.
  var isChoice: Bool {
    switch kind {
    case .choice, .activation: true
    case .integer, .number, .layer, .word, .rest, .file, .path, .flag, .expression, .entry: false
    }
  }
  /// Whether it is one word.
  var isWord: Bool { if case .choice = kind { true } else if case .word = kind { true } else { false } }
  /// Whether it may be several words, which end at the next argument with a name.
  var takesWords: Bool { if case .rest = kind { true } else if case .file = kind { true } else { false } }

  /// What a value looks like: `rate: learning rate η, a number above 0; otherwise eta`.
  public var hint: String {
    let value: String? =
      switch kind {
      case .integer(let range): Self.description(of: range)
      case .number(let range): Self.description(of: range)
      case .choice, .layer, .activation, .expression, .entry, .path, .file, .word, .rest, .flag: nil
      }
    let meaning = [summary, value].compactMap { $0 }.joined(separator: ", ")
    return "\(name): \(meaning)" + (fallback.map { "; otherwise \($0)" } ?? "")
  }

  static func description(of range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "a whole number of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
  }

  static func description(of range: ConstantRange?) -> String {
    switch range {
    case nil: "a number"
    case .positive?: "a number above 0"
    case .notNegative?: "a number of at least 0"
    case .share?: "a share from 0 up to 1"
    }
  }

  /// The argument as the usage line shows it: `[rate NUMBER]`, `SIZE…`.
  public var usage: String {
    let text = isNamed && !isFlag ? "\(name) \(valueName)" : valueName + (isRepeated ? "…" : "")
    return isRequired ? text : "[\(text)]"
  }

  public var valueName: String {
    switch kind {
    case .choice(let choices) where choices.reduce(0) { $0 + $1.word.count } <= 30:
      choices.map(\.word).joined(separator: "|")
    case .flag: name
    case _ where !isNamed: name.uppercased()
    case .integer, .layer: "N"
    case .number: "NUMBER"
    case .expression: "EXPRESSION"
    case .entry: "ENTRY"
    case .path: "PATH"
    case .file: "FILE"
    case .choice, .activation, .word, .rest: "NAME"
    }
  }
}

/// The words that several commands offer as choices.
public enum Choices {
  public static let activations = choices(Activation.allCases)

  /// Those of the program, then those of the user.
  public static func activations(in session: Session) -> [Parameter.Choice] {
    activations + choices(session.activations.values.sorted { $0.name < $1.name })
  }

  private static func choices(_ activations: [Activation]) -> [Parameter.Choice] {
    activations.map { Parameter.Choice($0.name, $0.definition.body.mathematics) }
  }

  public static let losses = Loss.allCases.map { Parameter.Choice($0.name, $0.definition.formula) }
  /// The user's losses.
  public static let ownLosses: Parameter.OwnChoices = { session in
    session.losses.values.sorted { $0.name < $1.name }.map { Parameter.Choice($0.name, $0.formula) }
  }

  /// Refuses a loss with an output activation it is not defined on.
  public static func check(
    _ loss: Loss, with output: Activation, _ arguments: Arguments, at name: String
  ) throws(Diagnostic) {
    if let required = loss.requiredOutput, required != output {
      throw arguments.failure(
        "\(loss.name) needs the output activation \(required.name), not \(output.name)", at: name,
        hint: "output \(required.name)")
    }
  }
}
