import Engine

extension Datasets {
  /// Exclusive or: (0,0) (0,1) (1,0) (1,1) → 0 1 1 0, in that order.
  ///
  /// - Shapes: inputs 4×2, targets 4×1.
  public static func xor() -> Dataset {
    Dataset(
      name: "xor",
      training: Samples(
        count: 4, features: 2, inputs: .numbers([0, 0, 0, 1, 1, 0, 1, 1]), targets: .numbers([0, 1, 1, 0], width: 1)),
      credit: "the truth table of exclusive or")
  }
}
