import Engine
import Language

/// How the session's parameters are moved.
extension Session {
  /// Chooses how update, step and train move the parameters; what was remembered is forgotten.
  public mutating func choose(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    optimizerState = OptimizerState()
  }

  /// m and v of every parameter: mW[1], vW[1], mb[1], …
  public var moments: [Quantity] {
    guard let network else { return [] }
    return network.parameters.flatMap { parameter in optimizer.rule.moments.compactMap { parameter.moment($0) } }
  }

  /// Whether the network has what a quantity belongs to, and the optimiser what it is.
  public func has(_ quantity: Quantity) -> Bool {
    if case .moment(let moment, _, _) = quantity, !optimizer.rule.moments.contains(moment) { return false }
    return network?.has(quantity) == true
  }

  /// m or v of a parameter, 0 before the first step; `nil` where the optimiser has none.
  public func moment(_ quantity: Quantity) -> Matrix<Double>? {
    guard quantity.remembered != nil, has(quantity),
      let shape = quantity.remembered.flatMap({ network?[$0] })?.shape
    else { return nil }
    return optimizerState.moments[quantity] ?? Matrix(rows: shape.rows, columns: shape.columns)
  }

  /// Moves parameters by one step against their gradients, those that have a formula of the person's own by that.
  /// - Returns: what the gradients were multiplied by.
  /// - Precondition: the gradients are there.
  @discardableResult
  public mutating func move(
    _ parameters: [Quantity], rate: Double, clipping: GradientClipping? = nil, at span: SourceSpan
  ) throws(Diagnostic) -> Double {
    var slopes: [Quantity: Matrix<Double>] = [:]
    for parameter in parameters {
      guard let gradient = parameter.gradient, let slope = self[gradient] else { continue }
      slopes[parameter] = clipping?.bounded(slope) ?? slope
    }
    let squares = parameters.compactMap { slopes[$0] }.reduce(0) { $0 + $1.elements.reduce(0) { $0 + $1 * $1 } }
    let scale = clipping?.scale(squares: squares) ?? 1
    let before = self
    optimizerState.beginStep()
    for parameter in parameters {
      guard var value = self[parameter], let slope = slopes[parameter] else { continue }
      optimizerState.move(&value, parameter, gradient: slope, optimizer: optimizer, rate: rate, scale: scale)
      set(parameter, to: value)
      for moment in optimizer.rule.moments { parameter.moment(moment).map { freshness.touch($0) } }
    }
    if optimizer.rule.moments.isEmpty { optimizerState = OptimizerState() }
    if definitions.keys.contains(where: \.isUpdated) {
      try moveByOwnFormulas(slopes.mapValues { scale * $0 }, rate: rate, from: before, at: span)
    }
    return scale
  }

  /// Puts what the person's own formulas give in the place of what the optimiser has made of it.
  ///
  /// They see the session as it was, with the clipped gradients and the rate of the step; that of a parameter sees what
  /// is remembered already with the step.
  private mutating func moveByOwnFormulas(
    _ slopes: [Quantity: Matrix<Double>], rate: Double, from before: Session, at span: SourceSpan
  ) throws(Diagnostic) {
    var scene = before
    scene.learningRate = rate
    for (parameter, slope) in slopes { parameter.gradient.map { scene.trace[$0] = slope } }
    let moments = slopes.keys.flatMap { parameter in optimizer.rule.moments.compactMap { parameter.moment($0) } }
    for moment in moments {
      guard let own = definitions[moment] else { continue }
      set(moment, to: try scene.value(of: moment, by: own, at: span))
    }
    for moment in moments { self[moment].map { scene.set(moment, to: $0) } }
    for parameter in slopes.keys {
      guard let own = definitions[parameter] else { continue }
      set(parameter, to: try scene.value(of: parameter, by: own, at: span))
    }
  }
}

extension Quantity {
  /// Whether an update changes it: a parameter, or what is remembered of its gradients.
  public var isUpdated: Bool { isParameter || remembered != nil }
}
