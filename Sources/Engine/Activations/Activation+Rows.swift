import RealModule

extension Activation {
  /// h(z) for a batch.
  /// - Shapes: z and the result B×n.
  public func values<E: Field>(_ z: Matrix<E>) -> Matrix<E> {
    switch kernel {
    case .softmax: return Self.softmax(z)
    case .compiled:
      var result = z
      result.withRows(of: z) { apply(from: $1, to: $0, rows: 1, columns: $2) }
      return result
    case .relu, .leakyRelu, .elu, .sigmoid, .tanh, .softplus, .silu, .gelu, .identity:
      return z.map { [kernel] in kernel.value($0) }
    }
  }

  /// h(z) of one pre-activation.
  /// - Precondition: the function is elementwise.
  public func value<E: Field>(_ z: E) -> E { compiled?.value.number(z).0 ?? kernel.value(z) }

  /// h′(z) of one pre-activation; at a kink the slope that the definition gives, so ReLU′(0) = 0.
  /// - Precondition: the function is elementwise.
  public func derivative<E: Field>(_ z: E) -> E { compiled?.slope.number(z).0 ?? kernel.derivative(z) }

  /// h′(z) in terms of a = h(z): a (1 − a), 1 − a²; `nil` for functions that are not usually written so.
  package func derivative(fromValue a: Double) -> Double? { kernel.derivative(fromValue: a) }

  /// ∂C/∂z from ∂C/∂a: da ⊙ h′(z), or for softmax aᵢ (daᵢ − Σⱼ daⱼ aⱼ) in each row.
  /// - Shapes: da, z and the result B×n.
  public func pullback<E: Field>(_ da: Matrix<E>, z: Matrix<E>) -> Matrix<E> {
    if isElementwise { return da.combined(with: z) { $0 * derivative($1) } }
    var result = da
    let a = Self.softmax(z)
    result.withRows(of: a) { Self.softmaxPullback($0, $1, count: $2) }
    return result
  }

  /// The softmax of each row.
  /// - Shapes: z and the result B×n.
  public static func softmax<E: Field>(_ z: Matrix<E>) -> Matrix<E> {
    var result = z
    result.withRows(of: z) { softmax($1, $0, count: $2) }
    return result
  }

  /// h(z) of rows that lie one after another.
  ///
  /// Not in place: the compiler would omit the store of an unchanged value and branch on every entry.
  /// - Shapes: z and a rows×columns.
  @_specialize(where E == Double)
  func apply<E: Field>(from z: UnsafePointer<E>, to a: UnsafeMutablePointer<E>, rows: Int, columns: Int) {
    switch kernel {
    case .relu:
      for i in 0..<rows * columns { a[i] = z[i].branchValue <= 0 ? .zero : z[i] }
    case .identity: a.update(from: z, count: rows * columns)
    case .softmax:
      for row in 0..<rows { Self.softmax(z + row * columns, a + row * columns, count: columns) }
    case .compiled: compiled?.values(z, a, count: rows * columns)
    case .leakyRelu, .elu, .sigmoid, .tanh, .softplus, .silu, .gelu:
      let kernel = kernel
      for i in 0..<rows * columns { a[i] = kernel.value(z[i]) }
    }
  }

  /// softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), with m the row's maximum so that nothing overflows.
  /// - Shapes: z and a have `count` entries; a may be z.
  @_specialize(where E == Double)
  static func softmax<E: Field>(_ z: UnsafePointer<E>, _ a: UnsafeMutablePointer<E>, count: Int) {
    let shift = E(maximum(z, count: count))
    var total = E.zero
    for i in 0..<count {
      a[i] = .exp(z[i] - shift)
      total += a[i]
    }
    for i in 0..<count { a[i] = a[i] / total }
  }

  /// dᵢ ← aᵢ (dᵢ − Σⱼ dⱼ aⱼ), with a the softmax of the row.
  /// - Shapes: d and a have `count` entries.
  @_specialize(where E == Double)
  static func softmaxPullback<E: Field>(_ d: UnsafeMutablePointer<E>, _ a: UnsafePointer<E>, count: Int) {
    var inner = E.zero
    for j in 0..<count { inner += d[j] * a[j] }
    for j in 0..<count { d[j] = a[j] * (d[j] - inner) }
  }

  /// The largest number of a row, by its real part.
  static func maximum<E: Field>(_ z: UnsafePointer<E>, count: Int) -> Double {
    var result = z[0].branchValue
    for i in 1..<max(count, 1) where z[i].branchValue > result { result = z[i].branchValue }
    return result
  }
}
