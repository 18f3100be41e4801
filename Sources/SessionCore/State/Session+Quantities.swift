import Engine

extension Session {
  /// The current value of a quantity, `nil` where it has not been set or computed.
  public subscript(quantity: Quantity) -> Matrix<Double>? {
    network?[quantity] ?? moment(quantity) ?? trace[quantity]
  }

  /// The number of samples in the batch, 0 without one.
  public var samples: Int { trace.samples }

  /// The shape that a quantity has or would have, `nil` where the network has no such layer or there is no batch.
  public func shape(of quantity: Quantity) -> Shape? {
    if let value = self[quantity] { return value.shape }
    guard let network else { return nil }
    return quantity.shape(sizes: network.sizes, samples: samples)
  }

  /// Sets a parameter, the input, the target or a computed quantity, and dates it.
  public mutating func set(_ quantity: Quantity, to value: Matrix<Double>) {
    if network?[quantity] != nil {
      network?[quantity] = value
    } else if quantity.remembered != nil {
      optimizerState.moments[quantity] = value
    } else {
      trace[quantity] = value
    }
    if quantity.isDrawn { assignedMasks.insert(quantity) }
    freshness.touch(quantity == .activation(0) ? .input : quantity)
    if quantity == .input || quantity == .target || quantity == .activation(0) { batchRows = nil }
  }

  /// Puts a network in place; everything computed with the old one is gone.
  public mutating func install(_ network: Network<Double>) {
    self.network = network.inMode(mode)
    origin = nil
    objective = network.objective
    forgetPass()
    definitions = [:]
    optimizerState = OptimizerState()
    touchParameters()
  }

  public mutating func touchParameters() {
    for quantity in held { freshness.touch(quantity) }
  }

  /// Forgets what was computed, but for X and Y: the passes have other operations now.
  public mutating func forgetPass() {
    trace = Trace(input: trace[.input], target: trace[.target])
    assignedMasks = []
  }

  /// Puts a batch in place. What was computed stays, out of date, if it still has the batch's size.
  public mutating func setBatch(input: Matrix<Double>?, target: Matrix<Double>?, rows: [Int]?) {
    let samplesChange = input.map { $0.rows != samples } ?? false
    if samplesChange { trace = Trace(input: nil, target: input == nil ? trace[.target] : nil) }
    if let input { set(.input, to: input) }
    if let target { set(.target, to: target) }
    batchRows = rows
  }

  /// Computes one operation of the pass with its built-in formula.
  public mutating func computeBuiltIn(_ quantity: Quantity) throws(MissingQuantity) {
    guard let network else { throw MissingQuantity(quantity) }
    if case .mask(let l) = quantity {
      trace[quantity] = network.drawMask(l, samples: samples, using: &generator)
      assignedMasks.remove(quantity)
    } else {
      trace[quantity] = try network.value(of: quantity, from: trace)
    }
    freshness.touch(quantity)
    if case .variance(let l) = quantity { followStatistics(l) }
  }

  /// The running statistics of a layer follow those of the batch.
  private mutating func followStatistics(_ l: Int) {
    guard let mean = trace[.mean(l)], let variance = trace[.variance(l)] else { return }
    let samples = samples
    network?[layer: l].normalization?.follow(mean: mean, variance: variance, samples: samples)
  }

  /// Whether the pass has to draw a mask: there is none for this batch, or a new one is wanted and none was assigned.
  public func needsDrawing(_ mask: Quantity, anew: Bool) -> Bool {
    trace[mask] == nil || isStale(mask) || anew && !assignedMasks.contains(mask)
  }

  /// What an operand of a computation changed after it was computed, seen through all that it was computed from.
  public func cause(ofStaleness quantity: Quantity) -> Quantity? {
    guard let network, trace[quantity] != nil else { return nil }
    return cause(ofStaleness: quantity, in: network, before: freshness.time(of: quantity))
  }

  private func cause(ofStaleness quantity: Quantity, in network: Network<Double>, before time: Int) -> Quantity? {
    for operand in network.operands(of: quantity) {
      if let deeper = cause(ofStaleness: operand, in: network, before: min(time, freshness.time(of: operand))) {
        return deeper
      }
      if freshness.time(of: operand) > time { return operand }
    }
    return nil
  }

  public func isStale(_ quantity: Quantity) -> Bool { cause(ofStaleness: quantity) != nil }

  /// The first operation of the pass that has not been done, or is out of date; `nil` when all is done.
  public var nextOperation: Quantity? {
    network?.operationOrder.first { trace[$0] == nil || isStale($0) }
  }
}
