/// Where a synthetic data set takes its chance from: the session's stream, or a test's list of numbers.
public struct RandomDraws {
  /// A number in 0 ≤ u < 1.
  public var uniform: () -> Double
  /// A number of mean 0 and standard deviation 1.
  public var normal: () -> Double

  public init(uniform: @escaping () -> Double, normal: @escaping () -> Double) {
    self.uniform = uniform
    self.normal = normal
  }
}
