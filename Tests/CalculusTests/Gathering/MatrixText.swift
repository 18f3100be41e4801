@testable import Calculus

/// A term in matrix form as the tests quote it; just what they need.
enum MatrixText {
  static func text(_ term: Term) -> String { text(term, above: 0) }

  private static func text(_ term: Term, above level: Int) -> String {
    let (text, own) = spelling(term)
    return own < level ? "(\(text))" : text
  }

  /// The text and how tightly it binds: sums 1, products 2, matrix products 3, powers 4.
  private static func spelling(_ term: Term) -> (String, Int) {
    switch term {
    case .number(let value): (value == value.rounded() ? "\(Int(value))" : "\(value)", 5)
    case .size(let extent): (extent.symbol ?? "\(extent.count)", 5)
    case .symbol(let symbol): (symbol.code, 5)
    case .entry(let symbol, let row, let column): ("\(symbol.code)[\(place(row)), \(place(column))]", 5)
    case .filled(let value, _, _): (value == 1 ? "ones" : "filled(\(value))", 5)
    case .identity(let extent): ("identity(\(extent.count))", 5)
    case .negation(let a): ("-" + text(a, above: 2), 1)
    case .sum(let terms): (sum(terms), 1)
    case .product(let factors): (factors.map { text($0, above: 4) }.joined(separator: " * "), 2)
    case .quotient(let a, let b): (text(a, above: 2) + " / " + text(b, above: 4), 2)
    case .power(let a, let b): (text(a, above: 5) + "^" + text(b, above: 5), 4)
    case .matrixProduct(let a, let b): (text(a, above: 3) + " @ " + text(b, above: 4), 3)
    case .transpose(let a): (text(a, above: 5) + ".T", 5)
    case .reduction(let folding, let axis, let a):
      ("\(folding.rawValue)(\(text(a))\(axis.map { ", axis \($0)" } ?? ""))", 5)
    case .apply(let head, let arguments):
      ("\(head.name)\(String(repeating: "'", count: head.order))(\(arguments.map(text).joined(separator: ", ")))", 5)
    default: ("?", 5)
    }
  }

  private static func sum(_ terms: [Term]) -> String {
    terms.enumerated().map { place, term in
      if case .negation(let a) = term { return (place == 0 ? "-" : " - ") + text(a, above: 2) }
      return (place == 0 ? "" : " + ") + text(term, above: 2)
    }.joined()
  }

  private static func place(_ index: Index?) -> String {
    switch index {
    case .at(let place)?: "\(place)"
    case .letter(let name, _)?: name
    case nil: "0"
    }
  }
}
