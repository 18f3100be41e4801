extension Samples {
  /// The samples with their inputs as targets.
  public var withInputsAsTargets: Samples {
    Samples(count: count, features: features, inputs: inputs, targets: .inputs(own: withOwnTargets.targets))
  }

  /// The samples with the targets that they came with.
  public var withOwnTargets: Samples {
    guard case .inputs(let own) = targets else { return self }
    return Samples(count: count, features: features, inputs: inputs, targets: own)
  }

  /// The smallest and the largest number of a target row, over all samples; `nil` without any.
  public var targetRange: ClosedRange<Double>? {
    switch targets {
    case .labels: return count > 0 ? 0...1 : nil
    case .numbers(let numbers, _): return Self.range(of: numbers)
    case .inputs:
      switch inputs {
      case .numbers(let numbers): return Self.range(of: numbers)
      case .bytes(let bytes, let scale, let offset):
        guard let low = bytes.min(), let high = bytes.max() else { return nil }
        let ends = [scale * Double(low) + offset, scale * Double(high) + offset]
        return min(ends[0], ends[1])...max(ends[0], ends[1])
      }
    }
  }

  private static func range(of numbers: [Double]) -> ClosedRange<Double>? {
    numbers.min().flatMap { low in numbers.max().map { low...$0 } }
  }
}
