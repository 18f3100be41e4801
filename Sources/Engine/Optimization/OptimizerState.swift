/// What an optimiser remembers between steps.
public struct OptimizerState: Equatable, Sendable {
  /// Steps done.
  public var steps = 0
  /// m and v of each parameter; what is not there is 0.
  public var moments: [Quantity: Matrix<Double>] = [:]

  public init() {}

  /// Starts the next step; the parameters then move one by one.
  public mutating func beginStep() { steps += 1 }

  /// Moves a parameter by one step against its gradient.
  ///
  /// - Precondition: a step was started, and the gradient has the parameter's shape.
  /// - Shapes: value and gradient alike.
  public mutating func move(
    _ value: inout Matrix<Double>, _ parameter: Quantity, gradient: Matrix<Double>, optimizer: Optimizer, rate: Double,
    scale: Double = 1
  ) {
    precondition(steps > 0 && gradient.shape == value.shape)
    let step = OptimizerStep<Double>(optimizer, number: steps, rate: rate)
    let shape = value.shape
    func remembered(_ moment: Quantity.Moment) -> [Double] {
      let old = parameter.moment(moment).flatMap { moments[$0] }
      return old?.elements ?? Array(repeating: 0, count: shape.count)
    }
    var (p, m, v) = (value.elements, remembered(.first), remembered(.second))
    p.withUnsafeMutableBufferPointer { p in
      m.withUnsafeMutableBufferPointer { m in
        v.withUnsafeMutableBufferPointer { v in
          gradient.elements.withUnsafeBufferPointer { g in
            guard let p = p.baseAddress, let g = g.baseAddress, let m = m.baseAddress, let v = v.baseAddress else {
              return
            }
            step.apply(to: p, gradient: g, scale: scale, m: m, v: v, count: shape.count, decays: parameter.isWeights)
          }
        }
      }
    }
    value = Matrix(rows: shape.rows, columns: shape.columns, elements: p)
    for moment in optimizer.rule.moments {
      guard let quantity = parameter.moment(moment) else { continue }
      moments[quantity] = Matrix(rows: shape.rows, columns: shape.columns, elements: moment == .first ? m : v)
    }
  }
}

/// A bound on the gradient of a step.
public enum GradientClipping: Hashable, Sendable {
  /// The gradient of all parameters together, as one vector, gets at most this length: g ← g · min(1, limit/(‖g‖ + 10⁻⁶)).
  /// Pascanu, Mikolov and Bengio 2013; the 10⁻⁶ is PyTorch's.
  case norm(Double)
  /// Every entry is put between −limit and limit.
  case value(Double)

  /// The factor for a gradient whose squares sum to `squares`.
  public func scale(squares: Double) -> Double {
    switch self {
    case .norm(let limit): min(1, limit / (squares.squareRoot() + 1e-6))
    case .value: 1
    }
  }

  /// The gradient with every entry put between the bounds of `value`; as it is for `norm`.
  /// - Shapes: the result as the gradient.
  public func bounded(_ gradient: Matrix<Double>) -> Matrix<Double> {
    switch self {
    case .norm: gradient
    case .value(let limit): gradient.map { $0 > limit ? limit : ($0 < -limit ? -limit : $0) }
    }
  }
}
