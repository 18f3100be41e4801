/// Loops over plain memory that the compiler turns into vector instructions.
enum Kernels {
  /// z ← z + b in every row.
  static func addBias<E: Scalar>(_ z: UnsafeMutablePointer<E>, _ b: UnsafePointer<E>, rows: Int, width: Int) {
    for i in 0..<rows {
      let row = z + i * width
      for j in 0..<width { row[j] += b[j] }
    }
  }

  /// z ← ReLU(z + b) in every row, as a product with the step function, so that there is no branch; a NaN stays.
  static func addBiasReLU<E: Scalar>(_ z: UnsafeMutablePointer<E>, _ b: UnsafePointer<E>, rows: Int, width: Int) {
    for i in 0..<rows {
      let row = z + i * width
      for j in 0..<width {
        let value = row[j] + b[j]
        row[j] = value * (value > 0 ? 1 : 0)
      }
    }
  }

  /// d ← d ⊙ ReLU′, where a = ReLU(z) > 0 says that ReLU′(z) = 1.
  static func maskByPositive<E: Scalar>(_ d: UnsafeMutablePointer<E>, _ a: UnsafePointer<E>, count: Int) {
    for k in 0..<count { d[k] *= a[k] > 0 ? 1 : 0 }
  }

  /// d ← d ⊙ s.
  static func multiply<E: Scalar>(_ d: UnsafeMutablePointer<E>, _ s: UnsafePointer<E>, count: Int) {
    for k in 0..<count { d[k] *= s[k] }
  }

  /// w ← decay · w − step · sign(w), with sign(0) = 0.
  static func shrink<E: Scalar>(_ w: UnsafeMutablePointer<E>, count: Int, _ decay: E, by step: E) {
    for k in 0..<count { w[k] = decay * w[k] - ((w[k] > 0 ? step : 0) - (w[k] < 0 ? step : 0)) }
  }

  /// g ← λ₁ sign(w) + λ₂ w, with sign(0) = 0.
  static func penalize<E: Scalar>(_ g: UnsafeMutablePointer<E>, _ w: UnsafePointer<E>, count: Int, l1: E, l2: E) {
    for k in 0..<count { g[k] = l2 * w[k] + ((w[k] > 0 ? l1 : 0) - (w[k] < 0 ? l1 : 0)) }
  }

  /// b ← b + α · (sums of the columns `columns` of δ), for these columns.
  static func addColumnSums<E: Scalar>(
    _ b: UnsafeMutablePointer<E>, _ alpha: E, _ delta: UnsafePointer<E>, rows: Int, width: Int, columns: Range<Int>,
    sums: UnsafeMutablePointer<E>
  ) {
    for j in columns { sums[j] = 0 }
    for i in 0..<rows {
      let row = delta + i * width
      for j in columns { sums[j] += row[j] }
    }
    for j in columns { b[j] += alpha * sums[j] }
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
  /// - Shapes: x rows×width, t width×rows.
  static func transpose<E: Scalar>(_ x: UnsafePointer<E>, _ t: UnsafeMutablePointer<E>, rows: Int, width: Int) {
    for j in 0..<width {
      for i in 0..<rows { t[j * rows + i] = x[i * width + j] }
    }
  }

  /// Whether any number is larger than the limit, or not a number.
  static func exceeds<E: Scalar>(_ x: UnsafePointer<E>, count: Int, limit: E) -> Bool {
    var found: Int32 = 0
    for k in 0..<count { found |= x[k].magnitude <= limit ? 0 : 1 }
    return found != 0
  }

  /// The index of the largest number, the first of equals.
  static func argmax<E: Scalar>(_ x: UnsafePointer<E>, count: Int) -> Int {
    var best = 0
    for k in 1..<max(count, 1) where x[k] > x[best] { best = k }
    return best
  }

  /// x ← scale · byte + offset.
  static func convert<E: Scalar>(
    _ bytes: UnsafePointer<UInt8>, _ x: UnsafeMutablePointer<E>, count: Int, scale: E, offset: E
  ) {
    for k in 0..<count { x[k] = scale * E(bytes[k]) + offset }
  }
}
