/// A block fenced as `exercise`: a question, an accepted answer, and what to say to wrong ones.
///
/// Names that are drawn stand as `{name}` in every text; `instance(seed:)` puts numbers in their place.
public struct Exercise: Equatable, Sendable {
  /// A wrong answer that the author foresaw.
  public struct Mistake: Equatable, Sendable {
    /// An expression with the value of the wrong answer.
    public var expression: String
    public var message: String
    /// Counted from 1.
    public var line: Int
  }
  /// A line of the file that is typed before the question is put.
  public struct Setup: Equatable, Sendable {
    public var source: String
    /// Counted from 1.
    public var line: Int
  }

  public var question: String
  /// An expression; every expression of equal value is right.
  public var answer: String
  /// The largest absolute difference from the answer; `nil` for equal but for rounding.
  public var tolerance: Double?
  public var hints: [String] = []
  public var mistakes: [Mistake] = []
  public var draws: [Draw] = []
  public var setup: [Setup] = []
  /// The line of the answer, counted from 1.
  public var answerLine: Int
  /// From the opening to the closing fence, counted from 0.
  public var lines: Range<Int>

  /// The line where the block starts, counted from 1.
  public var line: Int { lines.lowerBound + 1 }
}

extension Exercise {
  /// The exercise with numbers in place of the names that are drawn; the same numbers for the same seed.
  public func instance(seed: UInt64) -> Exercise {
    if draws.isEmpty { return self }
    var source = SplitMix64(seed: seed)
    let values = draws.map { (placeholder: "{\($0.name)}", value: $0.value(from: &source)) }
    func filled(_ text: String) -> String {
      values.reduce(text) { replacing($1.placeholder, with: $1.value, in: $0) }
    }
    var copy = self
    copy.question = filled(question)
    copy.answer = filled(answer)
    copy.hints = hints.map(filled)
    copy.mistakes = mistakes.map {
      Mistake(expression: filled($0.expression), message: filled($0.message), line: $0.line)
    }
    copy.setup = setup.map { Setup(source: filled($0.source), line: $0.line) }
    copy.draws = []
    return copy
  }
}

private func replacing(_ part: String, with replacement: String, in text: String) -> String {
  var result = ""
  var rest = text[...]
  while let range = rest.firstRange(of: part) {
    result += rest[..<range.lowerBound] + replacement
    rest = rest[range.upperBound...]
  }
  return result + rest
}
