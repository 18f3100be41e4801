/// A quantity of the derivation: a parameter, what the forward pass computes, or what the backward pass computes.
public enum Quantity: Hashable, Sendable {
  case input, target
  case weights(Int), biases(Int)
  case preActivation(Int), activation(Int)
  case loss
  case activationGradient(Int), delta(Int), weightGradient(Int), biasGradient(Int)

  /// The layer, where there is one.
  public var layer: Int? {
    switch self {
    case .input, .target, .loss: nil
    case .weights(let l), .biases(let l), .preActivation(let l), .activation(let l),
      .activationGradient(let l), .delta(let l), .weightGradient(let l), .biasGradient(let l):
      l
    }
  }

  /// The name in the shell: `dW[2]`.
  public var name: String {
    switch self {
    case .input: "X"
    case .target: "Y"
    case .loss: "C"
    case .weights(let l): "W[\(l)]"
    case .biases(let l): "b[\(l)]"
    case .preActivation(let l): "z[\(l)]"
    case .activation(let l): "a[\(l)]"
    case .activationGradient(let l): "da[\(l)]"
    case .delta(let l): "delta[\(l)]"
    case .weightGradient(let l): "dW[\(l)]"
    case .biasGradient(let l): "db[\(l)]"
    }
  }

  /// What it is called in words.
  public var meaning: String {
    switch self {
    case .input: "input"
    case .target: "target"
    case .loss: "loss"
    case .weights(let l): "weights into layer \(l)"
    case .biases(let l): "biases of layer \(l)"
    case .preActivation(let l): "pre-activation of layer \(l)"
    case .activation(let l): "activation of layer \(l)"
    case .activationGradient(let l): "∂C/∂a[\(l)]"
    case .delta(let l): "error signal of layer \(l), ∂C/∂z[\(l)]"
    case .weightGradient(let l): "∂C/∂W[\(l)]"
    case .biasGradient(let l): "∂C/∂b[\(l)]"
    }
  }

  public var isParameter: Bool {
    switch self {
    case .weights, .biases: true
    default: false
    }
  }

  /// Whether the backward pass computes it.
  public var isGradient: Bool {
    switch self {
    case .activationGradient, .delta, .weightGradient, .biasGradient: true
    default: false
    }
  }

  /// The quantity of which this one is the gradient: `dW[2]` of `W[2]`.
  public var differentiated: Quantity? {
    switch self {
    case .activationGradient(let l): l == 0 ? .input : .activation(l)
    case .delta(let l): .preActivation(l)
    case .weightGradient(let l): .weights(l)
    case .biasGradient(let l): .biases(l)
    default: nil
    }
  }

  /// - Shapes: as in the notation, for a batch of `samples`; `nil` for a layer that the network does not have.
  public func shape(sizes: [Int], samples: Int) -> Shape? {
    let depth = sizes.count - 1
    switch self {
    case .input: return Shape(rows: samples, columns: sizes[0])
    case .target: return Shape(rows: samples, columns: sizes[depth])
    case .loss: return Shape(rows: 1, columns: 1)
    case .weights(let l), .weightGradient(let l):
      return (1...depth).contains(l) ? Shape(rows: sizes[l], columns: sizes[l - 1]) : nil
    case .biases(let l), .biasGradient(let l):
      return (1...depth).contains(l) ? Shape(rows: 1, columns: sizes[l]) : nil
    case .activation(let l), .activationGradient(let l):
      return (0...depth).contains(l) ? Shape(rows: samples, columns: sizes[l]) : nil
    case .preActivation(let l), .delta(let l):
      return (1...depth).contains(l) ? Shape(rows: samples, columns: sizes[l]) : nil
    }
  }
}
