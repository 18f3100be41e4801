import RealModule

extension Workspace {
  /// A thread's part of the product a[l−1] W[l]ᵀ: z[l] of its units, or its summand of z[l].
  ///
  /// It lies in the place of a[l], or of z[L]; b[l] is still to be added, but to the outputs.
  /// - Precondition: a[l−1] is there: of all threads' units where layer l is divided by units.
  func product(_ parameters: ParameterStore<E>, _ l: Int, samples: Int, thread: Int) {
    let part = division.part(.weights(l), thread)
    let target =
      division.isByInputs(l)
      ? rows(0..<samples, of: summand(l, thread), l)
      : l == depth ? columns(z, l, samples, thread) : ownActivations(l, samples, thread)
    let factor = factor(l, samples, thread)
    if part.columns.isEmpty {
      target.start.update(repeating: 0, count: samples * target.stride)
    } else if !part.rows.isEmpty {
      E.multiply(
        samples, part.rows.count, part.columns.count, 1, factor.start, factor.stride, transposed: false,
        parameters.weights(l), part.columns.count, transposed: true, 0, target.start, target.stride)
    }
    if l == depth {
      let own = division.isByInputs(l) ? columns(target.start, l, samples, thread) : target
      Kernels.addBias(own, parameters.biases(l))
    }
  }

  /// z[l] of a thread's units, in the place of a[l], from the summands of all threads.
  func addUp(_ l: Int, samples: Int, thread: Int) {
    addUp(l, into: ownActivations(l, samples, thread)) { columns($0, l, samples, thread) }
  }

  /// a[l] of a thread's units in a hidden layer from z[l] or zbn[l], with the slopes that the backward pass needs.
  func activate(_ parameters: ParameterStore<E>, _ l: Int, samples: Int, thread: Int) {
    let (h, z) = (activation(l), ownActivations(l, samples, thread))
    if h == .relu, !normalizes(l) { return Kernels.addBiasReLU(z, parameters.biases(l)) }
    if !normalizes(l) { Kernels.addBias(z, parameters.biases(l)) }
    switch h {
    case .identity: return
    case .relu: Kernels.maskByPositive(z, z)
    case .softmax: for i in 0..<samples { Self.softmax(z[i], z[i], z.width) }
    default:
      let slope = own(slope(l), l, samples, thread)
      for i in 0..<samples { activate(h, z[i], slope: slope[i], count: z.width) }
    }
  }

  /// z ← h(z) in place, and h′(z) beside it.
  private func activate(
    _ activation: Activation, _ z: UnsafeMutablePointer<E>, slope: UnsafeMutablePointer<E>, count: Int
  ) {
    for k in 0..<count { (z[k], slope[k]) = activation.valueAndSlope(z[k]) }
  }

  /// aᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m) of one row, with m the row's maximum; a may be z.
  static func softmax(_ z: UnsafePointer<E>, _ a: UnsafeMutablePointer<E>, _ width: Int) {
    let shift = z[Kernels.argmax(z, count: width)]
    var total: E = 0
    for j in 0..<width {
      a[j] = .exp(z[j] - shift)
      total += a[j]
    }
    for j in 0..<width { a[j] /= total }
  }
}
