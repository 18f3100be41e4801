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
