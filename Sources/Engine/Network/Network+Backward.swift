import RealModule

extension Network {
  /// The operations of the backward pass, in order: da[L], δ[L], dW[L], db[L], da[L−1], …, db[1].
  public var backwardOrder: [Quantity] {
    (1...depth).reversed().flatMap {
      [.activationGradient($0), .delta($0), .weightGradient($0), .biasGradient($0)]
    }
  }

  /// Runs the backward pass over a trace that holds a whole forward pass.
  public func backward(_ trace: Trace<E>) throws(MissingQuantity) -> Trace<E> {
    var result = trace
    for quantity in backwardOrder { result[quantity] = try value(of: quantity, from: result) }
    return result
  }
}
