import RealModule

extension Objective {
  /// The loss of one sample, without allocating; the twin of `total`.
  /// - Shapes: z, a and y have `count` entries.
  func sampleLoss<E: Field>(
    z: UnsafePointer<E>, a: UnsafePointer<E>, y: UnsafePointer<E>, count: Int, fromOutputs: Bool
  ) -> E {
    switch loss {
    case .halfSquaredError, .meanSquaredError, .huber:
      (0..<count).reduce(E.zero) { $0 + cost(a[$1] - y[$1], outputs: count) }
    case .crossEntropy where fromOutputs:
      -(0..<count).reduce(E.zero) { y[$1] == .zero ? $0 : $0 + y[$1] * .log(a[$1]) }
    case .crossEntropy: Self.crossEntropy(z, y, count)
    case .binaryCrossEntropy where fromOutputs:
      -(0..<count).reduce(E.zero) { sum, i in
        sum + (y[i] == .zero ? .zero : y[i] * .log(a[i])) + (y[i] == 1 ? .zero : (1 - y[i]) * .log(1 - a[i]))
      }
    case .binaryCrossEntropy:
      (0..<count).reduce(E.zero) { sum, i in
        sum + y[i] * Activation.softplus(-z[i]) + (1 - y[i]) * Activation.softplus(z[i])
      }
    }
  }

  /// What the loss of one sample changes by when its outputs change from `base` to a.
  ///
  /// Two losses that are nearly equal lose their common digits when they are subtracted; a difference of squares need
  /// not: ½ (a′ − y)² − ½ (a − y)² = ½ (a′ − a)(a′ + a − 2y).
  /// - Parameter baseLoss: the loss before the change, for the losses that have no such form.
  func sampleChange<E: Field>(
    z: UnsafePointer<E>, a: UnsafePointer<E>, y: UnsafePointer<E>, base: UnsafePointer<E>, baseLoss: E, count: Int,
    fromOutputs: Bool
  ) -> E {
    if loss.isEntropy {
      return sampleLoss(z: z, a: a, y: y, count: count, fromOutputs: fromOutputs) - baseLoss
    }
    var sum = E.zero
    if loss == .halfSquaredError {
      // Most checks are of this loss: no call an entry.
      for i in 0..<count { sum += (a[i] - base[i]) * ((a[i] - y[i]) + (base[i] - y[i])) }
      return E(0.5) * sum
    }
    for i in 0..<count { sum += costChange(base[i] - y[i], by: a[i] - base[i], outputs: count) }
    return sum
  }

  /// Σᵢ yᵢ (m + log Σⱼ e^(zⱼ − m) − zᵢ).
  private static func crossEntropy<E: Field>(_ z: UnsafePointer<E>, _ y: UnsafePointer<E>, _ count: Int) -> E {
    var shift = z[0].branchValue
    for i in 1..<max(count, 1) { shift = max(shift, z[i].branchValue) }
    var total = E.zero
    for i in 0..<count { total += .exp(z[i] - E(shift)) }
    let logTotal = E.log(total)
    var sum = E.zero
    for i in 0..<count where y[i] != .zero { sum += y[i] * (E(shift) - z[i] + logTotal) }
    return sum
  }
}

extension PerturbedPass {
  /// The loss of each sample of the unchanged pass.
  func sampleLosses(fromOutputs: Bool = false) -> [E] {
    let width = target.columns
    return z[depth].elements.withUnsafeBufferPointer { z in
      a[depth].elements.withUnsafeBufferPointer { a in
        target.elements.withUnsafeBufferPointer { y in
          guard let z = z.baseAddress, let a = a.baseAddress, let y = y.baseAddress else { return [] }
          return (0..<samples).map {
            objective.sampleLoss(
              z: z + $0 * width, a: a + $0 * width, y: y + $0 * width, count: width, fromOutputs: fromOutputs)
          }
        }
      }
    }
  }
}
