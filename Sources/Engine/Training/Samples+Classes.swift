/// How a class is read from an output row.
public enum ClassReading: Equatable, Sendable {
  /// The class is the largest of the outputs.
  case largest
  /// Two classes, 0 and 1, told apart by one output at ½.
  case threshold

  /// The class that an output row, or a target row, stands for.
  public func label(_ row: some Collection<Double>) -> Int {
    switch self {
    case .threshold: return (row.first ?? 0) > 0.5 ? 1 : 0
    case .largest:
      var best = (index: 0, value: -Double.infinity)
      for (index, value) in row.enumerated() where value > best.value { best = (index, value) }
      return best.index
    }
  }
}

extension Samples {
  /// How the targets stand for classes: labels and one-hot rows do, and single numbers that are all 0 or 1.
  public var classReading: ClassReading? {
    guard count > 0 else { return nil }
    switch targets {
    case .labels(_, let classes): return classes > 1 ? .largest : nil
    case .numbers(let numbers, let width):
      guard width > 0, numbers.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
      if width == 1 { return .threshold }
      let oneHot = stride(from: 0, to: numbers.count, by: width).allSatisfy { start in
        numbers[start..<start + width].reduce(0, +) == 1
      }
      return oneHot ? .largest : nil
    case .inputs: return nil
    }
  }

  /// The largest magnitude of an input.
  var largestInput: Double {
    switch inputs {
    case .bytes(_, let scale, let offset): max(offset.magnitude, (255 * scale + offset).magnitude)
    case .numbers(let numbers): numbers.reduce(0) { $1.isNaN ? .infinity : max($0, $1.magnitude) }
    }
  }
}
