import Engine
import SessionCore

/// One argument that a command declares: usage, completion, checking and the manual follow from it.
public struct Parameter: Sendable {
  public enum Kind: Sendable {
    case integer(ClosedRange<Int>)
    /// A number in the given range.
    case number(NumberRange)
    /// One of the listed words.
    case choice([Choice])
    case expression
    /// A quantity or one of its entries: `dW[2][0,1]`.
    case entry
    case path
    case word
    /// The rest of the line as it stands.
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

    public init(_ word: String, _ summary: String = "") {
      self.word = word
      self.summary = summary
    }
  }

  public enum NumberRange: Equatable, Sendable {
    case any, positive, notNegative
    /// 0 ≤ x < 1.
    case share

    /// What a constant of a loss or an optimiser may be.
    public init(_ range: ConstantRange) {
      switch range {
      case .positive: self = .positive
      case .notNegative: self = .notNegative
      case .share: self = .share
      }
    }

    public func contains(_ value: Double) -> Bool {
      switch self {
      case .any: !value.isNaN
      case .positive: value > 0 && value.isFinite
      case .notNegative: value >= 0 && value.isFinite
      case .share: value >= 0 && value < 1
      }
    }

    public var description: String {
      switch self {
      case .any: "a number"
      case .positive: "a number above 0"
      case .notNegative: "a number from 0 on"
      case .share: "a share from 0 up to 1"
      }
    }
  }

  public let name: String
  public let kind: Kind
  public let place: Place
  public let summary: String
  /// What holds where the argument is left out, for help texts.
  public let fallback: String?
  private let ownOffer: CompletionSource?

  private init(
    _ name: String, _ kind: Kind, _ place: Place, _ summary: String, fallback: String?, offers offer: CompletionSource?
  ) {
    self.name = name
    self.kind = kind
    self.place = place
    self.summary = summary
    self.fallback = fallback
    ownOffer = offer
  }

  /// - Parameter offer: the words that Tab offers, where the kind alone does not tell.
  public static func operand(
    _ name: String, _ kind: Kind, _ summary: String, required: Bool = true, repeats: Bool = false,
    fallback: String? = nil, offers offer: CompletionSource? = nil
  ) -> Parameter {
    Parameter(
      name, kind, .operand(isRequired: required, repeats: repeats), summary, fallback: fallback, offers: offer)
  }

  public static func named(
    _ name: String, _ kind: Kind, _ summary: String, fallback: String? = nil, offers offer: CompletionSource? = nil
  ) -> Parameter {
    Parameter(name, kind, .named, summary, fallback: fallback, offers: offer)
  }

  public var isNamed: Bool { place == .named }
  var isRepeated: Bool { if case .operand(_, repeats: true) = place { true } else { false } }
  var isRequired: Bool { if case .operand(isRequired: true, _) = place { true } else { false } }

  var isFlag: Bool { if case .flag = kind { true } else { false } }
  var takesRest: Bool { if case .rest = kind { true } else { false } }

  var takesExpression: Bool {
    switch kind {
    case .expression, .entry: true
    default: false
    }
  }

  /// The words that Tab offers for its value.
  public var offer: CompletionSource {
    if let ownOffer { return ownOffer }
    switch kind {
    case .choice(let choices): return .words(choices)
    case .expression, .entry: return .expression
    case .path: return .files
    case .integer, .number, .word, .rest, .flag: return .nothing
    }
  }

  /// What a value looks like: `rate: learning rate η, a number above 0; otherwise eta`.
  public var hint: String {
    let value: String? =
      switch kind {
      case .integer(let range): Self.description(of: range)
      case .number(let range): range.description
      default: nil
      }
    let meaning = [summary, value].compactMap { $0 }.joined(separator: ", ")
    return "\(name): \(meaning)" + (fallback.map { "; otherwise \($0)" } ?? "")
  }

  public static func description(of range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "a whole number from \(range.lowerBound) on" : "from \(range.lowerBound) to \(range.upperBound)"
  }

  /// The argument as the usage line shows it: `[rate NUMBER]`, `SIZE…`.
  public var usage: String {
    let value = valueName
    switch place {
    case .named:
      if case .flag = kind { return "[\(name)]" }
      return "[\(name) \(value)]"
    case .operand(let isRequired, let repeats):
      let text = value + (repeats ? "…" : "")
      return isRequired ? text : "[\(text)]"
    }
  }

  public var valueName: String {
    switch kind {
    case .choice(let choices) where choices.reduce(0) { $0 + $1.word.count } <= 30:
      choices.map(\.word).joined(separator: "|")
    case .flag: name
    default: isNamed ? kindName : name.uppercased()
    }
  }

  private var kindName: String {
    switch kind {
    case .integer: "N"
    case .number: "NUMBER"
    case .choice: "NAME"
    case .expression: "EXPRESSION"
    case .entry: "ENTRY"
    case .path: "PATH"
    case .word, .rest, .flag: "NAME"
    }
  }
}
