import COpenBLAS
import Calculus
import ComplexModule
import RealModule

extension Complex: Field where RealType == Double {
  public static var productCost: Int { 4 }

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
