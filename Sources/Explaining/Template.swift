import Engine
import SessionCore
import Views

/// A formula with places for entries, which can be written with names or with numbers.
struct Template {
  /// A sign, a constant or an entry, as mathematics and as an expression of the shell.
  struct Piece {
    var mathematics: String
    var code: String
    var constant: Double?
    var entry: Entry?

    /// The number that can take its place.
    func number(in session: Session) -> Double? { constant ?? entry?.value(in: session) }
  }

  var pieces: [Piece]

  init(pieces: [Piece]) { self.pieces = pieces }

  init(mathematics: String, code: String, constant: Double? = nil) {
    pieces = [Piece(mathematics: mathematics, code: code, constant: constant)]
  }

  /// The terms with a sign between them.
  static func joined(_ terms: [Template], _ mathematics: String, _ code: String) -> Template {
    Template(
      pieces: terms.enumerated().flatMap { index, term in
        (index == 0 ? [] : [Piece(mathematics: mathematics, code: code)]) + term.pieces
      })
  }

  var entries: [Entry] { pieces.compactMap(\.entry) }
  var mathematics: String { pieces.map(\.mathematics).joined() }
  var code: String { pieces.map(\.code).joined() }

  /// The formula with numbers for its entries, rounded to be read.
  func numbers(in session: Session) -> String {
    let format = NumberFormat(digits: session.digits)
    return pieces.map { piece in
      if piece.mathematics.isEmpty { return "" }
      return piece.number(in: session).map { Self.bracketed(format.text($0)) }
        ?? (piece.entry == nil ? piece.mathematics : "?")
    }.joined()
  }

  /// The formula with the numbers themselves, to the last bit.
  func exactNumbers(in session: Session) -> String {
    pieces.map { piece in
      piece.code.isEmpty ? "" : piece.number(in: session).map { Self.bracketed("\($0)") } ?? piece.code
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
      if !text.isEmpty { pieces.append(Piece(mathematics: text, code: Template.code(text))) }
    }

    mutating func appendInterpolation(_ entry: Entry) { pieces += entry.template.pieces }
    mutating func appendInterpolation(_ template: Template) { pieces += template.pieces }
    mutating func appendInterpolation(_ number: some Numeric) { appendLiteral("\(number)") }

    /// A function that is written in two ways.
    mutating func appendInterpolation(_ mathematics: String, code: String) {
      pieces.append(Piece(mathematics: mathematics, code: code))
    }
  }

  init(stringInterpolation: StringInterpolation) { self.init(pieces: stringInterpolation.pieces) }
  init(stringLiteral value: String) { self.init(mathematics: value, code: Self.code(value)) }

  private static let signs: [Character: String] = ["·": "*", "−": "-", "²": "^2", "½": "0.5 *", "√": "sqrt"]

  private static func code(_ mathematics: String) -> String { mathematics.map { signs[$0] ?? String($0) }.joined() }
}

extension Entry {
  var template: Template {
    Template(pieces: [Template.Piece(mathematics: mathematics, code: code, entry: self)])
  }
}

extension Formula {
  /// The formula without places for numbers.
  var template: Template { Template(mathematics: mathematics, code: expression) }
}

/// An entry as a formula of entries; a sum has its terms as well.
struct SumForm {
  struct Term {
    var caption: String
    var template: Template
    /// What it is sorted by; `nil` for the size of the product of its entries.
    var size: Double?
  }

  var formula: Template
  var terms: [Term]
  /// Whether all entries are in `formula`, so that numbers can be put in their places.
  var isWrittenOut: Bool

  init(_ formula: Template, terms: [Term] = [], isWrittenOut: Bool = true) {
    self.formula = formula
    self.terms = terms
    self.isWrittenOut = isWrittenOut
  }
}
