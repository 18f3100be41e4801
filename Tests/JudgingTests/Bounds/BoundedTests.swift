import Calculus
import Engine
import Testing

@testable import Judging

#if arch(x86_64)
/// The bounds against the same sums in the 80-bit numbers of the processor, which have 11 bits more.
struct BoundedTests {
  /// A random tree of operations, in both kinds of numbers.
  private func pair(_ depth: Int, _ generator: inout NumPyGenerator) -> (Bounded, Float80) {
    if depth == 0 {
      let x = 4 * generator.normal()
      return (Bounded(x), Float80(x))
    }
    let (a, x) = pair(depth - 1, &generator)
    let (b, y) = pair(depth - 1, &generator)
    switch generator.integer(below: 7) {
    case 0: return (a + b, x + y)
    case 1: return (a - b, x - y)
    case 2: return (a * b, x * y)
    case 3 where b.value.magnitude > 1e-3: return (a / b, x / y)
    case 4 where a.value > 1e-3: return (.sqrt(a), x.squareRoot())
    case 5: return ((1 + a) - 1, (1 + x) - 1)
    default: return (a * a - b * b, x * x - y * y)
    }
  }

  @Test func noErrorIsLargerThanItsBound() {
    var generator = NumPyGenerator(seed: 5)
    var tightest = Double.infinity
    for _ in 0..<20_000 {
      let (bounded, exact) = pair(5, &generator)
      guard exact.isFinite, bounded.value.isFinite else { continue }
      let error = Double((Float80(bounded.value) - exact).magnitude)
      #expect(error <= bounded.error, "\(bounded) for \(exact)")
      if error > 0 { tightest = min(tightest, bounded.error / error) }
    }
    #expect(tightest < 100)
  }

  @Test func productsOfMatricesAreBounded() {
    var generator = NumPyGenerator(seed: 6)
    for orientation in [(Orientation.asIs, Orientation.transposed), (.transposed, .asIs), (.asIs, .asIs)] {
      let a = Matrix(rows: 7, columns: 7).map { (_: Double) in generator.normal() }
      let b = Matrix(rows: 7, columns: 7).map { (_: Double) in generator.normal() }
      let product = a.map { Bounded($0) }.multiplied(orientation.0, by: b.map { Bounded($0) }, orientation.1)
      let plain = a.multiplied(orientation.0, by: b, orientation.1)
      for (entry, other) in zip(product.elements, plain.elements) {
        #expect((entry.value - other).magnitude <= 2 * entry.error)
        #expect(entry.error < 1e-13)
      }
    }
  }
}
#endif

struct LostDigitsTests {
  @Test func aDifferenceOfNearlyEqualNumbersHasNoDigits() {
    let a = Bounded.exp(Bounded(-40))
    let rest = 1 - (1 - a)
    #expect(!rest.isDecided)
    #expect(a.isDecided)
  }

  @Test func theLogarithmOfZeroIsNotBounded() {
    let one = 1 / (1 + Bounded.exp(Bounded(-40)))
    #expect(Bounded.log(1 - one).error == .infinity)
  }
}
