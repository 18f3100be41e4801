extension Term {
  /// Terms at whose zeros the derivative of this one can jump: u of |u|, u − v of maximum(u, v), of a comparison
  /// and of the largest of several.
  ///
  /// A term of a function that is not elementary has to be resolved first.
  public var kinks: [Term] {
    var found: [Term] = []
    visit { term in
      for kink in term.ownKinks where !found.contains(kink) { found.append(kink) }
    }
    return found
  }

  private var ownKinks: [Term] {
    switch self {
    case .apply(let head, let arguments):
      switch Elementary(rawValue: head.name) {
      case .abs?, .sign?: arguments
      case .maximum?, .minimum?: [arguments[0] - arguments[1]]
      case .exp?, .log?, .log1p?, .expm1?, .sqrt?, .sin?, .cos?, .tan?, .sinh?, .cosh?, .tanh?, .asin?, .acos?, .atan?,
        .erf?, .erfc?, .log2?, .log10?, .round?, .floor?, .ceil?, nil:
        []
      }
    case .comparison(_, let a, let b): [a - b]
    // Another entry becomes the largest.
    case .reduction(let folding, _, let body) where folding != .sum:
      [.comparison(.equal, body, self) - 0.5]
    case .number, .size, .symbol, .entry, .kronecker, .negation, .sum, .product, .quotient, .power, .choice,
      .over, .derivative, .matrixProduct, .transpose, .reduction, .filled, .identity:
      []
    }
  }
}
