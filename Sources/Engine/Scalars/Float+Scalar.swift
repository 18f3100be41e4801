import COpenBLAS
import CProcessor
import RealModule

extension Float: Scalar {
  public static func root(_ x: Float) -> Float { square_root_single(x) }

  public static func multiply(
    _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Float, _ a: UnsafePointer<Float>, _ aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Float>, _ bStride: Int, transposed bTransposed: Bool,
    _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ cStride: Int
  ) {
    cblas_sgemm(
      CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), alpha, a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
  }
}
