import RealModule

/// One fully connected layer: z = a Wᵀ + b, then h(z).
public struct Layer<E: Field>: Equatable, Sendable {
  /// - Shapes: n_l×n_(l−1). `weights[j, i]` leads from unit i of the layer below to unit j.
  public var weights: Matrix<E>
  /// - Shapes: 1×n_l.
  public var biases: Matrix<E>
  public var activation: Activation

  public init(weights: Matrix<E>, biases: Matrix<E>, activation: Activation) {
    precondition(biases.rows == 1 && biases.columns == weights.rows)
    self.weights = weights
    self.biases = biases
    self.activation = activation
  }

  public var inputs: Int { weights.columns }
  public var units: Int { weights.rows }
}

/// A multilayer perceptron. Layer 0 is the input; `layers[l - 1]` is layer l of the notation.
public struct Network<E: Field>: Equatable, Sendable {
  public private(set) var layers: [Layer<E>]
  public var objective: Objective

  /// - Precondition: there is a layer, and each takes as many inputs as the one before it has units.
  public init(layers: [Layer<E>], objective: Objective = Objective()) {
    precondition(!layers.isEmpty && zip(layers, layers.dropFirst()).allSatisfy { $0.units == $1.inputs })
    self.layers = layers
    self.objective = objective
  }

  /// A network of the given sizes, n₀ first, with all parameters zero.
  public init(sizes: [Int], hidden: Activation, output: Activation, objective: Objective = Objective()) {
    precondition(sizes.count >= 2 && sizes.allSatisfy { $0 > 0 })
    self.init(
      layers: zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
        Layer(
          weights: Matrix(rows: size.1, columns: size.0), biases: Matrix(rows: 1, columns: size.1),
          activation: index == sizes.count - 2 ? output : hidden)
      }, objective: objective)
  }

  /// L, the number of layers with weights.
  public var depth: Int { layers.count }
  public var sizes: [Int] { [layers[0].inputs] + layers.map(\.units) }
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.weights.count + $1.biases.count } }

  /// Layer l of the notation, 1…L.
  public subscript(layer l: Int) -> Layer<E> {
    get { layers[l - 1] }
    set {
      precondition(newValue.inputs == layers[l - 1].inputs && newValue.units == layers[l - 1].units)
      layers[l - 1] = newValue
    }
  }

  /// The same network on other numbers.
  public func converted<Other: Field>(_ convert: (E) -> Other) -> Network<Other> {
    Network<Other>(
      layers: layers.map {
        Layer(weights: $0.weights.map(convert), biases: $0.biases.map(convert), activation: $0.activation)
      }, objective: objective)
  }
}
