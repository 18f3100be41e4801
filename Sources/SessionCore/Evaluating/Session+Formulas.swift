import Engine
import Language

/// Steps of the pass and of the update, with the user's formulas.
extension Session {
  /// Computes one operation of the pass with the user's formula.
  public mutating func compute(
    _ quantity: Quantity, by definition: Definition, at span: SourceSpan, reads: ReadLog? = nil
  ) throws(Diagnostic) {
    trace[quantity] = try value(of: quantity, by: definition, at: span, reads: reads)
    freshness.touch(quantity)
  }

  /// The value of the user's formula for a quantity.
  public func value(
    of quantity: Quantity, by definition: Definition, at span: SourceSpan, reads: ReadLog? = nil
  ) throws(Diagnostic) -> Matrix<Double> {
    var evaluator = Evaluator(session: self, source: definition.source, reads: reads, step: nextStep(of: quantity))
    let value: Value
    do throws(Diagnostic) {
      value = try evaluator.evaluate(definition.expression)
    } catch {
      throw Diagnostic("your \(quantity.name) = \(definition.text): \(error.message)", at: span, hint: error.hint)
    }
    guard let shape = shape(of: quantity), value.asMatrix.shape == shape else {
      throw Diagnostic(
        "your \(quantity.name) = \(definition.text) is \(value.shape)", at: span,
        hint: shape(of: quantity).map { "\(quantity.name) is \($0); undefine \(quantity.name) returns to the built-in" }
      )
    }
    return value.asMatrix
  }

  /// t for the formula of an update; `nil` for a step of the pass.
  public func nextStep(of quantity: Quantity) -> Int? { quantity.isUpdated ? optimizerState.steps + 1 : nil }

  /// Moves parameters by one step against their gradients, or by the user's formulas.
  /// - Returns: what the gradients were multiplied by.
  /// - Precondition: the gradients have been computed.
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
    if definitions.keys.contains(where: \.isUpdated) {
      try moveByOwnFormulas(slopes.mapValues { scale * $0 }, rate: rate, from: before, at: span)
    } else if optimizer.rule.moments.isEmpty {
      // Without moments and formulas of the user nothing depends on t.
      optimizerState = OptimizerState()
    }
    return scale
  }

  /// Replaces what the optimiser computed by what the user's formulas give.
  ///
  /// They see the session as it was, with the clipped gradients and the rate of the step; the formula of a parameter
  /// sees the moments after the step.
  private mutating func moveByOwnFormulas(
    _ slopes: [Quantity: Matrix<Double>], rate: Double, from before: Session, at span: SourceSpan
  ) throws(Diagnostic) {
    var view = before
    view.learningRate = rate
    for (parameter, slope) in slopes { parameter.gradient.map { view.trace[$0] = slope } }
    let moments = slopes.keys.flatMap { parameter in optimizer.rule.moments.compactMap { parameter.moment($0) } }
    for moment in moments {
      guard let own = definitions[moment] else { continue }
      set(moment, to: try view.value(of: moment, by: own, at: span))
    }
    for moment in moments { self[moment].map { view.set(moment, to: $0) } }
    for parameter in slopes.keys {
      guard let own = definitions[parameter] else { continue }
      set(parameter, to: try view.value(of: parameter, by: own, at: span))
    }
  }
}
