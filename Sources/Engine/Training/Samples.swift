/// Inputs and targets of many samples, kept as they came and converted to numbers when a batch is gathered.
public struct Samples: Equatable, Sendable {
  public enum Inputs: Equatable, Sendable {
    /// Pixels: a byte p means `scale * p + offset`.
    case bytes([UInt8], scale: Double, offset: Double)
    case numbers([Double])
  }

  public enum Targets: Equatable, Sendable {
    /// Class labels 0…classes−1; the target row is one-hot.
    case labels([Int32], classes: Int)
    /// Target rows of the given width.
    case numbers([Double], width: Int)
    /// The target row is the input row, as an autoencoder has it; `own` are the targets that the samples came with.
    indirect case inputs(own: Targets)
  }

  public let count: Int
  /// Numbers in an input row, n₀.
  public let features: Int
  public let inputs: Inputs
  public let targets: Targets

  /// - Precondition: inputs and targets hold `count` rows, and every label is in range.
  public init(count: Int, features: Int, inputs: Inputs, targets: Targets) {
    switch inputs {
    case .bytes(let bytes, _, _): precondition(bytes.count == count * features)
    case .numbers(let numbers): precondition(numbers.count == count * features)
    }
    switch targets {
    case .labels(let labels, let classes):
      precondition(labels.count == count && labels.allSatisfy { 0 <= $0 && $0 < classes })
    case .numbers(let numbers, let width): precondition(numbers.count == count * width)
    case .inputs(let own): _ = Samples(count: count, features: features, inputs: inputs, targets: own)
    }
    (self.count, self.features, self.inputs, self.targets) = (count, features, inputs, targets)
  }

  /// Numbers in a target row, n_L.
  public var outputs: Int {
    switch targets {
    case .labels(_, let classes): classes
    case .numbers(_, let width): width
    case .inputs: features
    }
  }

  /// The label of a sample, if it came with one.
  public func label(_ index: Int) -> Int? {
    switch targets {
    case .labels(let labels, _): Int(labels[index])
    case .numbers: nil
    case .inputs: withOwnTargets.label(index)
    }
  }

  /// The input rows of the samples at `indexes`.
  /// - Shapes: B×n₀.
  public func inputMatrix(at indexes: some Collection<Int>) -> Matrix<Double> {
    matrix(at: indexes, columns: features) { $0.readInput($1, to: $2) }
  }

  /// The target rows of the samples at `indexes`; a label becomes a one-hot row.
  /// - Shapes: B×n_L.
  public func targetMatrix(at indexes: some Collection<Int>) -> Matrix<Double> {
    matrix(at: indexes, columns: outputs) { $0.readTarget($1, to: $2) }
  }

  /// A row for each of the samples.
  /// - Shapes: B×columns.
  private func matrix(
    at indexes: some Collection<Int>, columns: Int,
    _ read: (SampleReader<Double>, Int, UnsafeMutablePointer<Double>) -> Void
  ) -> Matrix<Double> {
    precondition(indexes.allSatisfy { 0..<count ~= $0 })
    var result = Matrix<Double>(rows: indexes.count, columns: columns)
    result.withUnsafeMutableElements { elements in
      guard let start = elements.baseAddress else { return }
      SampleReader.withReader(self) { reader in
        for (row, index) in indexes.enumerated() { read(reader, index, start + row * columns) }
      }
    }
    return result
  }
}

/// How a class is read from an output row.
public enum ClassReading: Equatable, Sendable {
  /// The class is the largest of the outputs.
  case largest
  /// Two classes, 0 and 1, told apart by one output at ½.
  case threshold

  /// The class of an output row or a target row.
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
  /// How classes are read from the targets: from labels, one-hot rows, and single numbers that are all 0 or 1.
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

  /// The least input: what an image has at its edges.
  var blank: Double {
    switch inputs {
    case .bytes(_, let scale, let offset): min(offset, 255 * scale + offset)
    case .numbers(let numbers): numbers.min() ?? 0
    }
  }

  /// The largest magnitude of an input.
  var largestInput: Double {
    switch inputs {
    case .bytes(_, let scale, let offset): max(offset.magnitude, (255 * scale + offset).magnitude)
    case .numbers(let numbers): numbers.reduce(0) { $1.isNaN ? .infinity : max($0, $1.magnitude) }
    }
  }

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
