import ComplexModule
import Testing

@testable import Calculus

@Suite struct ComplexStepTests {
  private let x = Symbol("x")

  @Test(
    "the derivative by rules is the complex step's, in both branches of a kink",
    arguments: [
      "x^3 * sin(x)", "log1p(exp(x))", "softplus(3 * x)", "sigmoid(x)^2 / (1 + x^2)", "relu(x) + abs(x - 0.3)",
      "maximum(x, 0.5) * erf(x)", "atan(x) * cosh(x) - sinh(x)", "where(x > 0, x^2, -x)", "expm1(x) * tanh(4 * x)",
      "2^x + x^1.5 * x^x", "asin(x / 9) * acos(x / 9) + tan(x / 4)", "sqrt(1 + x^2) / sqrt(2 + cos(x))",
      "minimum(x, x^2)", "1 / x - 3 / x^2",
    ], [0.21, 1.3, 2.75])
  func complexStep(_ text: String, _ at: Double) throws {
    let f = try Term.reading(text, [x])
    let step = 1e-30
    let complex = TermEvaluation<Complex<Double>>(library: .forTests) { _ in [Complex(at, step)] }
    let real = TermEvaluation<Double>(library: .forTests) { _ in [at] }
    let derivative = try real.number(f.derivative(by: .symbol(x), library: .forTests))
    let numeric = try complex.number(f).imaginary / step
    #expect(abs(derivative - numeric) <= 1e-13 * max(1, abs(numeric)), "\(derivative), complex step \(numeric)")
  }
}
