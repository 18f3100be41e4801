/// A mistake planted in a formula, with words of which a diagnosis must contain at least one, in lower case.
struct Slip: Hashable {
  var name: String
  var words: [String]

  init(_ name: String, _ words: String...) { (self.name, self.words) = (name, words) }
}

extension FormulaTree {
  /// The family and the layer of a quantity of a layer: `a` and 2 of `a[2]`.
  var quantity: (symbol: String, layer: Int)? {
    guard case .name(let name) = self, let open = name.firstIndex(of: "["), name.hasSuffix("]"),
      let layer = Int(name[name.index(after: open)...].dropLast())
    else { return nil }
    return (String(name[..<open]), layer)
  }

  static func quantity(_ symbol: String, _ layer: Int) -> FormulaTree { .name("\(symbol)[\(layer)]") }

  /// Whether it names the loss's own operands: a[L] or the targets.
  var isTarget: Bool { self == .name("Y") || self == .name("Ys") }
}
