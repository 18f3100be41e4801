import Engine
import Views

/// A formula with places for entries, which can be written with names or with numbers.
struct Template {
  enum Piece {
    /// The same sign as mathematics and as an expression of the shell.
    case sign(mathematics: String, code: String)
    /// A number that has a name in both.
    case constant(mathematics: String, code: String, value: Double)
    case entry(Entry)
  }

  var pieces: [Piece]

  init(_ pieces: Piece...) { self.pieces = pieces }
  init(pieces: [Piece]) { self.pieces = pieces }

  /// A formula with names in braces, each replaced by a formula.
  /// - Precondition: there is a formula for each name.
  init(pattern: String, _ formulas: [String: Template]) {
    pieces = []
    for (index, part) in pattern.split(omittingEmptySubsequences: false, whereSeparator: { "{}".contains($0) })
      .enumerated()
    where !part.isEmpty {
      guard !index.isMultiple(of: 2) else {
        pieces.append(.sign(mathematics: String(part), code: Self.code(String(part))))
        continue
      }
      guard let formula = formulas[String(part)] else { preconditionFailure("no formula for \(part) in \(pattern)") }
      pieces += formula.pieces
    }
  }

  static func + (left: Template, right: Template) -> Template { Template(pieces: left.pieces + right.pieces) }

  /// The terms with a sign between them.
  static func joined(_ terms: [Template], _ mathematics: String, _ code: String) -> Template {
    Template(
      pieces: terms.enumerated().flatMap { index, term in
        (index == 0 ? [] : [Piece.sign(mathematics: mathematics, code: code)]) + term.pieces
      })
  }

  var entries: [Entry] {
    pieces.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
  }

  var mathematics: String {
    pieces.map {
      switch $0 {
      case .sign(let mathematics, _), .constant(let mathematics, _, _): mathematics
      case .entry(let entry): entry.mathematics
      }
    }.joined()
  }

  var code: String {
    pieces.map {
      switch $0 {
      case .sign(_, let code), .constant(_, let code, _): code
      case .entry(let entry): entry.code
      }
    }.joined()
  }

  /// The formula with numbers for its entries, rounded to be read.
  func numbers(in session: Session) -> String {
    let format = NumberFormat(digits: session.digits)
    return pieces.map {
      switch $0 {
      case .sign(let mathematics, _): mathematics
      case .constant(_, _, let value): Self.bracketed(format.text(value))
      case .entry(let entry): entry.value(in: session).map { Self.bracketed(format.text($0)) } ?? "?"
      }
    }.joined()
  }

  /// The formula with the numbers themselves, to the last bit.
  func exactNumbers(in session: Session) -> String {
    pieces.map {
      switch $0 {
      case .sign(_, let code): code
      case .constant(_, _, let value): Self.bracketed("\(value)")
      case .entry(let entry): entry.value(in: session).map { Self.bracketed("\($0)") } ?? entry.code
      }
    }.joined()
  }

  private static func bracketed(_ number: String) -> String { number.hasPrefix("-") ? "(\(number))" : number }
}

extension Template: ExpressibleByStringInterpolation {
  /// A formula as mathematics with entries in it; the signs of the shell follow.
  struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { pieces.append(.sign(mathematics: text, code: Template.code(text))) }
    }

    mutating func appendInterpolation(_ entry: Entry) { pieces.append(.entry(entry)) }
    mutating func appendInterpolation(_ template: Template) { pieces += template.pieces }
    mutating func appendInterpolation(_ number: some Numeric) { appendLiteral("\(number)") }

    /// A function that is written in two ways.
    mutating func appendInterpolation(_ mathematics: String, code: String) {
      pieces.append(.sign(mathematics: mathematics, code: code))
    }
  }

  init(stringInterpolation: StringInterpolation) { self.init(pieces: stringInterpolation.pieces) }
  init(stringLiteral value: String) { self.init(.sign(mathematics: value, code: Self.code(value))) }

  private static let signs: [Character: String] = ["·": "*", "−": "-", "²": "^2", "½": "0.5 *", "√": "sqrt"]

  private static func code(_ mathematics: String) -> String { mathematics.map { signs[$0] ?? String($0) }.joined() }
}

extension Entry {
  var template: Template { Template(.entry(self)) }
}

extension Formula {
  /// The formula without places for numbers.
  var template: Template { Template(.sign(mathematics: mathematics, code: expression)) }
}
