import RealModule

/// What the outputs of some samples amount to.
struct Tally {
  /// The sum of the losses of the samples, without the penalty.
  var loss = 0.0
  /// Samples whose class is right.
  var correct = 0
}

extension Workspace {
  /// a[L], δ[L], the losses and the right answers of some rows, from z[L] or the summands of all threads.
  func output(rows: Range<Int>) -> Tally {
    var tally = Tally()
    let width = sizes[depth]
    if division.isByInputs(depth) {
      addUp(depth, into: self.rows(rows, of: z, depth)) { self.rows(rows, of: $0, depth) }
    }
    for i in rows {
      let start = i * width
      let (z, a, y, d) = (z + start, a(depth) + start, y + start, delta(depth) + start)
      outputRow(z, a, y, d, width)
      tally.loss += Double(rowLoss(z, a, y, width))
      if let classReading, isRight(classReading, a, y, width) { tally.correct += 1 }
    }
    return tally
  }

  /// a[L] and δ[L] of one sample.
  private func outputRow(
    _ z: UnsafePointer<E>, _ a: UnsafeMutablePointer<E>, _ y: UnsafePointer<E>, _ d: UnsafeMutablePointer<E>,
    _ width: Int
  ) {
    let h = activation(depth)
    if h == .softmax {
      Self.softmax(z, a, width)
    } else {
      for j in 0..<width { (a[j], d[j]) = h.valueAndSlope(z[j]) }
    }
    if objective.loss.requiredOutput == h { return fusedDelta(a, y, d, width) }
    if h == .softmax {
      for j in 0..<width { d[j] = outputGradient(a[j], y[j], width) }
      Self.softmaxPullback(d, a, width)
    } else {
      for j in 0..<width { d[j] *= outputGradient(a[j], y[j], width) }
    }
  }

  /// δ = a Σy − y for softmax and cross-entropy, a − y for sigmoid and binary cross-entropy.
  private func fusedDelta(
    _ a: UnsafePointer<E>, _ y: UnsafePointer<E>, _ d: UnsafeMutablePointer<E>, _ width: Int
  ) {
    var sum: E = 1
    if objective.loss == .crossEntropy {
      sum = 0
      for j in 0..<width { sum += y[j] }
    }
    for j in 0..<width { d[j] = a[j] * sum - y[j] }
  }

  /// ∂(loss of the sample)/∂a of one output.
  private func outputGradient(_ a: E, _ y: E, _ width: Int) -> E {
    switch objective.loss {
    case .halfSquaredError: a - y
    case .meanSquaredError, .huber: objective.slope(a - y, outputs: width)
    case .crossEntropy: y == 0 ? 0 : -y / a
    case .binaryCrossEntropy: objective.binaryGradient(a: a, y: y)
    }
  }

  /// δᵢ = aᵢ (daᵢ − Σⱼ daⱼ aⱼ) of one row, in place.
  static func softmaxPullback(_ d: UnsafeMutablePointer<E>, _ a: UnsafePointer<E>, _ width: Int) {
    var inner: E = 0
    for j in 0..<width { inner += d[j] * a[j] }
    for j in 0..<width { d[j] = a[j] * (d[j] - inner) }
  }

  /// The loss of one sample; the entropies from z, where the logarithm of a saturated output would be −∞.
  private func rowLoss(_ z: UnsafePointer<E>, _ a: UnsafePointer<E>, _ y: UnsafePointer<E>, _ width: Int) -> E {
    var sum: E = 0
    switch objective.loss {
    case .halfSquaredError:
      for j in 0..<width { sum += (a[j] - y[j]) * (a[j] - y[j]) }
      return sum / 2
    case .meanSquaredError, .huber:
      for j in 0..<width { sum += objective.cost(a[j] - y[j], outputs: width) }
    case .crossEntropy:
      let shift = z[Kernels.argmax(z, count: width)]
      var total: E = 0
      for j in 0..<width { total += .exp(z[j] - shift) }
      let logarithm = E.log(total)
      for j in 0..<width where y[j] != 0 { sum -= y[j] * (z[j] - shift - logarithm) }
    case .binaryCrossEntropy:
      for j in 0..<width {
        sum += y[j] * Activation.softplus(-z[j]) + (1 - y[j]) * Activation.softplus(z[j])
      }
    }
    return sum
  }

  private func isRight(_ reading: ClassReading, _ a: UnsafePointer<E>, _ y: UnsafePointer<E>, _ width: Int) -> Bool {
    switch reading {
    case .threshold: (a[0] > 0.5) == (y[0] > 0.5)
    case .largest: Kernels.argmax(a, count: width) == Kernels.argmax(y, count: width)
    }
  }
}
