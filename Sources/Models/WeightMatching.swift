import Engine
import Files

/// Which tensor of a file is which of a network's.
///
/// Names decide if they are PyTorch's for this network. Otherwise the matrices are taken in the order of the file, or
/// of their names, as the weights of layer 1, 2, …, and each vector goes with the matrix that shares the start of its
/// name. Matrices that are inputs×units, as Keras and JAX keep them, are transposed.
public struct WeightMatching {
  public struct Match {
    public var tensor: StoredTensor
    public var target: NamedQuantity
    public var isTransposed = false
  }

  public internal(set) var matches: [Match] = []
  /// Tensors that are not parameters: counters and single numbers.
  public internal(set) var ignored: [StoredTensor] = []
  /// Vectors of the network that the file does not have; they get their values before training.
  public internal(set) var missing: [NamedQuantity] = []

  let original: Network<Double>
  private let file: String

  /// - Throws: `FileError` that names a tensor, its shape, and the shape it should have.
  public init(_ file: TensorFile, to network: Network<Double>) throws(FileError) {
    original = network
    self.file = file.path
    if try !matchNames(file) { try matchOrder(file) }
    for match in matches where !match.tensor.isFloating {
      throw error("\(match.tensor.name) is of type \(match.tensor.type): weights are floating-point numbers")
    }
  }

  /// The network with the file's numbers.
  public func network() throws(FileError) -> Network<Double> {
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
      result[tensor: named.quantity] = original[tensor: named.quantity].map { _ in named.start }
    }
    return result
  }

  private mutating func matchNames(_ file: TensorFile) throws(FileError) -> Bool {
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

  static func isCounter(_ tensor: StoredTensor) -> Bool {
    !tensor.isFloating || tensor.shape.allSatisfy { $0 == 1 } && tensor.shape.count != 2
  }

  /// Whether a tensor has the shape of the network's; a vector may be written as a row or a column.
  func fits(_ tensor: StoredTensor, _ target: NamedQuantity, transposed: Bool) -> Bool {
    let shape = original[tensor: target.quantity].shape
    if target.isVector {
      return [[shape.columns], [1, shape.columns], [shape.columns, 1]].contains(tensor.shape)
    }
    return tensor.shape == (transposed ? [shape.columns, shape.rows] : [shape.rows, shape.columns])
  }

  func mismatch(_ match: Match) -> FileError {
    let shape = original[tensor: match.target.quantity].shape
    let wanted = match.target.isVector ? "\(shape.columns)" : "\(shape)"
    return error("\(match.tensor.name) is \(match.tensor.shapeText), \(match.target.quantity.name) is \(wanted)")
  }

  func error(_ message: String, hint: String? = nil) -> FileError {
    FileError(file: file, message, hint: hint)
  }
}

extension WeightMatching {
  /// Takes the groups as those of the normalised layers, in the file's order or that of their names: the first in which
  /// all fit.
  mutating func matchNormalization(_ groups: [VectorGroup]) throws(FileError) {
    let layers = (1...original.depth).filter { original[layer: $0].normalization != nil }
    guard groups.count == layers.count else {
      throw error(
        "layers with batch normalisation: \(groups.count) in the file, \(layers.count) in the network",
        hint: "layer 1 batchnorm adds it, layer 1 plain takes it away")
    }
    let sorted = groups.sorted { NaturalOrder.precedes($0.stem, $1.stem) }
    let ways = [groups, sorted].map { order in zip(order, layers).flatMap { matches(of: $0, in: $1) } }
    let odd = ways.map { way in way.first { !fits($0.tensor, $0.target, transposed: false) } }
    guard let index = odd.firstIndex(where: { $0 == nil }) else {
      throw odd.first.flatMap { $0 }.map(mismatch) ?? error("nothing fits")
    }
    let names = ways[index].map(\.target.name)
    guard Set(names).count == names.count else {
      throw error("two vectors of one layer are both scale, shift, mean or variance of its batch normalisation")
    }
    matches += ways[index]
    missing += original.namedQuantities.filter { $0.isNormalization && !names.contains($0.name) }
  }

  private func matches(of group: VectorGroup, in l: Int) -> [Match] {
    group.members.compactMap { member in
      let quantity = member.role.quantity(l)
      return original.namedQuantities.first { $0.quantity == quantity }.map {
        Match(tensor: member.vector, target: $0)
      }
    }
  }
}
