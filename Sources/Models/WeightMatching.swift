import Datasets
import Engine

/// Which tensor of a file is which of a network's.
///
/// Names decide where they are PyTorch's for this network. Otherwise the matrices are taken in the order of the file, or
/// of their names, as the weights of layer 1, 2, …, and each vector goes with the matrix that shares the start of its
/// name. Matrices that are inputs×units, as Keras and JAX keep them, are transposed.
public struct WeightMatching {
  public struct Match {
    public var tensor: StoredTensor
    public var target: NamedQuantity
    public var isTransposed = false
  }

  public private(set) var matches: [Match] = []
  /// Tensors that are no parameters: counters and single numbers.
  public private(set) var ignored: [StoredTensor] = []
  /// Vectors of the network that the file does not have; they become 0.
  public private(set) var missing: [NamedQuantity] = []

  private let original: Network<Double>
  private let file: String

  /// - Throws: `DataError` that names a tensor, its shape, and the shape it should have.
  public init(_ file: TensorFile, to network: Network<Double>) throws(DataError) {
    original = network
    self.file = file.path
    if try !matchNames(file) { try matchOrder(file) }
    for match in matches where !match.tensor.isFloating {
      throw error("\(match.tensor.name) is of type \(match.tensor.type): weights are floating-point numbers")
    }
  }

  /// The network with the file's numbers.
  public func network() throws(DataError) -> Network<Double> {
    var result = original
    for match in matches {
      let shape = original[tensor: match.target.quantity].shape
      let numbers = try match.tensor.read()
      let matrix =
        match.isTransposed
        ? Matrix(rows: shape.columns, columns: shape.rows, elements: numbers).transposed
        : Matrix(rows: shape.rows, columns: shape.columns, elements: numbers)
      result[tensor: match.target.quantity] = matrix
    }
    for named in missing {
      let shape = original[tensor: named.quantity].shape
      result[tensor: named.quantity] = Matrix(rows: shape.rows, columns: shape.columns)
    }
    return result
  }

  private mutating func matchNames(_ file: TensorFile) throws(DataError) -> Bool {
    let byName = Dictionary(file.tensors.map { ($0.name, $0) }) { first, _ in first }
    let found = original.namedQuantities.compactMap { target in
      byName[target.name].map { Match(tensor: $0, target: target) }
    }
    let known = Set(found.map(\.target.name))
    let others = file.tensors.filter { !known.contains($0.name) }
    guard found.count == original.namedQuantities.count, others.allSatisfy(Self.isCounter) else { return false }
    for match in found where !fits(match.tensor, match.target, transposed: false) { throw mismatch(match) }
    (matches, ignored) = (found, others)
    return true
  }

  private static func isCounter(_ tensor: StoredTensor) -> Bool {
    !tensor.isFloating || tensor.shape.allSatisfy { $0 == 1 } && tensor.shape.count != 2
  }

  /// Whether a tensor has the shape of the network's; a vector may be written as a row or a column.
  private func fits(_ tensor: StoredTensor, _ target: NamedQuantity, transposed: Bool) -> Bool {
    let shape = original[tensor: target.quantity].shape
    if target.isVector {
      return [[shape.columns], [1, shape.columns], [shape.columns, 1]].contains(tensor.shape)
    }
    return tensor.shape == (transposed ? [shape.columns, shape.rows] : [shape.rows, shape.columns])
  }

  private func mismatch(_ match: Match) -> DataError {
    let shape = original[tensor: match.target.quantity].shape
    let wanted = match.target.isVector ? "\(shape.columns)" : "\(shape)"
    return error("\(match.tensor.name) is \(match.tensor.shapeText), \(match.target.quantity.name) is \(wanted)")
  }

  private func error(_ message: String, hint: String? = nil) -> DataError {
    DataError(file: file, message, hint: hint)
  }
}

// MARK: - by order and shape

extension WeightMatching {
  private mutating func matchOrder(_ file: TensorFile) throws(DataError) {
    let targets = original.namedQuantities.filter { !$0.isVector }
    let tensors = file.tensors.filter { !Self.isVector($0) && $0.shape.count == 2 }
    let vectors = file.tensors.filter(Self.isVector)
    let others = file.tensors.filter { tensor in tensor.shape.count != 2 && !Self.isVector(tensor) }
    if let odd = others.first(where: { $0.shape.count > 2 && $0.isFloating }) {
      throw error("\(odd.name) is \(odd.shapeText): a layer's weights are a matrix")
    }
    guard tensors.count == targets.count else {
      let sizes = tensors.map { "\($0.name) \($0.shapeText)" }.joined(separator: ", ")
      throw error(
        "the file has \(tensors.count == 1 ? "one matrix" : "\(tensors.count) matrices") (\(sizes)), the network "
          + "\(targets.count == 1 ? "one layer" : "\(targets.count) layers") with weights")
    }
    try matchMatrices(tensors, targets)
    try matchVectors(vectors)
    ignored = others
  }

  /// A vector, or a row or column whose name says that it is one.
  private static func isVector(_ tensor: StoredTensor) -> Bool {
    if tensor.shape.count == 1 { return !isCounter(tensor) || tensor.isFloating }
    guard tensor.shape.count == 2, tensor.shape.contains(1) else { return false }
    return lastWord(tensor.name).lowercased().hasPrefix("b")
  }

  /// `bias` for `dense_1/bias` and `fc1.bias`.
  private static func lastWord(_ name: String) -> Substring {
    name.split { "./:".contains($0) }.last { Int($0) == nil } ?? name[...]
  }

  /// What comes before the last word, or the digits of a name such as W1.
  private static func stem(_ name: String) -> String {
    let parts = name.split { "./:".contains($0) }
    return parts.count > 1 ? parts.dropLast().joined(separator: ".") : name.filter(\.isNumber)
  }

  /// In the file's order or that of the names, as they are or all transposed: the first way in which all fit.
  private mutating func matchMatrices(_ tensors: [StoredTensor], _ targets: [NamedQuantity]) throws(DataError) {
    let sorted = tensors.sorted { NaturalOrder.precedes($0.name, $1.name) }
    let isKernel = tensors.allSatisfy { Self.lastWord($0.name).hasPrefix("kernel") }
    for isTransposed in isKernel ? [true, false] : [false, true] {
      for order in [tensors, sorted] {
        let pairs = zip(order, targets)
        if pairs.allSatisfy({ fits($0, $1, transposed: isTransposed) }) {
          matches = pairs.map { Match(tensor: $0, target: $1, isTransposed: isTransposed) }
          return
        }
      }
    }
    let pairs = zip(sorted, targets).map { Match(tensor: $0, target: $1) }
    let isTransposed = pairs.filter { fits($0.tensor, $0.target, transposed: true) }.count * 2 > pairs.count
    throw mismatch(
      pairs.first { !fits($0.tensor, $0.target, transposed: isTransposed) } ?? pairs[0])
  }

  private mutating func matchVectors(_ vectors: [StoredTensor]) throws(DataError) {
    let targets = original.namedQuantities.filter(\.isVector)
    let sorted = vectors.sorted { NaturalOrder.precedes($0.name, $1.name) }
    if vectors.isEmpty {
      missing = targets
      return
    }
    guard vectors.count == targets.count else {
      throw error("the file has \(vectors.count) vectors, the network \(targets.count) with biases")
    }
    let stems = Dictionary(grouping: vectors) { Self.stem($0.name) }
    let named = matches.compactMap { stems[Self.stem($0.tensor.name)]?.first }
    let hasPartners = named.count == targets.count && stems.count == targets.count
    for order in hasPartners ? [named] : [vectors, sorted] {
      let pairs = zip(order, targets).map { Match(tensor: $0, target: $1) }
      if pairs.allSatisfy({ fits($0.tensor, $0.target, transposed: false) }) {
        matches += pairs
        return
      }
    }
    let pairs = zip(hasPartners ? named : sorted, targets).map { Match(tensor: $0, target: $1) }
    throw mismatch(pairs.first { !fits($0.tensor, $0.target, transposed: false) } ?? pairs[0])
  }
}
