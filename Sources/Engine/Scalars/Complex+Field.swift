import COpenBLAS
import ComplexModule
import RealModule

extension Complex: Field where RealType == Double {
  public var branchValue: Double { real }

  /// erf(z) = 2/√π e^(−z²) Σ 2ⁿ z^(2n+1) / (2n+1)!!, summed until it no longer changes.
  ///
  /// All terms have one sign for a real argument, so no digits cancel near the real axis, which is all that the complex step needs.
  /// Beyond |Re z| = 6 the function is ±1 and its derivative is below 1e-15.
  /// - Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 7.1.6.
  public static func errorFunction(_ x: Complex) -> Complex {
    if x.branchValue.magnitude > 6 { return Complex(x.branchValue < 0 ? -1.0 : 1.0) }
    var term = x
    var sum = x
    var n = 1
    while n < 400 {
      term = term * x * x * Complex(2.0 / Double(2 * n + 1))
      let next = sum + term
      if next == sum { break }
      sum = next
      n += 1
    }
    return Complex(2 / Double.pi.squareRoot()) * .exp(-(x * x)) * sum
  }

  public static func multiply(
    _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Complex, _ a: UnsafePointer<Complex>, _ aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Complex>, _ bStride: Int, transposed bTransposed: Bool,
    _ beta: Complex, _ c: UnsafeMutablePointer<Complex>, _ cStride: Int
  ) {
    withUnsafePointer(to: alpha) { alpha in
      withUnsafePointer(to: beta) { beta in
        // The plain product of four, not `zgemm3m`, whose sums would mix the tiny imaginary parts with the real ones.
        cblas_zgemm(
          CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
          Int32(m), Int32(n), Int32(k), alpha, a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
      }
    }
  }
}
