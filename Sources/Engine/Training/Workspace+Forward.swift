import RealModule

extension Workspace {
  /// The product a[0] W[1]ᵀ for some units and all samples.
  ///
  /// The first layer has most of the weights. It is divided by units, as the updates are, so that each thread keeps
  /// its part of the weights in its own cache.
  func firstProduct(_ parameters: ParameterStore<E>, units: Range<Int>, samples: Int) {
    product(parameters, 1, rows: 0..<samples, units: units)
  }

  /// z[l] for some rows of the batch, in the place of a[l]; b[l] is still to be added where the layer is plain.
  /// - Shapes: z[l] = a[l−1] W[l]ᵀ + b[l], B×n_l.
  /// - Precondition: `firstProduct` has run for all units.
  func preActivate(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>) {
    let width = sizes[l]
    if l > 1 { product(parameters, l, rows: rows, units: 0..<width) }
    if l == depth || normalizes(l) {
      Kernels.addBias(
        (l == depth ? z : a(l)) + rows.lowerBound * width, parameters.biases(l), rows: rows.count, width: width)
    }
  }

  /// a[l] of a hidden layer from z[l] or zbn[l], with the slopes that the backward pass needs.
  func activate(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>) {
    let (h, width) = (activation(l), sizes[l])
    let start = rows.lowerBound * width
    let z = a(l) + start
    if h == .relu {
      if normalizes(l) { return Kernels.maskByPositive(z, z, count: rows.count * width) }
      return Kernels.addBiasReLU(z, parameters.biases(l), rows: rows.count, width: width)
    }
    if !normalizes(l) { Kernels.addBias(z, parameters.biases(l), rows: rows.count, width: width) }
    activate(h, z, slope: slope(l) + (h.keepsSlope ? start : 0), rows: rows.count, width: width)
  }

  /// a[l−1] W[l]ᵀ for some rows and units, into the place of a[l], or of z[L].
  private func product(_ parameters: ParameterStore<E>, _ l: Int, rows: Range<Int>, units: Range<Int>) {
    guard !rows.isEmpty, !units.isEmpty else { return }
    let (width, inputs) = (sizes[l], sizes[l - 1])
    E.multiply(
      rows.count, units.count, inputs, 1, a(l - 1) + rows.lowerBound * inputs, inputs, transposed: false,
      parameters.weights(l) + units.lowerBound * inputs, inputs, transposed: true,
      0, (l == depth ? z : a(l)) + rows.lowerBound * width + units.lowerBound, width)
  }

  /// z ← h(z) in place, and h′(z) beside it where it must be kept.
  private func activate(
    _ activation: Activation, _ z: UnsafeMutablePointer<E>, slope: UnsafeMutablePointer<E>, rows: Int, width: Int
  ) {
    switch activation {
    case .identity: return
    case .softmax: for i in 0..<rows { Self.softmax(z + i * width, z + i * width, width) }
    default:
      for k in 0..<rows * width {
        let (value, derivative) = activation.valueAndSlope(z[k])
        z[k] = value
        slope[k] = derivative
      }
    }
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
