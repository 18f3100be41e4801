import RealModule

/// What an optimiser remembers between steps.
public struct OptimizerState: Equatable, Sendable {
  /// m and v of one parameter; a rule that has none of one kind leaves it at 0.
  public struct Moments: Equatable, Sendable {
    public var first: Matrix<Double>
    public var second: Matrix<Double>

    /// All 0, as before the first step.
    public init(shape: Shape) {
      first = Matrix(rows: shape.rows, columns: shape.columns)
      second = first
    }

    public init(first: Matrix<Double>, second: Matrix<Double>) {
      self.first = first
      self.second = second
    }
  }

  /// Steps done.
  public var steps = 0
  /// By parameter.
  public var moments: [Quantity: Moments] = [:]

  public init() {}

  /// Begins the next step; the parameters then move one by one.
  public mutating func beginStep() { steps += 1 }

  /// Moves a parameter by one step against its gradient.
  ///
  /// - Precondition: a step was begun, and the gradient has the parameter's shape.
  public mutating func move(
    _ value: inout Matrix<Double>, _ parameter: Quantity, gradient: Matrix<Double>, optimizer: Optimizer, rate: Double,
    scale: Double = 1
  ) {
    precondition(steps > 0 && gradient.shape == value.shape)
    let step = OptimizerStep<Double>(optimizer, number: steps, rate: rate)
    let old = moments[parameter] ?? Moments(shape: value.shape)
    var (p, m, v) = (value.elements, old.first.elements, old.second.elements)
    p.withUnsafeMutableBufferPointer { p in
      m.withUnsafeMutableBufferPointer { m in
        v.withUnsafeMutableBufferPointer { v in
          gradient.elements.withUnsafeBufferPointer { g in
            guard let p = p.baseAddress, let g = g.baseAddress, let m = m.baseAddress, let v = v.baseAddress else {
              return
            }
            step.apply(
              to: p, gradient: g, scale: scale, m: m, v: v, count: gradient.elements.count,
              decays: parameter.isWeights)
          }
        }
      }
    }
    let (rows, columns) = (value.rows, value.columns)
    value = Matrix(rows: rows, columns: columns, elements: p)
    moments[parameter] = Moments(
      first: Matrix(rows: rows, columns: columns, elements: m),
      second: Matrix(rows: rows, columns: columns, elements: v))
  }
}

extension Quantity {
  /// Whether penalties and decay act on it: biases are left out.
  var isWeights: Bool { if case .weights = self { true } else { false } }
}
