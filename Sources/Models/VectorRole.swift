import Engine

/// What a vector is in its layer, by the last word of its name.
enum VectorRole: Hashable {
  case bias, weight, beta, mean, variance

  /// `nil` for a name that does not say.
  init?(_ name: String) {
    let word = WeightMatching.lastWord(name).lowercased()
    // Without the number after it, as in gamma1 and running_var[2].
    let end = word.lastIndex(where: \.isLetter).map { word.index(after: $0) } ?? word.startIndex
    switch word[..<end] {
    case "bias", "b": self = .bias
    case "gamma", "scale", "weight": self = .weight
    case "beta": self = .beta
    case "running_mean", "moving_mean", "mean": self = .mean
    case "running_var", "moving_variance", "moving_var", "var", "variance": self = .variance
    default: return nil
    }
  }

  /// What it is of the batch normalisation of layer l.
  func quantity(_ l: Int) -> Quantity {
    switch self {
    case .weight: .gamma(l)
    case .bias, .beta: .beta(l)
    case .mean: .runningMean(l)
    case .variance: .runningVariance(l)
    }
  }
}

/// The vectors that share the start of their name, as `bn1.weight` and `bn1.running_mean` do.
struct VectorGroup {
  var stem: String
  /// Those whose names say what they are.
  var members: [(role: VectorRole, vector: StoredTensor)]

  /// A scale or statistics are normalisation's.
  var isNormalization: Bool { members.contains { $0.role != .bias } }

  /// In the order of the vectors. A bias beside a beta does not belong to normalisation.
  static func all(of vectors: [StoredTensor]) -> [VectorGroup] {
    var groups: [VectorGroup] = []
    for vector in vectors {
      guard let role = VectorRole(vector.name) else { continue }
      let stem = WeightMatching.stem(vector.name)
      if let index = groups.firstIndex(where: { $0.stem == stem }) {
        groups[index].members.append((role, vector))
      } else {
        groups.append(VectorGroup(stem: stem, members: [(role, vector)]))
      }
    }
    for index in groups.indices where groups[index].members.contains(where: { $0.role == .beta }) {
      groups[index].members.removeAll { $0.role == .bias }
    }
    return groups
  }
}
