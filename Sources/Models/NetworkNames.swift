import Engine

/// A part of a network as PyTorch's `nn.Sequential` counts them.
enum SequentialModule: Equatable, Sendable {
  /// z[l] = a[l−1] W[l]ᵀ + b[l].
  case linear(Int)
  /// a[l] = h(z[l]).
  case activation(Int)
}

/// A tensor of a network, with its name in PyTorch's `state_dict`.
public struct NamedQuantity: Equatable, Sendable {
  /// `0.weight`.
  public var name: String
  public var quantity: Quantity
  /// Whether PyTorch keeps it with one dimension.
  public var isVector: Bool
}

extension Network<Double> {
  /// The modules in order. Everything that names, writes or reads a network's tensors follows from this list.
  var modules: [SequentialModule] { (1...depth).flatMap { [.linear($0), .activation($0)] } }

  /// The tensors in order: those of module 0, of module 1, …
  public var namedQuantities: [NamedQuantity] {
    modules.enumerated().flatMap { index, module -> [NamedQuantity] in
      switch module {
      case .linear(let l):
        [
          NamedQuantity(name: "\(index).weight", quantity: .weights(l), isVector: false),
          NamedQuantity(name: "\(index).bias", quantity: .biases(l), isVector: true),
        ]
      case .activation: []
      }
    }
  }

  /// The values of a tensor of the network.
  public subscript(tensor quantity: Quantity) -> Matrix<Double> {
    get {
      switch quantity {
      case .weights(let l): self[layer: l].weights
      case .biases(let l): self[layer: l].biases
      default: preconditionFailure("\(quantity.name) is no tensor of a network")
      }
    }
    set {
      switch quantity {
      case .weights(let l): self[layer: l].weights = newValue
      case .biases(let l): self[layer: l].biases = newValue
      default: preconditionFailure("\(quantity.name) is no tensor of a network")
      }
    }
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
