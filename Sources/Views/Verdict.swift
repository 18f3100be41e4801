/// The judgement on a claim.
public struct Verdict: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable { case exact, agrees, differs, cannotSay = "cannot say" }

  /// The entry in which the two sides differ most.
  public struct Worst: Equatable, Sendable {
    public var entry: String
    public var left: Double
    public var right: Double

    public init(entry: String, left: Double, right: Double) {
      self.entry = entry
      self.left = left
      self.right = right
    }
  }

  public var kind: Kind
  /// The number of digits to which the two sides agree.
  public var digits: Int
  public var worst: Worst?
  /// What is known about the difference; `nil` if it was not examined.
  public var findings: [Finding]?
  /// The corrected formula, as an expression of the shell.
  public var correction: String?
  /// Of a line of a derivation: what it is as a step.
  public var step: Step?

  public struct Step: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable { case follows, finished, unchanged, wrong, unknown }

    public var kind: Kind
    /// The rules by which it follows.
    public var rules: [String]

    public init(_ kind: Kind, rules: [String] = []) { (self.kind, self.rules) = (kind, rules) }
  }

  public init(_ kind: Kind, digits: Int, worst: Worst? = nil, findings: [Finding]? = nil, correction: String? = nil) {
    self.kind = kind
    self.digits = digits
    self.worst = worst
    self.findings = findings
    self.correction = correction
  }

  /// Whether the two sides are equal.
  public var isRight: Bool { kind == .exact || kind == .agrees }

  /// The findings in words.
  public var diagnosis: String? { findings.map(Finding.text) }
}

extension Verdict {
  /// Something known about the two sides of a claim.
  public enum Finding: Equatable, Sendable {
    /// An entry is not a number.
    case notANumber
    case bothZero
    /// A side is infinite or not a number, in words where; `holdsElsewhere` if the claim is true where it is not.
    case notFinite(String?, holdsElsewhere: Bool)
    /// Too few digits are written to say.
    case tooFewDigits
    /// Right as far as single precision goes.
    case single
    /// The two sides differ here by rounding alone; the part of the formula that loses digits.
    case rounding(String?)
    /// Both sides agree here, and differ with other weights and samples; why, in words.
    case luck(String?)
    /// The shapes of the two sides, in words.
    case shapes(left: String, right: String)
    /// The typed side is the sum of two terms, each of which is the right result.
    case accumulatedTwice
    /// Right to this many digits and no further.
    case lostDigits(Int)
    /// Known mistakes, in words, that cannot be told apart here.
    case mistakes([String])
    /// Slips that were made together, in words.
    case together([String])
    case transposed
    /// The typed side is the right one times a meaningful number, in words.
    case multiple(String)
    /// Every entry is the right one times a number without a meaning.
    case ratio(String)
    case unexplained
    /// A remark on the session: a quantity is out of date, formulas are the user's own.
    case remark(String)
    /// What was forgotten in a line of a derivation.
    case slip(String)
    /// What is left to do in a derivation.
    case left(String)

    public var text: String {
      switch self {
      case .notANumber: "an entry is not a number"
      case .bothZero: "both sides are 0, here and on other states: 0 = 0 proves nothing"
      case .notFinite(let place, let holds):
        (place.map { "\($0) overflows here" } ?? "a number overflows here")
          + (holds ? "; where it does not, the two sides are equal" : "")
      case .tooFewDigits: "too few digits to say: write at least two"
      case .single: "right to 7 digits, as single precision (float32) gives them"
      case .rounding(let place):
        "they differ here by rounding alone" + (place.map { ": \($0) loses its digits" } ?? "")
      case .luck(let reason):
        "it agrees here by luck" + (reason.map { ", as \($0)" } ?? "") + ": with other weights and samples it does not"
      case .shapes(let left, let right): "\(left), \(right)"
      case .accumulatedTwice: "the gradient is accumulated twice: each of the two terms is already the full gradient"
      case .lostDigits(let digits):
        "right to \(digits) digits: a hand calculation with rounded intermediate results; keep more digits"
      case .mistakes(let texts): texts.joined(separator: "; or ")
      case .together(let texts): "\(texts.count == 2 ? "two" : "several") slips: " + texts.joined(separator: "; and ")
      case .transposed: "it is the transpose of the right result"
      case .multiple(let text), .remark(let text), .slip(let text), .left(let text): text
      case .ratio(let number): "every entry is \(number) times the right one"
      case .unexplained: "none of the known mistakes explains it"
      }
    }

    /// Several findings in one line.
    public static func text(_ findings: [Finding]) -> String { findings.map(\.text).joined(separator: "; ") }
  }
}
