import Engine

/// A part of a network as PyTorch's `nn.Sequential` counts them.
enum SequentialModule: Equatable, Sendable {
  /// z[l] = a[l−1] W[l]ᵀ + b[l].
  case linear(Int)
  /// zbn[l] = γ (z[l] − mean)/√(variance + ε) + β.
  case normalization(Int)
  /// a[l] = h(z[l]), or h(zbn[l]).
  case activation(Int)
  /// a[l] ⊙ mask[l] in training.
  case dropout(Int)

  /// What it holds, by PyTorch's names.
  var tensors: [(name: String, quantity: Quantity)] {
    switch self {
    case .linear(let l): [("weight", .weights(l)), ("bias", .biases(l))]
    case .normalization(let l):
      [
        ("weight", .gamma(l)), ("bias", .beta(l)), ("running_mean", .runningMean(l)),
        ("running_var", .runningVariance(l)),
      ]
    case .activation, .dropout: []
    }
  }
}

/// A tensor of a network, with its name in PyTorch's `state_dict`.
public struct NamedQuantity: Equatable, Sendable {
  /// `0.weight`.
  public var name: String
  public var quantity: Quantity

  /// Whether PyTorch keeps it with one dimension.
  public var isVector: Bool { if case .weights = quantity { false } else { true } }

  var isBias: Bool { if case .biases = quantity { true } else { false } }

  /// Whether it is a part of batch normalisation.
  var isNormalization: Bool { isVector && !isBias }

  /// What each of its numbers is before training.
  var start: Double {
    switch quantity {
    case .gamma, .runningVariance: 1
    default: 0
    }
  }
}

extension Network<Double> {
  /// The modules in order. Everything that names, writes or reads a network's tensors follows from this list.
  var modules: [SequentialModule] {
    (1...depth).flatMap { l -> [SequentialModule] in
      let layer = self[layer: l]
      return [.linear(l)] + (layer.normalization == nil ? [] : [.normalization(l)]) + [.activation(l)]
        + (layer.dropout > 0 ? [.dropout(l)] : [])
    }
  }

  /// The tensors in order: those of module 0, of module 1, …
  public var namedQuantities: [NamedQuantity] {
    modules.enumerated().flatMap { index, module in
      module.tensors.map { NamedQuantity(name: "\(index).\($0.name)", quantity: $0.quantity) }
    }
  }

  /// The values of a tensor of the network.
  public subscript(tensor quantity: Quantity) -> Matrix<Double> {
    get {
      guard let value = self[quantity] else { preconditionFailure("\(quantity.name) is not a tensor of a network") }
      return value
    }
    set { self[quantity] = newValue }
  }

  /// The tensors on their way into a file.
  var tensors: [Tensor] {
    namedQuantities.map { named in
      let matrix = self[tensor: named.quantity]
      return Tensor(
        name: named.name, shape: named.isVector ? [matrix.columns] : [matrix.rows, matrix.columns],
        numbers: matrix.elements)
    }
  }
}
