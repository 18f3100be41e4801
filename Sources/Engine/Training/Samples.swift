/// Inputs and targets of many samples, kept as they came and converted to numbers when a batch is gathered.
public struct Samples: Equatable, Sendable {
  public enum Inputs: Equatable, Sendable {
    /// Pixels: a byte p stands for `scale * p + offset`.
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
    self.count = count
    self.features = features
    self.inputs = inputs
    self.targets = targets
  }

  /// Numbers in a target row, n_L.
  public var outputs: Int {
    switch targets {
    case .labels(_, let classes): classes
    case .numbers(_, let width): width
    case .inputs: features
    }
  }

  /// The label of a sample, where it came with one.
  public func label(_ index: Int) -> Int? {
    switch targets {
    case .labels(let labels, _): Int(labels[index])
    case .numbers: nil
    case .inputs: withOwnTargets.label(index)
    }
  }

  /// The input rows of the samples at `indexes`.
  /// - Shapes: B×n₀.
  public func inputMatrix<E: Field>(at indexes: some Collection<Int>) -> Matrix<E> {
    var elements: [E] = []
    elements.reserveCapacity(indexes.count * features)
    for index in indexes {
      let range = index * features..<(index + 1) * features
      switch inputs {
      case .bytes(let bytes, let scale, let offset):
        elements.append(contentsOf: bytes[range].lazy.map { E(scale * Double($0) + offset) })
      case .numbers(let numbers): elements.append(contentsOf: numbers[range].lazy.map { E($0) })
      }
    }
    return Matrix(rows: indexes.count, columns: features, elements: elements)
  }

  /// The target rows of the samples at `indexes`; a label becomes a one-hot row.
  /// - Shapes: B×n_L.
  public func targetMatrix<E: Field>(at indexes: some Collection<Int>) -> Matrix<E> {
    if case .inputs = targets { return inputMatrix(at: indexes) }
    var result = Matrix<E>(rows: indexes.count, columns: outputs)
    for (row, index) in indexes.enumerated() {
      switch targets {
      case .labels(let labels, _): result[row, Int(labels[index])] = 1
      case .numbers(let numbers, let width):
        for j in 0..<width { result[row, j] = E(numbers[index * width + j]) }
      case .inputs: break
      }
    }
    return result
  }
}
