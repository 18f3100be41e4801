/// A block fenced as `exercise`: a question, an accepted answer, and messages for wrong answers.
///
/// Drawn names are written `{name}` in every text; `instance(seed:)` replaces them with numbers.
public struct Exercise: Equatable, Sendable {
  /// A wrong answer that the author expects.
  public struct Mistake: Equatable, Sendable {
    /// An expression with the value of the wrong answer.
    public var expression: String
    public var message: String
    /// Counted from 1.
    public var line: Int
  }
  /// Another right answer, which the check of the lesson tries.
  public struct Equivalent: Equatable, Sendable {
    public var expression: String
    /// Counted from 1.
    public var line: Int
  }
  /// What an answer may not use.
  public struct Exclusion: Equatable, Sendable {
    /// Quantities, functions and signs as they are typed: `delta`, `delta[2]`, `tanh'`, `@`.
    public var names: [String]
    /// What to say; `nil` if the names say it.
    public var message: String?
    /// Counted from 1.
    public var line: Int
  }
  /// A cell that is run before the question is asked.
  public struct Setup: Equatable, Sendable {
    public var source: String
    /// Counted from 1.
    public var line: Int
  }

  public var question: String
  /// An expression. If it reads quantities, every formula that is equal to it in general is right, otherwise every
  /// expression of equal value.
  public var answer: String
  /// The largest absolute difference from the answer; `nil` if only rounding is allowed.
  public var tolerance: Double?
  public var hints: [String] = []
  public var equivalents: [Equivalent] = []
  public var mistakes: [Mistake] = []
  public var exclusions: [Exclusion] = []
  public var draws: [Draw] = []
  public var setup: [Setup] = []
  /// What is to be derived by hand, `delta[1]`; `nil` if an expression is the answer. The last cell of `setup` opens the
  /// derivation.
  public var derives: String?
  /// The line of the answer, counted from 1.
  public var answerLine: Int
  /// From the opening to the closing fence, counted from 0.
  public var lines: Range<Int>

  /// The first line of the block, counted from 1.
  public var line: Int { lines.lowerBound + 1 }
}

extension Exercise {
  /// The exercise with numbers in place of drawn names; the same seed gives the same numbers.
  public func instance(seed: UInt64) -> Exercise {
    var source = SplitMix64(seed: seed)
    return instance(places: draws.map { Int(source.next(below: UInt64($0.count))) })
  }

  /// The exercise with a value of each draw in place of its name, by their places among all values.
  func instance(places: [Int]) -> Exercise {
    if draws.isEmpty { return self }
    let values = zip(draws, places).map { (placeholder: "{\($0.name)}", value: $0.value(at: $1)) }
    func filled(_ text: String) -> String {
      values.reduce(text) { $0.replacing($1.placeholder, with: $1.value) }
    }
    var copy = self
    copy.question = filled(question)
    copy.answer = filled(answer)
    copy.hints = hints.map(filled)
    copy.derives = derives.map(filled)
    copy.equivalents = equivalents.map { Equivalent(expression: filled($0.expression), line: $0.line) }
    copy.mistakes = mistakes.map {
      Mistake(expression: filled($0.expression), message: filled($0.message), line: $0.line)
    }
    copy.setup = setup.map { Setup(source: filled($0.source), line: $0.line) }
    copy.draws = []
    return copy
  }
}
