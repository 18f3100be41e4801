extension Term {
  /// The term without a minus sign in front, and whether there was one: −2 x is 2 x with a sign.
  ///
  /// Moving a sign out of a product or a quotient does not change the value by a bit.
  var signed: (isNegative: Bool, magnitude: Term) {
    switch self {
    case .number(let value) where value.sign == .minus && !value.isNaN: return (true, .number(-value))
    case .negation(let inner):
      let (isNegative, magnitude) = inner.signed
      return (!isNegative, magnitude)
    case .product(let factors):
      let list = factors.map(\.signed)
      return (list.count { $0.isNegative } % 2 == 1, .product(list.map(\.magnitude)))
    case .quotient(let a, let b):
      let (over, under) = (a.signed, b.signed)
      return (over.isNegative != under.isNegative, .quotient(over.magnitude, under.magnitude))
    case .matrixProduct(let a, let b):
      let (left, right) = (a.signed, b.signed)
      return (left.isNegative != right.isNegative, .matrixProduct(left.magnitude, right.magnitude))
    default: return (false, self)
    }
  }

  /// Whether its value is a matrix, so that products of it go entry by entry.
  var isMatrix: Bool {
    switch self {
    case .symbol(let symbol): !symbol.shape.isNumber
    case .filled(_, let rows, let columns): rows != nil || columns != nil
    case .reduction(_, let axis, let inner): axis != nil && inner.isMatrix
    case .identity: true
    case .number, .size, .entry, .kronecker: false
    default: children.contains(where: \.isMatrix)
    }
  }
}

/// The summands with those first that have no minus sign: b − a instead of −a + b.
///
/// Only the first two change places, which is exact.
func leadingWithoutSign(_ summands: [Term]) -> [Term] {
  guard summands.count > 1, summands[0].signed.isNegative, !summands[1].signed.isNegative else { return summands }
  return [summands[1], summands[0]] + summands[2...]
}

/// A number without a sign, so that it reads back bit for bit, integers without a point: `3`, `0.1`, `1e-05`, `1e20`.
package func decimal(_ value: Double) -> String {
  let text = String(value.description)
  if text.hasSuffix(".0") { return String(text.dropLast(2)) }
  return text.replacing("e+", with: "e")
}
