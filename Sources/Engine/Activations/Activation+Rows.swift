import RealModule

extension Activation {
  /// h(z) of rows that lie one after another.
  ///
  /// Not in place: where a value is kept, the compiler would leave out its store, and branch on every entry.
  /// - Shapes: z and a rows×columns.
  @_specialize(where E == Double)
  func apply<E: Field>(
    from z: UnsafePointer<E>, to a: UnsafeMutablePointer<E>, rows: Int, columns: Int
  ) {
    switch self {
    case .relu:
      for i in 0..<rows * columns { a[i] = z[i].branchValue <= 0 ? .zero : z[i] }
    case .identity: a.update(from: z, count: rows * columns)
    case .softmax:
      for row in 0..<rows { Self.softmax(z + row * columns, a + row * columns, count: columns) }
    default:
      for i in 0..<rows * columns { a[i] = value(z[i]) }
    }
  }

  private static func softmax<E: Field>(_ z: UnsafePointer<E>, _ a: UnsafeMutablePointer<E>, count: Int) {
    var shift = z[0].branchValue
    for i in 1..<max(count, 1) { shift = max(shift, z[i].branchValue) }
    var total = E.zero
    for i in 0..<count {
      a[i] = .exp(z[i] - E(shift))
      total += a[i]
    }
    for i in 0..<count { a[i] = a[i] / total }
  }
}
