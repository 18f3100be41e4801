import Engine
import Files

extension WeightMatching {
  /// Takes matrices and vectors in order; see the type.
  mutating func matchOrder(_ file: TensorFile) throws(FileError) {
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
    return VectorRole(tensor.name).map { $0 != .weight } ?? lastWord(tensor.name).lowercased().hasPrefix("b")
  }

  /// `bias` for `dense_1/bias` and `fc1.bias`.
  static func lastWord(_ name: String) -> Substring {
    name.split { "./:".contains($0) }.last { Int($0) == nil } ?? name[...]
  }

  /// What comes before the last word, or the digits of a name such as W1.
  static func stem(_ name: String) -> String {
    let parts = name.split { "./:".contains($0) }
    return parts.count > 1 ? parts.dropLast().joined(separator: ".") : name.filter(\.isNumber)
  }

  /// In the file's order or that of the names, as they are or all transposed: the first way in which all fit.
  private mutating func matchMatrices(_ tensors: [StoredTensor], _ targets: [NamedQuantity]) throws(FileError) {
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

  /// Biases go with their matrix; the vectors of batch normalisation are told by their names or, without any,
  /// by their place among all vectors.
  private mutating func matchVectors(_ vectors: [StoredTensor]) throws(FileError) {
    let all = original.namedQuantities.filter(\.isVector)
    let isNormalized = original.layers.contains { $0.normalization != nil }
    let groups = VectorGroup.all(of: vectors).filter(\.isNormalization)
    if groups.isEmpty, isNormalized, vectors.count == all.count { return try match(vectors, to: all) }
    let taken = Set(groups.flatMap { group in group.members.map(\.vector.name) })
    try match(vectors.filter { !taken.contains($0.name) }, to: all.filter { $0.isBias })
    if isNormalized || !groups.isEmpty { try matchNormalization(groups) }
  }

  /// Each with the matrix that shares the start of its name, else in order.
  private mutating func match(_ vectors: [StoredTensor], to targets: [NamedQuantity]) throws(FileError) {
    let sorted = vectors.sorted { NaturalOrder.precedes($0.name, $1.name) }
    if vectors.isEmpty {
      missing += targets
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
