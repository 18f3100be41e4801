import Calculus
import Engine
import SessionCore

extension Template {
  /// A term with places for its entries and for some of its symbols.
  ///
  /// Each place is printed as one sign that no formula has, and what is between the signs is the formula. The signs are
  /// numerals, so that a product of two places gets a sign between them.
  /// - Parameters:
  ///   - quantities: what the symbols of entries are.
  ///   - named: what takes the place of a symbol.
  init(_ term: Term, quantities: [Symbol: Quantity] = [:], named: [Symbol: Template] = [:]) {
    var places: [Template] = []
    func place(_ template: Template) -> Term {
      let scalar = Unicode.Scalar(Self.firstPlace + UInt32(places.count)) ?? "?"
      places.append(template)
      return .symbol(Symbol(String(Character(scalar))))
    }
    func placed(_ term: Term) -> Term {
      switch term {
      case .entry(let symbol, .at(let row)?, .at(let column)?):
        guard let quantity = quantities[symbol], places.count < Self.mostPlaces else { return term }
        return place(Entry(quantity, row, column).template)
      case .symbol(let symbol):
        guard let template = named[symbol], places.count < Self.mostPlaces else { return term }
        return place(template)
      default: return term.mapChildren(placed)
      }
    }
    let result = placed(term)
    let formula = Formula(result)
    let (mathematics, code) = (Self.parts(of: formula.mathematics), Self.parts(of: formula.expression))
    if mathematics.map(\.place) == code.map(\.place) {
      pieces = zip(mathematics, code).flatMap { Self.pieces($0.text, $1.text, $0.place.map { places[$0] }) }
    } else {
      // The two forms have their places in different orders.
      let first = mathematics.flatMap { Self.pieces($0.text, "", $0.place.map { places[$0] }) }
      let second = code.flatMap { Self.pieces("", $0.text, $0.place.map { places[$0] }) }
      pieces = first.map(\.inMathematics) + second.map(\.inCode)
    }
  }

  /// Numerals of cuneiform, of which there are 110.
  private static let firstPlace: UInt32 = 0x12400
  private static let mostPlaces = 110

  /// The formula between its places, each part with the place before it.
  private static func parts(of formula: String) -> [(place: Int?, text: String)] {
    var parts: [(place: Int?, text: String)] = [(nil, "")]
    for character in formula {
      if let scalar = character.unicodeScalars.first?.value,
        firstPlace..<firstPlace + UInt32(mostPlaces) ~= scalar
      {
        parts.append((Int(scalar - firstPlace), ""))
      } else {
        parts[parts.count - 1].text.append(character)
      }
    }
    return parts
  }

  private static func pieces(_ mathematics: String, _ code: String, _ place: Template?) -> [Piece] {
    let text = mathematics.isEmpty && code.isEmpty ? [] : [Piece(mathematics: mathematics, code: code)]
    return (place?.pieces ?? []) + text
  }
}

extension Template.Piece {
  fileprivate var inMathematics: Template.Piece {
    var piece = self
    piece.code = ""
    return piece
  }

  fileprivate var inCode: Template.Piece {
    var piece = self
    piece.mathematics = ""
    return piece
  }
}
