import Engine

extension Session {
  /// The current value of a quantity, `nil` where it has not been set or computed.
  public subscript(quantity: Quantity) -> Matrix<Double>? {
    switch quantity {
    case .weights(let l): layer(l)?.weights
    case .biases(let l): layer(l)?.biases
    default: trace[quantity]
    }
  }

  private func layer(_ l: Int) -> Layer<Double>? {
    guard let network, 1...network.depth ~= l else { return nil }
    return network[layer: l]
  }

  /// The number of samples in the batch, 0 without one.
  var samples: Int { trace.samples }

  /// The shape that a quantity has or would have, `nil` where the network has no such layer or there is no batch.
  func shape(of quantity: Quantity) -> Shape? {
    if let value = self[quantity] { return value.shape }
    guard let network else { return nil }
    return quantity.shape(sizes: network.sizes, samples: samples)
  }

  /// Sets a parameter, the input, the target or a computed quantity, and dates it.
  mutating func set(_ quantity: Quantity, to value: Matrix<Double>) {
    switch quantity {
    case .weights(let l): network?[layer: l].weights = value
    case .biases(let l): network?[layer: l].biases = value
    default: trace[quantity] = value
    }
    freshness.touch(quantity == .activation(0) ? .input : quantity)
    if quantity == .input || quantity == .target || quantity == .activation(0) { batchRows = nil }
  }

  /// Puts a network in place; everything computed with the old one is gone.
  mutating func install(_ network: Network<Double>) {
    self.network = network
    origin = nil
    objective = network.objective
    trace = Trace(input: trace[.input], target: trace[.target])
    definitions = [:]
    touchParameters()
  }

  mutating func touchParameters() {
    guard let network else { return }
    for l in 1...network.depth {
      freshness.touch(.weights(l))
      freshness.touch(.biases(l))
    }
  }

  /// Puts a batch in place. What was computed stays, out of date, if it still has the batch's size.
  mutating func setBatch(input: Matrix<Double>?, target: Matrix<Double>?, rows: [Int]?) {
    let samplesChange = input.map { $0.rows != samples } ?? false
    if samplesChange { trace = Trace(input: nil, target: input == nil ? trace[.target] : nil) }
    if let input { set(.input, to: input) }
    if let target { set(.target, to: target) }
    batchRows = rows
  }

  /// Computes one operation of the pass with its built-in formula.
  mutating func computeBuiltIn(_ quantity: Quantity) throws(MissingQuantity) {
    guard let network else { throw MissingQuantity(quantity) }
    trace[quantity] = try network.value(of: quantity, from: trace)
    freshness.touch(quantity)
  }

  /// What an operand of a computation changed after it was computed, seen through all that it was computed from.
  func cause(ofStaleness quantity: Quantity) -> Quantity? {
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

  func isStale(_ quantity: Quantity) -> Bool { cause(ofStaleness: quantity) != nil }

  /// The first operation of the pass that has not been done, or is out of date; `nil` when all is done.
  var nextOperation: Quantity? {
    network?.operationOrder.first { trace[$0] == nil || isStale($0) }
  }
}
