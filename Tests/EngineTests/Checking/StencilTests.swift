import ComplexModule
import Testing

@testable import Engine

@Suite("Stencil")
struct StencilTests {
  func derivative(_ stencil: Stencil<Double>, _ function: (Double) -> Double, at w: Double) -> Double {
    stencil.points.reduce(0) { $0 + $1.weight * function(w + $1.shift) } / stencil.divisor
  }

  @Test func theWeightsSumToZero() {
    for stencil in [Stencil.central(0.5), .richardson(0.5), .oneSided(0.5), .oneSided(-0.5)] {
      #expect(derivative(stencil, { _ in 3 }, at: 1) == 0)
    }
  }

  @Test func eachStencilIsExactUpToItsOrder() {
    // With steps of ½ every number is exact in binary.
    #expect(derivative(.central(0.5), { $0 * $0 }, at: 3) == 6)
    #expect(derivative(.central(0.5), { $0 * $0 * $0 }, at: 1) == 3.25)  // 3 + h²
    #expect(derivative(.oneSided(0.5), { $0 * $0 }, at: 3) == 6)
    #expect(derivative(.oneSided(-0.5), { $0 * $0 }, at: 3) == 6)
    #expect(derivative(.richardson(0.5), { $0 * $0 * $0 * $0 }, at: 1) == 4)
  }

  @Test func aOneSidedStepStaysOnItsSideOfAKink() {
    #expect(derivative(.oneSided(0.5), { max($0, 0) }, at: 0) == 1)
    #expect(derivative(.oneSided(-0.5), { max($0, 0) }, at: 0) == 0)
    #expect(derivative(.central(0.5), { max($0, 0) }, at: 0) == 0.5)
  }

  @Test func aComplexStepTakesNoDifference() {
    let stencil = Stencil<Complex<Double>>.complexStep(1e-20)
    let z = Complex(2.0) + stencil.points[0].shift
    #expect((z * z * z).imaginary / stencil.divisor == 12)
  }
}
