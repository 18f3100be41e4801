import Engine

extension Dataset {
  /// What the inputs are mapped to.
  public enum Scale: String, CaseIterable, Sendable {
    case unit, symmetric, standard
  }

  /// Maps the inputs of all samples with one map a column; pixels keep one map for all and stay bytes but for `standard`.
  /// - Parameter rows: the training samples that the constants are taken from; `nil` for all.
  public mutating func normalize(_ scale: Scale, rows: [Int]? = nil) {
    if scale != .standard, let training = training.pixels(scale) {
      self.training = training
      test = test.map { $0.pixels(scale) ?? $0 }
      return
    }
    let known = rows.map { training.only($0) } ?? training
    let map =
      switch scale {
      case .standard: Normalization.standard(of: known)
      case .symmetric: Normalization.minMax(of: known)
      case .unit: Normalization.minMax(of: known).halved
      }
    training = map.applied(to: training)
    test = test.map(map.applied)
  }
}

extension Normalization {
  /// From 0 to 1 where the map goes from −1 to 1: x ↦ (x − (shift − scale)) / (2 scale).
  fileprivate var halved: Normalization {
    Normalization(shift: zip(shift, scale).map { $0 - $1 }, scale: scale.map { 2 * $0 })
  }
}

extension Samples {
  /// The samples at some rows, without targets.
  fileprivate func only(_ rows: [Int]) -> Samples {
    let inputs: Matrix<Double> = inputMatrix(at: rows)
    return Samples(
      count: rows.count, features: features, inputs: .numbers(inputs.elements), targets: .numbers([], width: 0))
  }

  /// Black and white at the ends of the scale; `nil` where the inputs are no pixels, or not from 0 or −1 on.
  fileprivate func pixels(_ scale: Dataset.Scale) -> Samples? {
    guard case .bytes(let bytes, let step, let offset) = inputs, offset == 0 || offset == -1 else { return nil }
    let unit = offset == 0 ? step : step / 2
    return Samples(
      count: count, features: features,
      inputs: scale == .unit ? .bytes(bytes, scale: unit, offset: 0) : .bytes(bytes, scale: 2 * unit, offset: -1),
      targets: targets)
  }
}
