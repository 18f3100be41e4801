/// One fully connected layer: z = a Wᵀ + b, then h(z); a hidden layer may have more parts between these and after them.
public struct Layer<E: Field>: Equatable, Sendable {
  /// - Shapes: n_l×n_(l−1). `weights[j, i]` leads from unit i of the layer below to unit j.
  public var weights: Matrix<E>
  /// - Shapes: 1×n_l.
  public var biases: Matrix<E>
  public var activation: Activation
  /// Batch normalisation of z before h; `nil` for none.
  public var normalization: BatchNormalization<E>?
  /// p, the probability with which a unit is left out of a training pass: a = h(z) ⊙ mask. The mask's entries
  /// are 0 with probability p, else 1/(1 − p), so that the mean of a stays.
  /// - Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural
  ///   networks from overfitting" (2014), with the scale in training instead of evaluation.
  public var dropout = 0.0
  /// λ₁ of this layer; `nil` for that of the objective.
  public var l1: Double?
  /// λ₂ of this layer; `nil` for that of the objective.
  public var l2: Double?

  /// - Shapes: weights n_l×n_(l−1), biases 1×n_l.
  public init(weights: Matrix<E>, biases: Matrix<E>, activation: Activation) {
    precondition(biases.rows == 1 && biases.columns == weights.rows)
    (self.weights, self.biases, self.activation) = (weights, biases, activation)
  }

  /// Whether a pass in training differs from one in evaluation.
  public var hasModes: Bool { normalization != nil || dropout > 0 }

  func converted<Other: Field>(_ convert: (E) -> Other) -> Layer<Other> {
    var result = Layer<Other>(weights: weights.map(convert), biases: biases.map(convert), activation: activation)
    result.normalization = normalization?.converted(convert)
    (result.dropout, result.l1, result.l2) = (dropout, l1, l2)
    return result
  }

  public var inputs: Int { weights.columns }
  public var units: Int { weights.rows }
}

/// A multilayer perceptron. Layer 0 is the input; `layers[l - 1]` is layer l of the notation.
public struct Network<E: Field>: Equatable, Sendable {
  public private(set) var layers: [Layer<E>]
  public var objective: Objective
  /// Whether a pass draws masks and takes the statistics of its batch.
  public var mode = Mode.training
  /// Whether δ[L] is a − y, without da[L], if loss and output activation belong together.
  public var skipsOutputGradient = true

  /// - Precondition: there is a layer, each takes as many inputs as the one before it has units, and the last one has
  ///   neither dropout nor batch normalisation.
  public init(layers: [Layer<E>], objective: Objective = Objective()) {
    precondition(!layers.isEmpty && zip(layers, layers.dropFirst()).allSatisfy { $0.units == $1.inputs })
    precondition(layers.last?.hasModes == false)
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
  public var parameterCount: Int { parameters.reduce(0) { $0 + (self[$1]?.count ?? 0) } }

  /// Layer l of the notation, 1…L.
  public subscript(layer l: Int) -> Layer<E> {
    get { layers[l - 1] }
    set {
      precondition(newValue.inputs == layers[l - 1].inputs && newValue.units == layers[l - 1].units)
      precondition(l < depth || !newValue.hasModes)
      layers[l - 1] = newValue
    }
  }

  /// The same network on other numbers.
  public func converted<Other: Field>(_ convert: (E) -> Other) -> Network<Other> {
    var result = Network<Other>(layers: layers.map { $0.converted(convert) }, objective: objective)
    (result.mode, result.skipsOutputGradient) = (mode, skipsOutputGradient)
    return result
  }

  /// The same network in another mode.
  public func inMode(_ mode: Mode) -> Network {
    var result = self
    result.mode = mode
    return result
  }

  var hasHiddenSoftmax: Bool { layers.dropLast().contains { $0.activation == .softmax } }

  /// Whether some layer has another pass in training than in evaluation.
  public var hasModes: Bool { layers.contains(where: \.hasModes) }

  /// Whether the samples of a batch act on one another, from layer l on.
  func mixesSamples(from l: Int = 1) -> Bool {
    mode == .training && layers.dropFirst(l - 1).contains { $0.normalization != nil }
  }

  /// The penalty on the weights of layer l: the layer's own factors, else those of the objective.
  public func penalty(_ l: Int) -> Penalty {
    Penalty(l1: self[layer: l].l1 ?? objective.l1, l2: self[layer: l].l2 ?? objective.l2)
  }

  /// The layers whose weights are penalised.
  public var penalizedLayers: [Int] { (1...depth).filter { !penalty($0).isZero } }

  /// What training changes, in order: W[1], b[1], then γ[1] and β[1] if the layer has them, W[2], …
  public var parameters: [Quantity] {
    (1...depth).flatMap { l -> [Quantity] in
      [.weights(l), .biases(l)] + (self[layer: l].normalization == nil ? [] : [.gamma(l), .beta(l)])
    }
  }

  /// The running statistics, which evaluation takes.
  public var statistics: [Quantity] {
    (1...depth).filter { self[layer: $0].normalization != nil }.flatMap { [.runningMean($0), .runningVariance($0)] }
  }

  /// A parameter or a running statistic; `nil` for any other quantity, and for a layer without that part.
  public subscript(quantity: Quantity) -> Matrix<E>? {
    get {
      guard let held = quantity.family.held, let l = quantity.layer, 1...depth ~= l else { return nil }
      let layer = self[layer: l]
      return switch held {
      case .weights: layer.weights
      case .biases: layer.biases
      case .gamma: layer.normalization?.gamma
      case .beta: layer.normalization?.beta
      case .runningMean: layer.normalization?.runningMean
      case .runningVariance: layer.normalization?.runningVariance
      }
    }
    set {
      guard let held = quantity.family.held, let l = quantity.layer, 1...depth ~= l, let newValue else { return }
      precondition(newValue.shape == self[quantity]?.shape)
      switch held {
      case .weights: layers[l - 1].weights = newValue
      case .biases: layers[l - 1].biases = newValue
      case .gamma: layers[l - 1].normalization?.gamma = newValue
      case .beta: layers[l - 1].normalization?.beta = newValue
      case .runningMean: layers[l - 1].normalization?.runningMean = newValue
      case .runningVariance: layers[l - 1].normalization?.runningVariance = newValue
      }
    }
  }

  /// Whether the network has the layer, and the layer the part, that a quantity belongs to, in either mode.
  public func has(_ quantity: Quantity) -> Bool {
    if quantity == .activation(0) || quantity == .activationGradient(0) { return true }
    let layer = quantity.layer.flatMap { 1...depth ~= $0 ? self[layer: $0] : nil }
    guard layer != nil || !quantity.family.hasLayers else { return false }
    return switch quantity.family.part {
    case .always: true
    case .labelSmoothing: objective.smoothing != 0
    case .dropout: layer.map { $0.dropout > 0 } ?? false
    case .normalization: layer?.normalization != nil
    case .optimizer: quantity.remembered.map(has) ?? false
    }
  }
}
