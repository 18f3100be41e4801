/// The result of a cell as a value: what to show, not how.
///
/// One view serves the terminal, a transcript, an HTML page and JSON; `Renderers` turns it into each.
public indirect enum View: Equatable, Sendable {
  case text(StyledText)
  case number(NumberView)
  case matrix(MatrixView)
  case table(Table)
  case picture(Picture)
  case derivation(Derivation)
  case verdict(Verdict)
  case excerpt(SourceExcerpt)
  case progress(ProgressFrame)
  case stack([View])

  public static func text(_ plain: String) -> View { .text(StyledText(plain)) }

  /// The view itself if it is a picture, else the first picture among its parts.
  public var firstPicture: Picture? {
    switch self {
    case .picture(let picture): picture
    case .stack(let views): views.lazy.compactMap(\.firstPicture).first
    case .text, .number, .matrix, .table, .derivation, .verdict, .excerpt, .progress: nil
    }
  }

  public var hasPicture: Bool { firstPicture != nil }
}

/// What a piece of text is; each renderer chooses how it looks.
public enum Role: String, CaseIterable, Sendable {
  case plain, heading, emphasis, name, number, code, good, bad, warning, faint
  /// A number read from a clock: another run gives another, so a transcript shows `…`.
  case measured
}

/// Text in pieces, each with its role. May hold several lines.
public struct StyledText: Equatable, Sendable, ExpressibleByStringLiteral {
  public struct Run: Equatable, Sendable {
    public var text: String
    public var role: Role

    public init(_ text: String, _ role: Role = .plain) {
      self.text = text
      self.role = role
    }
  }

  public var runs: [Run]

  public init(runs: [Run]) { self.runs = runs }
  public init(_ text: String, _ role: Role = .plain) { runs = [Run(text, role)] }
  public init(stringLiteral value: String) { self.init(value) }

  public var plain: String { runs.map(\.text).joined() }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(runs: left.runs + right.runs)
  }
}

/// One number.
public struct NumberView: Equatable, Sendable {
  public var label: String?
  public var value: Double
  /// What the reader should know about it, for example that it is out of date.
  public var note: String?

  public init(_ value: Double, label: String? = nil, note: String? = nil) {
    self.value = value
    self.label = label
    self.note = note
  }
}

/// A matrix of numbers.
public struct MatrixView: Equatable, Sendable {
  public var label: String?
  public var rows: Int
  public var columns: Int
  /// Row by row, `rows * columns` of them.
  public var data: [Double]
  public var note: String?

  public init(rows: Int, columns: Int, data: [Double], label: String? = nil, note: String? = nil) {
    precondition(data.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.data = data
    self.label = label
    self.note = note
  }
}

/// A number or a matrix inside another view.
public enum NumericValue: Equatable, Sendable {
  case number(Double)
  case matrix(MatrixView)
}

/// How a result came about: its formula, then with indexes, then with numbers; or a chain of equal formulas.
public struct Derivation: Equatable, Sendable {
  public struct Step: Equatable, Sendable {
    /// In mathematical notation.
    public var formula: String
    /// The same as an expression of the shell, which evaluates to `value`.
    public var expression: String
    /// `nil` of a formula of variables without values.
    public var value: NumericValue?
    /// For example "general formula", or the rule by which a step of a chain follows from the one before.
    public var caption: String?

    public init(formula: String, expression: String, value: NumericValue?, caption: String? = nil) {
      self.formula = formula
      self.expression = expression
      self.value = value
      self.caption = caption
    }
  }

  public var target: String
  public var value: NumericValue?
  public var steps: [Step]
  public var note: String?
  /// Whether all steps are equal: each follows from the one before by the rule in its caption.
  public var isChain: Bool

  public init(target: String, value: NumericValue?, steps: [Step], note: String? = nil, isChain: Bool = false) {
    self.target = target
    self.value = value
    self.steps = steps
    self.note = note
    self.isChain = isChain
  }
}

/// A message about a place in what the user typed, perhaps with a hint.
public struct SourceExcerpt: Equatable, Sendable {
  public var message: String
  public var file: String?
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in characters.
  public var column: Int
  /// In characters, at least 1.
  public var length: Int
  /// The text of the line.
  public var text: String
  public var hint: String?

  public init(
    message: String, file: String? = nil, line: Int, column: Int, length: Int, text: String, hint: String? = nil
  ) {
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.text = text
    self.hint = hint
  }
}

/// The state of a long operation; on a terminal the next frame replaces it.
public struct ProgressFrame: Equatable, Sendable {
  public struct Field: Equatable, Sendable {
    public var name: String
    public var value: Double
    /// Significant digits to show; `nil` for the session's.
    public var digits: Int?
    public var unit: String

    public init(_ name: String, _ value: Double, digits: Int? = nil, unit: String = "") {
      self.name = name
      self.value = value
      self.digits = digits
      self.unit = unit
    }

    /// The time until the end, which a narrow terminal shows first.
    public static func timeLeft(_ seconds: Double) -> Field {
      Field("left", seconds.rounded(.up), digits: 3, unit: "s")
    }
  }

  public var title: String
  /// 0…1.
  public var fraction: Double
  public var fields: [Field]
  /// The values so far, for a sparkline.
  public var curve: [Double]
  /// Whether this frame ends a unit (an epoch) and is printed even if frames cannot be redrawn.
  public var isMilestone: Bool

  public init(title: String, fraction: Double, fields: [Field], curve: [Double] = [], isMilestone: Bool) {
    self.title = title
    self.fraction = fraction
    self.fields = fields
    self.curve = curve
    self.isMilestone = isMilestone
  }
}

/// The ground of the page or terminal that a view is shown on; `unknown` for colours that are legible on either.
public enum Background: String, CaseIterable, Sendable {
  case dark, light, unknown

  /// The grounds that a picture can have.
  public static let known = [dark, light]
}

/// How much of matrices and tables is shown.
public enum DisplayAmount: String, CaseIterable, Sendable { case short, full, shape }
