/// A cell that runs other cells.
public enum CompoundStatement: Equatable, Sendable {
  /// `repeat 10 update`, `repeat n + 1: x += 1; y += x`.
  case repetition(count: Expression, body: [CellPiece])
  /// `for l in 1..L: norm(W[l])`.
  case loop(Variable, over: Values, body: [CellPiece])
  /// `if x > 1: y = 1; else: y = 2`; without `else`, `otherwise` is `nil`.
  case choice(condition: Expression, body: [CellPiece], otherwise: [CellPiece]?)
  /// `else: y = 2`, after a cell with `if`.
  case alternative([CellPiece])
  /// `time train epochs 10`.
  case timing(CellPiece)

  /// The name that takes one value after the other.
  public struct Variable: Equatable, Sendable {
    public let name: String
    public let span: SourceSpan
  }

  /// What a loop runs over.
  public enum Values: Equatable, Sendable {
    /// `1:4` without its end, `1..3` with it, `0:10:2` with a step.
    case range(from: Expression, to: Expression, step: Expression?, includesEnd: Bool)
    /// A row, a column or a list: `[1, 3]`.
    case entries(of: Expression)

    public var span: SourceSpan {
      switch self {
      case .range(let from, let to, let step, _): from.span.joined((step ?? to).span)
      case .entries(let expression): expression.span
      }
    }
  }

  /// The first word of such a cell.
  public enum Word: String, CaseIterable, Sendable {
    case `repeat`, `for`, `if`, `else`, time

    /// Whether all cells of the line belong to it.
    var takesLine: Bool { self != .time }
  }

  /// Deeper nesting is refused: no text may exhaust the stack.
  public static let maximumDepth = 30

  /// The cells in it.
  public var cells: [CellPiece] {
    switch self {
    case .repetition(_, let body), .loop(_, _, let body), .alternative(let body): body
    case .choice(_, let body, let otherwise): body + (otherwise ?? [])
    case .timing(let cell): [cell]
    }
  }

  /// The word that such a cell starts with, and where the rest starts.
  static func word(of code: String) -> (word: Word, end: Int)? {
    guard let line = Statement.commandLine(code, isCommand: { Word(rawValue: $0) != nil }),
      let word = Word(rawValue: line.name)
    else { return nil }
    return (word, line.argumentStart)
  }

  static func startsOne(_ code: String) -> Bool { word(of: code) != nil }

  /// Whether a cell that starts like this takes the rest of its line, `;` included.
  static func takesLine(_ code: String) -> Bool {
    guard let (word, end) = word(of: code) else { return false }
    return word.takesLine || takesLine(String(decoding: Array(code.utf8.dropFirst(end)), as: UTF8.self))
  }
}
