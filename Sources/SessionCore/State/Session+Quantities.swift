import Engine

extension Session {
  /// The current value of a quantity, `nil` if it has not been set or computed.
  ///
  /// No pass computes da[0] = δ[1] W[1], since no update needs it: it follows from δ[1] whenever it is read.
  public subscript(quantity: Quantity) -> Matrix<Double>? {
    if quantity == .activationGradient(0) { return try? network?.value(of: quantity, from: trace) }
    return network?[quantity] ?? moment(quantity) ?? trace[quantity]
  }

  /// When a quantity was set; of da[0], when δ[1] was.
  private func time(of quantity: Quantity) -> Int {
    freshness.time(of: quantity == .activationGradient(0) ? .delta(1) : quantity)
  }

  /// What the network holds, the batch and what is computed.
  public var quantities: Set<Quantity> { Set(trace.values.keys).union(held) }

  /// What the network holds: W[1], b[1], W[2], …, with γ, β, the running statistics and what the optimiser remembers,
  /// if it has them.
  var held: [Quantity] { network.map { $0.parameters + $0.statistics + moments } ?? [] }

  /// The number of samples in the batch, 0 without one.
  public var samples: Int { trace.samples }

  /// The shape that a quantity has or would have, `nil` without such a layer or without a batch.
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

  /// Puts a network in place and forgets everything computed with the old one.
  public mutating func install(_ network: Network<Double>) {
    adoptActivations(of: network)
    self.network = network.inMode(mode)
    origin = nil
    trainedRows = []
    objective = network.objective
    let loss = network.objective.loss
    if loss != losses[loss.name]?.loss, Loss(named: loss.name) == nil { losses[loss.name] = OwnLoss(loss) }
    forgetPass()
    definitions = [:]
    optimizerState = OptimizerState()
    touchParameters()
  }

  public mutating func touchParameters() {
    for quantity in held { freshness.touch(quantity) }
  }

  /// Forgets what was computed, but not X and Y: the passes have other operations now.
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
    // The running statistics follow those of the batch.
    if case .variance(let l) = quantity, let mean = trace[.mean(l)], let variance = trace[.variance(l)] {
      self.network?[layer: l].normalization?.follow(mean: mean, variance: variance, samples: trace.samples)
    }
  }

  /// Whether the pass has to draw a mask: this batch has none, or a new one is wanted and none was assigned.
  public func needsDrawing(_ mask: Quantity, anew: Bool) -> Bool {
    trace[mask] == nil || isStale(mask) || anew && !assignedMasks.contains(mask)
  }

  /// What an operand of a computation changed after it was computed, seen through all that it was computed from.
  public func cause(ofStaleness quantity: Quantity) -> Quantity? {
    guard let network, trace[quantity] != nil || quantity == .activationGradient(0) else { return nil }
    return cause(ofStaleness: quantity, in: network, before: time(of: quantity))
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

  // MARK: The optimiser

  /// Chooses how update, step and train move the parameters; what was remembered is forgotten.
  public mutating func choose(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    optimizerState = OptimizerState()
  }

  /// m and v of every parameter: mW[1], vW[1], mb[1], …
  var moments: [Quantity] {
    guard let network else { return [] }
    return network.parameters.flatMap { parameter in optimizer.rule.moments.compactMap { parameter.moment($0) } }
  }

  /// Whether the network has what a quantity belongs to, and the optimiser what it is.
  public func has(_ quantity: Quantity) -> Bool {
    if case .moment(let moment, _, _) = quantity, !optimizer.rule.moments.contains(moment) { return false }
    return network?.has(quantity) == true
  }

  /// m or v of a parameter, 0 before the first step; `nil` if the optimiser has none.
  func moment(_ quantity: Quantity) -> Matrix<Double>? {
    guard let parameter = quantity.remembered, has(quantity), let shape = network?[parameter]?.shape else { return nil }
    return optimizerState.moments[quantity] ?? Matrix(rows: shape.rows, columns: shape.columns)
  }
}

extension Quantity {
  /// Whether an update changes it: a parameter, or what is remembered of its gradients.
  public var isUpdated: Bool { isParameter || remembered != nil }
}
