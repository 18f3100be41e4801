import RealModule

extension Network {
  /// The operations of the forward pass, in order: z[1], a[1], …, z[L], a[L], C.
  public var forwardOrder: [Quantity] {
    (1...depth).flatMap { [.preActivation($0), .activation($0)] } + [.loss]
  }

  /// z[l] = a[l−1] W[l]ᵀ + b[l].
  /// - Shapes: a[l−1] B×n_(l−1), W[l] n_l×n_(l−1), b[l] 1×n_l, z[l] B×n_l.
  public func preActivation(_ l: Int, of below: Matrix<E>) -> Matrix<E> {
    below.multiplied(by: self[layer: l].weights, .transposed).addingToRows(self[layer: l].biases)
  }

  /// C = factor · Σ over samples of the loss + ½ λ Σ W².
  /// - Shapes: z, a and y B×n_L.
  public func loss(z: Matrix<E>, a: Matrix<E>, y: Matrix<E>) -> E {
    let data = E(objective.reduction.factor(samples: y.rows)) * objective.loss.total(z: z, a: a, y: y)
    return objective.l2 == 0 ? data : data + penalty
  }

  /// ½ λ Σ W², biases left out.
  public var penalty: E {
    E(0.5 * objective.l2) * layers.reduce(E.zero) { sum, layer in sum + layer.weights.map { $0 * $0 }.sum }
  }

  /// Runs the forward pass; without a target it stops before the loss.
  public func forward(_ input: Matrix<E>, target: Matrix<E>? = nil) -> Trace<E> {
    var trace = Trace(input: input, target: target)
    var a = input
    for l in 1...depth {
      let z = preActivation(l, of: a)
      a = self[layer: l].activation.values(z)
      trace[.preActivation(l)] = z
      trace[.activation(l)] = a
      if l == depth, let target { trace[.loss] = Matrix(scalar: loss(z: z, a: a, y: target)) }
    }
    return trace
  }
}
