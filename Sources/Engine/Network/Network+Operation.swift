import RealModule

extension Network {
  /// The single operations of a pass, in order; each needs only what stands before it.
  public var operationOrder: [Quantity] { forwardOrder + backwardOrder }

  /// What an operation reads.
  public func operands(of quantity: Quantity) -> [Quantity] {
    switch quantity {
    case .input, .target, .weights, .biases: []
    case .preActivation(let l): [below(l), .weights(l), .biases(l)]
    case .activation(0): []
    case .activation(let l): [.preActivation(l)]
    case .loss:
      [.preActivation(depth), .activation(depth), .target]
        + (objective.l2 == 0 ? [] : (1...depth).map { .weights($0) })
    case .activationGradient(depth): [.activation(depth), .target]
    case .activationGradient(let l): [.delta(l + 1), .weights(l + 1)]
    case .delta(let l): [.activationGradient(l), .preActivation(l), .activation(l)]
    case .weightGradient(let l): [.delta(l), below(l)] + (objective.l2 == 0 ? [] : [.weights(l)])
    case .biasGradient(let l): [.delta(l)]
    }
  }

  private func below(_ l: Int) -> Quantity { l == 1 ? .input : .activation(l - 1) }

  /// Computes one quantity from what a pass has computed so far.
  /// - Throws: `MissingQuantity` with the first operand that is not there.
  public func value(of quantity: Quantity, from trace: Trace<E>) throws(MissingQuantity) -> Matrix<E> {
    func need(_ q: Quantity) throws(MissingQuantity) -> Matrix<E> {
      if let value = trace[q] { return value }
      throw MissingQuantity(q)
    }
    switch quantity {
    case .input, .target, .activation(0): return try need(quantity)
    case .weights(let l): return self[layer: l].weights
    case .biases(let l): return self[layer: l].biases
    case .preActivation(let l): return preActivation(l, of: try need(.activation(l - 1)))
    case .activation(let l): return self[layer: l].activation.values(try need(.preActivation(l)))
    case .loss:
      return Matrix(
        scalar: loss(
          z: try need(.preActivation(depth)), a: try need(.activation(depth)), y: try need(.target)))
    case .activationGradient(depth):
      let (a, y) = (try need(.activation(depth)), try need(.target))
      return E(objective.reduction.factor(samples: y.rows)) * objective.loss.outputGradient(a: a, y: y)
    case .activationGradient(let l):
      // da[l] = δ[l+1] W[l+1]
      return try need(.delta(l + 1)).multiplied(by: self[layer: l + 1].weights)
    case .delta(depth):
      // a − y where loss and output belong together: no quotient by a saturated a.
      let (z, a) = (try need(.preActivation(depth)), try need(.activation(depth)))
      let da = try need(.activationGradient(depth))
      if objective.loss.requiredOutput == self[layer: depth].activation,
        let fused = objective.loss.fusedDelta(a: a, y: try need(.target))
      {
        return E(objective.reduction.factor(samples: a.rows)) * fused
      }
      return self[layer: depth].activation.pullback(da, z: z, a: a)
    case .delta(let l):
      // δ[l] = da[l] ⊙ h′(z[l])
      return self[layer: l].activation.pullback(
        try need(.activationGradient(l)), z: try need(.preActivation(l)), a: try need(.activation(l)))
    case .weightGradient(let l):
      // dW[l] = δ[l]ᵀ a[l−1] + λ W[l]
      let product = try need(.delta(l)).multiplied(.transposed, by: try need(.activation(l - 1)))
      return objective.l2 == 0 ? product : product + E(objective.l2) * self[layer: l].weights
    case .biasGradient(let l): return try need(.delta(l)).columnSums
    }
  }
}
