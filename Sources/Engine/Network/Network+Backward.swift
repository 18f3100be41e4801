import RealModule

extension Network {
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

  /// Runs the backward pass over a trace that holds a whole forward pass.
  public func backward(_ trace: Trace<E>) throws(MissingQuantity) -> Trace<E> {
    var result = trace
    for quantity in backwardOrder { result[quantity] = try value(of: quantity, from: result) }
    return result
  }
}
