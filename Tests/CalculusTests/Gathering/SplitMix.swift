@testable import Calculus

/// A seeded source of random numbers and terms: SplitMix64.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Numbers between −1 and 1 for the quantities.
  mutating func state(_ symbols: [Symbol]) -> DenseState {
    var values: [Symbol: DenseValue] = [:]
    for symbol in symbols {
      values[symbol] = DenseValue(symbol.shape.rows?.count ?? 1, symbol.shape.columns?.count ?? 1) { _, _ in
        Double.random(in: -1...1, using: &self)
      }
    }
    return DenseState(values: values)
  }

  /// A term in matrix form of this shape.
  mutating func term(_ shape: TermShape, depth: Int) -> Term {
    if depth == 0 { return leaf(shape) }
    switch Int.random(in: 0..<14, using: &self) {
    case 0: return -term(shape, depth: depth - 1)
    case 1: return term(shape, depth: depth - 1) + term(spread(shape), depth: depth - 1)
    case 2: return term(shape, depth: depth - 1) * term(spread(shape), depth: depth - 1)
    case 3: return term(shape, depth: depth - 1) / (2 + .call("tanh", term(spread(shape), depth: depth - 1)))
    case 4: return .call("tanh", term(shape, depth: depth - 1))
    case 5: return .power(term(shape, depth: depth - 1), 2)
    case 6: return .apply(.init("maximum"), [term(shape, depth: depth - 1), term(spread(shape), depth: depth - 1)])
    case 7:
      let condition = Term.comparison(.less, term(shape, depth: depth - 1), term(spread(shape), depth: 0))
      return .choice(condition, term(shape, depth: depth - 1), term(spread(shape), depth: 0))
    case 8, 9: return .transpose(term(shape.transposed, depth: depth - 1))
    case 10: return folded(shape, depth: depth - 1)
    case 11: return .call("softmax", term(shape, depth: depth - 1))
    default:
      let inner = extent()
      return .matrixProduct(
        term(TermShape(rows: shape.rows, columns: inner), depth: depth - 1),
        term(TermShape(rows: inner, columns: shape.columns), depth: depth - 1))
    }
  }

  private mutating func folded(_ shape: TermShape, depth: Int) -> Term {
    let folding = Term.Folding.allCases.randomElement(using: &self) ?? .sum
    if shape.isNumber { return .reduction(folding, axis: nil, term(matrixShape(), depth: depth)) }
    if shape.rows == nil {
      return .reduction(folding, axis: 0, term(TermShape(rows: extent(), columns: shape.columns), depth: depth))
    }
    if shape.columns == nil {
      return .reduction(folding, axis: 1, term(TermShape(rows: shape.rows, columns: extent()), depth: depth))
    }
    return term(shape, depth: depth)
  }

  private mutating func leaf(_ shape: TermShape) -> Term {
    if let rows = shape.rows, shape.columns == rows, Int.random(in: 0..<6, using: &self) == 0 { return .identity(rows) }
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return .filled(Double.random(in: -1...1, using: &self), rows: shape.rows, columns: shape.columns)
    case 1 where shape.isNumber: return .size(extent())
    default:
      let name = ["A", "B", "C"].randomElement(using: &self) ?? "A"
      return .symbol(Symbol(name, shape: shape))
    }
  }

  /// The shape or one that spreads to it.
  private mutating func spread(_ shape: TermShape) -> TermShape {
    TermShape(
      rows: Bool.random(using: &self) ? shape.rows : nil, columns: Bool.random(using: &self) ? shape.columns : nil)
  }

  mutating func extent() -> Extent { Extent(Int.random(in: 1...4, using: &self)) }

  mutating func matrixShape() -> TermShape { TermShape(rows: extent(), columns: extent()) }

  /// A number, a row, a column or a matrix.
  mutating func shape() -> TermShape { spread(matrixShape()) }
}
