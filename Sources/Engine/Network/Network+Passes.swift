import Interruption

extension Network {
  /// The operations of the forward pass, in order: z[1], a[1], …, z[L], a[L], C, with those of the optional parts of a
  /// layer between z and a.
  public var forwardOrder: [Quantity] {
    (1...depth).flatMap { forwardOrder($0) } + (objective.smoothing == 0 ? [] : [.smoothedTarget]) + [.loss]
  }

  private func forwardOrder(_ l: Int) -> [Quantity] {
    let statistics: [Quantity] = mode == .training ? [.mean(l), .variance(l)] : []
    let normalization = self[layer: l].normalization == nil ? [] : statistics + [.standardized(l), .normalized(l)]
    return [.preActivation(l)] + normalization + (dropsOut(l) ? [.mask(l)] : []) + [.activation(l)]
  }

  /// Whether a pass multiplies the activations of layer l by a mask.
  public func dropsOut(_ l: Int) -> Bool { mode == .training && self[layer: l].dropout > 0 }

  /// The argument of h in layer l: z[l], or zbn[l] if the layer is normalised.
  public func argument(_ l: Int) -> Quantity {
    self[layer: l].normalization == nil ? .preActivation(l) : .normalized(l)
  }

  /// The step that brings h′ of layer l in.
  package func slopeStep(_ l: Int) -> Quantity { argument(l).gradient ?? .delta(l) }

  /// What the loss compares the output with: Y, or Ys if labels are smoothed.
  public var compared: Quantity { objective.smoothing == 0 ? .target : .smoothedTarget }

  /// The penalties of all layers.
  public var penalty: E {
    penalizedLayers.reduce(.zero) { $0 + penalty($1).value(of: self[layer: $1].weights) }
  }

  /// Runs the forward pass; without a target it stops before the loss.
  /// - Shapes: input B×n₀, target B×n_L.
  public func forward(_ input: Matrix<E>, target: Matrix<E>? = nil) -> Trace<E> {
    forward(Trace(input: input, target: target))
  }

  /// Runs the forward pass as far as what is given goes: X, the masks of layers with dropout, and Y. Stopped work ends
  /// before the next operation.
  /// - Shapes: each as its quantity.
  public func forward(_ given: Trace<E>) -> Trace<E> {
    var trace = given
    for quantity in forwardOrder where !quantity.isDrawn && !Work.current.isStopped {
      trace[quantity] = try? value(of: quantity, from: trace)
    }
    return trace
  }

  /// The output a[L] that follows from activations of layer l.
  /// - Shapes: `activation` B×n_l, the result B×n_L.
  /// - Precondition: 1 ≤ l ≤ L.
  public func output(from activation: Matrix<E>, at l: Int) -> Matrix<E>? {
    precondition(activation.columns == sizes[l])
    var trace = Trace<E>(input: nil, target: nil)
    trace[.activation(l)] = activation
    for quantity in forwardOrder where !quantity.isDrawn && (quantity.layer ?? 0) > l && !Work.current.isStopped {
      trace[quantity] = try? value(of: quantity, from: trace)
    }
    return trace[.activation(depth)]
  }

  /// The operations of the backward pass, in order: da[L], δ[L], dW[L], db[L], da[L−1], …, db[1], with those of the
  /// optional parts of a layer between da and δ.
  public var backwardOrder: [Quantity] {
    (1...depth).reversed().flatMap { l -> [Quantity] in
      [.activationGradient(l)] + normalizationGradients(l) + [.delta(l), .weightGradient(l), .biasGradient(l)]
    }
  }

  private func normalizationGradients(_ l: Int) -> [Quantity] {
    guard self[layer: l].normalization != nil else { return [] }
    let statistics: [Quantity] = mode == .training ? [.varianceGradient(l), .meanGradient(l)] : []
    return [.normalizedGradient(l), .gammaGradient(l), .betaGradient(l), .standardizedGradient(l)] + statistics
  }

  /// Runs the backward pass over the trace of a forward pass. Stopped work ends before the next operation.
  /// - Throws: `MissingQuantity` if the forward pass is not complete.
  /// - Shapes: each as its quantity.
  public func backward(_ trace: Trace<E>) throws(MissingQuantity) -> Trace<E> {
    var result = trace
    for quantity in backwardOrder where !Work.current.isStopped {
      result[quantity] = try value(of: quantity, from: result)
    }
    return result
  }
}

extension Network<Double> {
  /// A dropout mask for layer l: `(numpy.random.random_sample((B, n)) >= p) / (1 - p)`.
  /// - Shapes: B×n_l.
  public func drawMask(_ l: Int, samples: Int, using generator: inout NumPyGenerator) -> Matrix<Double> {
    let layer = self[layer: l]
    let kept = 1 / (1 - layer.dropout)
    return Matrix(
      rows: samples, columns: layer.units,
      elements: WorkBlocks.map(samples * layer.units, rest: 0) {
        $0.map { _ in generator.uniform() < layer.dropout ? 0 : kept }
      })
  }
}

/// Everything one pass has computed so far: every z, a, C, da, δ, dW, db, by name.
public struct Trace<E: Field>: Equatable, Sendable {
  public private(set) var values: [Quantity: Matrix<E>]

  /// - Shapes: input B×n₀, target B×n_L.
  public init(input: Matrix<E>? = nil, target: Matrix<E>? = nil) {
    values = [:]
    values[.input] = input
    values[.target] = target
  }

  public subscript(quantity: Quantity) -> Matrix<E>? {
    get { values[quantity == .activation(0) ? .input : quantity] }
    set { values[quantity == .activation(0) ? .input : quantity] = newValue }
  }

  /// X, Y and the dropout masks alone.
  public var given: Trace {
    var result = Trace()
    result.values = values.filter(\.key.isGiven)
    return result
  }

  /// The same numbers in another field.
  func converted<Other: Field>(_ convert: (E) -> Other) -> Trace<Other> {
    var result = Trace<Other>()
    for (quantity, value) in values { result[quantity] = value.map(convert) }
    return result
  }

  public var samples: Int { values[.input]?.rows ?? 0 }
  public var loss: E? { values[.loss]?.elements.first }
}

/// A quantity was requested before the ones it is computed from.
public struct MissingQuantity: Error, Equatable, Sendable {
  public let quantity: Quantity

  public init(_ quantity: Quantity) { self.quantity = quantity }
}
