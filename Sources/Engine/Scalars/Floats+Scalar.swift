import COpenBLAS
import Calculus
import CProcessor
import Calculus
import RealModule

extension Double: Scalar {
  public static func root(_ x: Double) -> Double { square_root_double(x) }

  public static func convert(
    _ bytes: UnsafePointer<UInt8>, _ x: UnsafeMutablePointer<Double>, count: Int, scale: Double, offset: Double
  ) {
    convert_bytes_double(bytes, x, count, scale, offset)
  }

  public static func exceeds(_ x: UnsafePointer<Double>, count: Int, limit: Double) -> Bool {
    exceeds_double(x, count, limit) != 0
  }

  public static func addBiasReLU(_ z: UnsafeMutablePointer<Double>, _ b: UnsafePointer<Double>, count: Int) {
    add_bias_relu_double(z, b, count)
  }

  public static func maskByPositive(_ d: UnsafeMutablePointer<Double>, _ a: UnsafePointer<Double>, count: Int) {
    mask_by_positive_double(d, a, count)
  }

  public static func add(
    _ sum: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) {
    add_double(sum, x, y, count)
  }

  public static func multiply(
    _ m: Int, _ n: Int, _ k: Int,
    _ alpha: Double, _ a: UnsafePointer<Double>, _ aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<Double>, _ bStride: Int, transposed bTransposed: Bool,
    _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ cStride: Int
  ) {
    cblas_dgemm(
      CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), alpha, a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
  }
}

extension Float: Scalar {
  public static func root(_ x: Float) -> Float { square_root_single(x) }

  public static func convert(
    _ bytes: UnsafePointer<UInt8>, _ x: UnsafeMutablePointer<Float>, count: Int, scale: Float, offset: Float
  ) {
    convert_bytes_single(bytes, x, count, scale, offset)
  }

  public static func exceeds(_ x: UnsafePointer<Float>, count: Int, limit: Float) -> Bool {
    exceeds_single(x, count, limit) != 0
  }

  public static func addBiasReLU(_ z: UnsafeMutablePointer<Float>, _ b: UnsafePointer<Float>, count: Int) {
    add_bias_relu_single(z, b, count)
  }

  public static func maskByPositive(_ d: UnsafeMutablePointer<Float>, _ a: UnsafePointer<Float>, count: Int) {
    mask_by_positive_single(d, a, count)
  }

  public static func add(
    _ sum: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
  ) {
    add_single(sum, x, y, count)
  }

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
