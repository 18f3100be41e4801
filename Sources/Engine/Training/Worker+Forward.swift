extension Worker {
  /// A thread's part of the product a[l−1] W[l]ᵀ: z[l] of its units, or its summand of z[l].
  ///
  /// It lies in the place of a[l], or of z[L]; b[l] is still to be added, but to the outputs.
  /// - Precondition: a[l−1] is complete: of all threads' units if layer l is divided by units.
  func product(_ l: Int) {
    let part = division.part(.weights(l), thread)
    let target =
      division.isByInputs(l)
      ? rows(0..<samples, of: workspace.summand(l, thread), l)
      : l == depth ? columns(workspace.z, l) : ownActivations(l)
    let factor = factor(l)
    if part.columns.isEmpty {
      target.start.update(repeating: 0, count: samples * target.stride)
    } else if !part.rows.isEmpty {
      multiply(
        samples, part.rows.count, part.columns.count, 1, factor.start, factor.stride, transposed: false,
        parameters.weights(l), part.columns.count, transposed: true, 0, target.start, target.stride)
    }
    if l == depth {
      let own = division.isByInputs(l) ? columns(target.start, l) : target
      Kernels.addBias(own, parameters.biases(l))
    }
  }

  /// z[l] of a thread's units, in the place of a[l], from the summands of all threads.
  func addUp(_ l: Int) { workspace.addUp(l, into: ownActivations(l)) { columns($0, l) } }

  /// a[l] of a thread's units in a hidden layer from z[l] or zbn[l], with the slopes that the backward pass needs.
  func activate(_ l: Int) {
    let (h, z) = (workspace.activation(l), ownActivations(l))
    if h.kernel == .relu, !normalizes(l) { return Kernels.addBiasReLU(z, parameters.biases(l)) }
    if !normalizes(l) { Kernels.addBias(z, parameters.biases(l)) }
    switch h.kernel {
    case .identity: return
    case .relu: Kernels.maskByPositive(z, z)
    case .softmax: for i in 0..<samples { Activation.softmax(z[i], z[i], count: z.width) }
    case .compiled: run(h, z, own(workspace.slope(l), l))
    case .leakyRelu, .elu, .sigmoid, .tanh, .softplus, .silu, .gelu:
      let (kernel, slope) = (h.kernel, own(workspace.slope(l), l))
      for i in 0..<samples {
        let (z, slope, width) = (z[i], slope[i], z.width)
        for k in 0..<width { (z[k], slope[k]) = kernel.valueAndSlope(z[k]) }
      }
    }
  }

  /// h(z) and h′(z) by the compiled formulas, the values in the place of z.
  /// - Shapes: z and slope have the same rows and width.
  func run(_ h: Activation, _ z: Block<E>, _ slope: Block<E>) {
    guard let both = h.compiled?.both else { return }
    let scratch = workspace.formulas[thread]
    if z.stride == z.width && slope.stride == slope.width {
      return both.runBlocks(z.start, count: z.rows * z.width, scratch: scratch, first: z.start, second: slope.start)
    }
    for i in 0..<z.rows { both.runBlocks(z[i], count: z.width, scratch: scratch, first: z[i], second: slope[i]) }
  }

  /// a[l] ← a[l] ⊙ mask[l] for a thread's units, with a mask drawn for each row.
  func dropOut(_ l: Int, batch: Int, key: UInt64) {
    let p = workspace.layers[l - 1].dropout
    guard p > 0 else { return }
    let units = division.units(l, thread)
    let (threshold, kept) = (UInt32(p * 0x1p32), E(1 / (1 - p)))
    let (a, mask) = (ownActivations(l), own(workspace.mask(l), l))
    for row in 0..<samples {
      var stream = RowStream(key: key, batch: batch, place: row * depth + l)
      stream.fill(mask[row], places: units, threshold: threshold, kept: kept)
    }
    if workspace.activation(l).kernel == .softmax {
      workspace.slope(l).update(from: workspace.a(l), count: samples * sizes[l])
    }
    Kernels.multiply(a, mask)
  }
}
