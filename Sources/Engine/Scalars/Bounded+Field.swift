import Calculus
import Interruption

extension Bounded: Field {
  /// Of the products that are made at once.
  private static let blockCost = 20_000_000

  /// By loops, far from the speed of BLAS.
  public static var productCost: Int { 20 }

  /// C ← α op(A) op(B) + β C. The bound holds for the sums in any order.
  /// - Source: Higham (2002), section 3.1.
  public static func multiply(
    _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Bounded, _ a: UnsafePointer<Bounded>, _ aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Bounded>, _ bStride: Int, transposed bTransposed: Bool,
    _ beta: Bounded, _ c: UnsafeMutablePointer<Bounded>, _ cStride: Int
  ) {
    let (aRow, aColumn) = aTransposed ? (1, aStride) : (aStride, 1)
    let (bRow, bColumn) = bTransposed ? (1, bStride) : (bStride, 1)
    for i in 0..<m {
      for j in WorkBlocks(n, of: blockCost / (productCost * Swift.max(k, 1))).joined() {
        var (sum, error, size) = (0.0, 0.0, 0.0)
        for l in 0..<k {
          let (x, y) = (a[i * aRow + l * aColumn], b[l * bRow + j * bColumn])
          let product = x.value * y.value
          sum += product
          size += product.magnitude
          error += x.value.magnitude * y.error + (y.value.magnitude + y.error) * x.error
        }
        let product = Bounded(sum, error: error + Double(k + 1) * rounding / 4 * size + rounding * sum.magnitude)
        let place = i * cStride + j
        c[place] = beta == .zero ? alpha * product : alpha * product + beta * c[place]
      }
    }
  }
}
