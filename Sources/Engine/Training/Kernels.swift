/// Some columns of some rows of a matrix in memory.
struct Block<E: Scalar> {
  let start: UnsafeMutablePointer<E>
  let rows: Int
  let width: Int
  /// From one row to the next.
  let stride: Int

  subscript(row: Int) -> UnsafeMutablePointer<E> { start + row * stride }
}

/// Loops over plain memory that the compiler turns into vector instructions.
enum Kernels {
  /// z ← z + b in every row.
  static func addBias<E: Scalar>(_ z: Block<E>, _ b: UnsafePointer<E>) {
    for i in 0..<z.rows {
      let row = z[i]
      for j in 0..<z.width { row[j] += b[j] }
    }
  }

  /// z ← ReLU(z + b) in every row; a NaN stays.
  static func addBiasReLU<E: Scalar>(_ z: Block<E>, _ b: UnsafePointer<E>) {
    for i in 0..<z.rows { E.addBiasReLU(z[i], b, count: z.width) }
  }

  /// d ← d ⊙ ReLU′, with a = ReLU(z): a > 0 means ReLU′(z) = 1.
  static func maskByPositive<E: Scalar>(_ d: Block<E>, _ a: Block<E>) {
    for i in 0..<d.rows { E.maskByPositive(d[i], a[i], count: d.width) }
  }

  /// d ← d ⊙ s.
  static func multiply<E: Scalar>(_ d: Block<E>, _ s: Block<E>) {
    for i in 0..<d.rows {
      let (d, s, width) = (d[i], s[i], d.width)
      for j in 0..<width { d[j] *= s[j] }
    }
  }

  /// x ← y + z.
  static func add<E: Scalar>(_ x: Block<E>, _ y: Block<E>, _ z: Block<E>) {
    for i in 0..<x.rows { E.add(x[i], y[i], z[i], count: x.width) }
  }

  /// w ← decay · w − step · sign(w), with sign(0) = 0.
  static func shrink<E: Scalar>(_ w: UnsafeMutablePointer<E>, count: Int, _ decay: E, by step: E) {
    for k in 0..<count { w[k] = decay * w[k] - ((w[k] > 0 ? step : 0) - (w[k] < 0 ? step : 0)) }
  }

  /// g ← λ₁ sign(w) + λ₂ w, with sign(0) = 0.
  static func penalize<E: Scalar>(_ g: UnsafeMutablePointer<E>, _ w: UnsafePointer<E>, count: Int, l1: E, l2: E) {
    for k in 0..<count { g[k] = l2 * w[k] + ((w[k] > 0 ? l1 : 0) - (w[k] < 0 ? l1 : 0)) }
  }

  /// b ← b + α · (sums of the columns of δ).
  static func addColumnSums<E: Scalar>(
    _ b: UnsafeMutablePointer<E>, _ alpha: E, _ delta: Block<E>, sums: UnsafeMutablePointer<E>
  ) {
    sums.update(repeating: 0, count: delta.width)
    for i in 0..<delta.rows {
      let row = delta[i]
      for j in 0..<delta.width { sums[j] += row[j] }
    }
    for j in 0..<delta.width { b[j] += alpha * sums[j] }
  }

  /// The sum of the squares, in double precision; eight sums at a time, which do not wait for each other.
  static func squares<E: Scalar>(_ x: UnsafePointer<E>, count: Int) -> Double {
    var sums = SIMD8<Double>()
    let whole = count & ~7
    for k in stride(from: 0, to: whole, by: 8) {
      for i in 0..<8 { sums[i] += Double(x[k + i]) * Double(x[k + i]) }
    }
    return (whole..<count).reduce(sums.sum()) { $0 + Double(x[$1]) * Double(x[$1]) }
  }

  /// Puts every number between −limit and limit; a NaN stays.
  static func clamp<E: Scalar>(_ x: UnsafeMutablePointer<E>, count: Int, limit: E) {
    for k in 0..<count { x[k] = x[k] > limit ? limit : (x[k] < -limit ? -limit : x[k]) }
  }

  /// t ← xᵀ.
  /// - Shapes: t width×rows of x.
  static func transpose<E: Scalar>(_ x: Block<E>, _ t: UnsafeMutablePointer<E>) {
    for j in 0..<x.width {
      for i in 0..<x.rows { t[j * x.rows + i] = x[i][j] }
    }
  }

  /// Whether any number is larger than the limit, or not a number.
  static func exceeds<E: Scalar>(_ x: Block<E>, limit: E) -> Bool {
    (0..<x.rows).contains { E.exceeds(x[$0], count: x.width, limit: limit) }
  }

  /// The index of the largest number, the first of equals.
  static func argmax<E: Scalar>(_ x: UnsafePointer<E>, count: Int) -> Int {
    var best = 0
    for k in 1..<max(count, 1) where x[k] > x[best] { best = k }
    return best
  }
}
