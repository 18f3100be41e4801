extension TensorFile {
  /// The layer sizes, input first, of a network that the matrices are the weights of; `nil` where they make no chain.
  public var likelySizes: [Int]? {
    let matrices = tensors.filter { $0.shape.count == 2 && $0.isFloating && !$0.shape.contains(0) }
    let sorted = matrices.sorted { NaturalOrder.precedes($0.name, $1.name) }
    for isTransposed in [false, true] {
      for order in [matrices, sorted] {
        let shapes = order.map { isTransposed ? ($0.shape[1], $0.shape[0]) : ($0.shape[0], $0.shape[1]) }
        guard let first = shapes.first, zip(shapes, shapes.dropFirst()).allSatisfy({ $0.0 == $1.1 }) else { continue }
        return [first.1] + shapes.map(\.0)
      }
    }
    return nil
  }
}

/// The order in which a person lists names: by letters, with numbers by their value, so that layer2 precedes layer10.
enum NaturalOrder {
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (a, b) = (pieces(first), pieces(second))
    for (x, y) in zip(a, b) where x != y {
      if let m = Int(x), let n = Int(y), m != n { return m < n }
      return x < y
    }
    return a.count < b.count
  }

  /// Runs of digits and of other characters.
  private static func pieces(_ name: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = name[...]
    while let first = rest.first {
      let piece = rest.prefix { $0.isASCIIDigit == first.isASCIIDigit }
      pieces.append(piece)
      rest = rest[piece.endIndex...]
    }
    return pieces
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
