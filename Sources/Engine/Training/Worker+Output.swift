/// What the outputs of some samples amount to.
struct Tally {
  /// The sum of the losses of the samples, without the penalty.
  var loss = 0.0
  /// Samples whose class is right.
  var correct = 0
}

extension Worker {
  /// a[L], δ[L], the losses and the right answers of some rows, from z[L] or the summands of all threads.
  func output(rows: Range<Int>) -> Tally {
    var tally = Tally()
    let (width, objective) = (sizes[depth], workspace.objective)
    if division.isByInputs(depth) {
      workspace.addUp(depth, into: self.rows(rows, of: workspace.z, depth)) { self.rows(rows, of: $0, depth) }
    }
    for i in rows {
      let (z, a) = (workspace.z + i * width, workspace.a(depth) + i * width)
      var row = OutputRow(z: UnsafePointer(z), a: a, y: workspace.y + i * width, count: width)
      if objective.loss.kernel == .compiled { row.scratch = workspace.lossScratch[thread] }
      activate(z, a, row, to: workspace.delta(depth) + i * width)
      tally.loss += Double(objective.loss(of: row))
      if let classReading = workspace.classReading, isRight(classReading, row) { tally.correct += 1 }
    }
    return tally
  }

  /// a[L] and δ[L] of one sample.
  private func activate(
    _ z: UnsafePointer<E>, _ a: UnsafeMutablePointer<E>, _ row: OutputRow<E>, to delta: UnsafeMutablePointer<E>
  ) {
    let (h, objective, da) = (workspace.activation(depth), workspace.objective, workspace.columnSums[thread])
    switch h.kernel {
    case .softmax: Activation.softmax(z, a, count: row.count)
    case .compiled:
      h.compiled?.both.runBlocks(z, count: row.count, scratch: workspace.formulas[thread], first: a, second: delta)
    case .relu, .leakyRelu, .elu, .sigmoid, .tanh, .softplus, .silu, .gelu, .identity:
      let kernel = h.kernel
      for j in 0..<row.count { (a[j], delta[j]) = kernel.valueAndSlope(z[j]) }
    }
    if workspace.isFused { return objective.fusedGradient(of: row, to: delta) }
    if h.isElementwise {
      objective.gradient(of: row, to: da)
      for j in 0..<row.count { delta[j] *= da[j] }
    } else {
      objective.gradient(of: row, to: delta)
      Activation.softmaxPullback(delta, a, count: row.count)
    }
  }

  private func isRight(_ reading: ClassReading, _ row: OutputRow<E>) -> Bool {
    switch reading {
    case .threshold: (row.a[0] > 0.5) == (row.y[0] > 0.5)
    case .largest: Kernels.argmax(row.a, count: row.count) == Kernels.argmax(row.y, count: row.count)
    }
  }
}
