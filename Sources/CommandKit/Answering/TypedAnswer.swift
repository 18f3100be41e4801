import Language

/// An answer as it is typed at an exercise: a formula, an equation, an assignment, or the claim of a `check`.
///
///     delta[2].T @ a[1]             dW[2] = delta[2].T @ a[1]
///     = delta[2].T @ a[1]           check delta[2].T @ a[1] == dW[2]
///
/// It is text that is read, not run: nothing is assigned.
public struct TypedAnswer: Equatable, Sendable {
  public enum Form: Equatable, Sendable {
    case formula, equation, check
    /// The left side is a name that may be a variable: `x = 2 * a[1]`.
    case assignment(String)
  }

  public let form: Form
  /// The text of the formula, or of the left and the right side.
  public let sides: [String]
}

extension TypedAnswer {
  static let check = "check"

  /// Reads a text; `nil` if it is a command, a definition, or no formula.
  init?(_ source: String, commands: CommandSet) {
    let cell = CellSource(source)
    switch try? commands.statement(cell) {
    case .blank, .definition: return nil
    case .command(let line):
      guard line.name == Self.check else { return nil }
      self.init(equation: String(Substring(cell.code.utf8.dropFirst(line.argumentStart))), form: .check)
    case .step(let line):
      self.init(formula: String(Substring(cell.code.utf8.dropFirst(line.start))))
    case .assignment(.name(let name, _), _): self.init(equation: cell.code, form: .assignment(name))
    case .assignment, .expression, nil:
      self.init(equation: cell.code, form: .equation)
      if sides.isEmpty { self.init(formula: cell.code) }
    }
    if sides.isEmpty { return nil }
  }

  private init(formula: String) {
    self.init(form: .formula, sides: Self.isFormula(formula) ? [formula.trimmed] : [])
  }

  /// Only the right side has to be a formula: the left one may be a name that the shell does not have, `dC/dw`.
  private init(equation: String, form: Form) {
    let sides = Self.sides(of: equation)
    let isEquation = sides.count == 2 && !sides[0].isEmpty && Self.isFormula(sides[1])
    self.init(form: form, sides: isEquation ? sides : [])
  }

  private static func isFormula(_ text: String) -> Bool { (try? ExpressionParser.parse(text)) != nil }

  /// The parts of a text between `=` or `==` outside brackets.
  static func sides(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    var (sides, start, depth) = ([String](), 0, 0)
    func cut(to end: Int) { sides.append(String(decoding: bytes[start..<end], as: UTF8.self).trimmed) }
    for (place, byte) in bytes.enumerated() where place >= start {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "=") where depth == 0 && !isPartOfASign(bytes[..<place].last):
        cut(to: place)
        start = place + (bytes[(place + 1)...].first == UInt8(ascii: "=") ? 2 : 1)
      default: break
      }
    }
    cut(to: bytes.count)
    return sides
  }

  /// Whether the `=` after it belongs to `<=`, `!=` or `+=`.
  private static func isPartOfASign(_ byte: UInt8?) -> Bool { byte.map("<>!+-*/".utf8.contains) ?? false }
}

extension StringProtocol {
  /// Without blanks at either end.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
