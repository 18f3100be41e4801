import Calculus
import Testing

@testable import Notebook

/// What Calculus prints in LaTeX is in the part of TeX that the notebook shows.
@Suite struct TermMarkupTests {
  private static let batch = Extent(4, symbol: "B"), units = Extent(12)
  private static let s = Index.letter("s", batch), i = Index.letter("i", units)
  private static let x = Term.symbol(Symbol("x"))
  private static let w = Symbol("W", layer: 1, shape: TermShape(rows: batch, columns: units))
  private static let entry = Term.entry(w, row: s, column: .at(11)), whole = Term.symbol(w)

  /// Each kind of node.
  static let kinds: [Term] =
    [
      2.5e-7, .number(.infinity), .number(.nan), -3, .size(batch), x, whole, entry, .kronecker(s, i), -x, x + 1 - entry,
      0.5 * x * 2, .product([]), .sum([]), x / (x + 1), .power(entry, x / 2), .power(x / 2, -x),
      .symbol(Symbol("delta", layer: 2)), .symbol(Symbol("step_size")), .symbol(Symbol("dW", layer: 1)),
      .choice(.comparison(.less, x, 0), 0, .choice(x, 1, x / 2)), .over(i, .sum, entry), .over(s, .max, x + 1),
      .over(s, .min, entry), .derivative(.symbol(Symbol("C")), by: entry), .derivative(x / 2, by: x),
      .matrixProduct(whole, .transpose(whole + 1)), .transpose(.transpose(whole)), whole * .matrixProduct(whole, whole),
      .filled(1, rows: batch, columns: nil), .filled(-2, rows: batch, columns: units),
      .filled(3, rows: nil, columns: nil),
      .identity(units), .call("leaky_relu", x), .call("h", x / 2), .call("sigmoid", x),
      .apply(Term.Head("f", orders: [3]), [x]), .apply(Term.Head("f", orders: [4]), [x]),
      .apply(Term.Head("f", orders: [0, 1]), [x, x / 3]), .apply(Term.Head("maximum", orders: [1, 1]), [x, 2]),
    ] + comparisons + functions + reductions

  private static let comparisons = Term.Comparison.allCases.map { Term.comparison($0, x, 1) }
  private static let functions = Elementary.allCases.map {
    Term.apply(Term.Head($0.rawValue), $0.arity == 1 ? [x / 2] : [x, 1])
  }
  private static let reductions = Term.Folding.allCases.flatMap { folding in
    [nil, 0, 1].map { Term.reduction(folding, axis: $0, whole) }
  }

  @Test("each kind of node, alone and within others", arguments: TermMarkupTests.kinds.indices)
  func accepted(place: Int) throws {
    let term = Self.kinds[place]
    let sum = Term.over(Self.i, .sum, term)
    for place in [
      term, -term, 2 * term, term * Self.x, Self.x - term, 1 / term, .power(term, 2), .call("exp", term), sum,
    ] {
      _ = try MathML.markup(place.latex, isDisplay: true)
      #expect(!MathText.unicode(place.latex).contains("\\"), "\(place.latex)")
    }
  }

  @Test("the equation of the error signal")
  func equation() throws {
    let sum = Term.over(Self.s, .sum, .entry(Self.w, row: Self.s, column: Self.i) * .call("sigmoid", Self.x))
    #expect(sum.latex == "\\sum_{s} W^{[1]}_{si} \\sigma(x)")
    #expect(MathText.unicode(sum.latex) == "∑ₛW^[1]ₛᵢσ(x)")
    #expect(try MathML.markup(sum.latex, isDisplay: true).contains("<munder><mo>∑</mo><mi>s</mi></munder>"))
  }
}
