import Calculus
import Language

/// What a line that was typed is, as a step of a derivation.
public struct StepVerdict: Sendable {
  public enum Judgement: String, Sendable {
    /// It has the value of the line before.
    case follows
    /// It follows, and nothing is left to differentiate.
    case finished
    /// It follows, but nothing was done.
    case unchanged
    case wrong
    /// The values that could be tried say nothing.
    case cannotSay
  }

  public var judgement: Judgement
  /// The line in index form; `nil` if it could not be read.
  public var line: Term?
  /// The rules by which it follows, in the order in which they were applied.
  public var rules: [Rule] = []
  /// What is left to do, or what was forgotten: sentences.
  public var remarks: [String] = []
  /// The slips that explain a wrong line.
  public var slips: [Slip] = []
  /// The place in the text that differs, if one is known.
  public var span: SourceSpan?
  /// Values for which a wrong line differs: the point, the line's value, the right value.
  public var example: Example?

  public struct Example: Sendable, Equatable {
    public var point: [Point]
    public var typed: Double
    public var right: Double

    public struct Point: Sendable, Equatable {
      public var name: String
      public var value: Double
    }
  }

  /// Whether the line becomes a line of the derivation.
  public var isAccepted: Bool { judgement == .follows || judgement == .finished }

  /// Whether the mistake is named.
  public var isExplained: Bool { judgement == .wrong && !remarks.isEmpty }
}
