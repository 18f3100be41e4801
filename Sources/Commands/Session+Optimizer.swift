import Engine

/// How the session's parameters are moved.
extension Session {
  /// Chooses how update, step and train move the parameters; what was remembered is forgotten.
  mutating func choose(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    optimizerState = OptimizerState()
  }

  /// m and v of every parameter: mW[1], vW[1], mb[1], …
  var moments: [Quantity] {
    guard let network else { return [] }
    return network.parameters.flatMap { parameter in optimizer.rule.moments.compactMap { parameter.moment($0) } }
  }

  /// Whether the network has what a quantity belongs to, and the optimiser what it is.
  func has(_ quantity: Quantity) -> Bool {
    if case .moment(let moment, _, _) = quantity, !optimizer.rule.moments.contains(moment) { return false }
    return network?.has(quantity) == true
  }

  /// m or v of a parameter, 0 before the first step; `nil` where the optimiser has none.
  func moment(_ quantity: Quantity) -> Matrix<Double>? {
    guard quantity.remembered != nil, has(quantity),
      let shape = quantity.remembered.flatMap({ network?[$0] })?.shape
    else { return nil }
    return optimizerState.moments[quantity] ?? Matrix(rows: shape.rows, columns: shape.columns)
  }

  /// Moves parameters by one step against their gradients.
  /// - Returns: what the gradients were multiplied by.
  /// - Precondition: the gradients are there.
  @discardableResult
  mutating func move(_ parameters: [Quantity], rate: Double, clipping: GradientClipping? = nil) -> Double {
    let slopes = parameters.compactMap { parameter in
      parameter.gradient.flatMap { self[$0] }.map { (parameter, clipping?.bounded($0) ?? $0) }
    }
    let squares = slopes.reduce(0) { $0 + $1.1.elements.reduce(0) { $0 + $1 * $1 } }
    let scale = clipping?.scale(squares: squares) ?? 1
    optimizerState.beginStep()
    for (parameter, slope) in slopes {
      guard var value = self[parameter] else { continue }
      optimizerState.move(
        &value, parameter, gradient: slope, optimizer: optimizer, rate: rate, scale: scale)
      set(parameter, to: value)
      for moment in optimizer.rule.moments { parameter.moment(moment).map { freshness.touch($0) } }
    }
    if optimizer.rule.moments.isEmpty { optimizerState = OptimizerState() }
    return scale
  }
}
