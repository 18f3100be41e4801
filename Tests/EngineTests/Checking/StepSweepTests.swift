import RealModule
import Testing

@testable import Engine

@Suite("StepSweep")
struct StepSweepTests {
  @Test func truncationErrorsFallAsHSquaredAndRoundingErrorsGrowAsOneOverH() throws {
    let sweep = NumericGradientTests.worked.sweep(Entry(.weights(2), 0, 0))
    #expect(sweep.rows.map(\.difference.step) == StepSweep.powersOfTen)
    #expect((sweep.reference - 0.082167041).magnitude < 5e-10)
    let errors = sweep.rows.map(\.error)
    #expect((90...110).contains(errors[0] / errors[1]))
    #expect((90...110).contains(errors[1] / errors[2]))
    #expect(errors[11] > 1e3 * errors[5])
    let best = try #require(sweep.best)
    #expect((1e-7...1e-4).contains(best.difference.step))
    #expect(best.error < 1e-10)
    #expect(!errors.contains { $0 < best.error })
  }

  @Test func theExtrapolationIsNearerThanAnyDifferenceQuotient() {
    for column in 0..<2 {
      let sweep = NumericGradientTests.worked.sweep(Entry(.weights(1), 1, column))
      let error = (sweep.extrapolation.value - sweep.reference).magnitude
      #expect(error < 1e-12)
      #expect(error <= sweep.extrapolation.error)
      #expect(sweep.extrapolation.error < 1e-11)
    }
  }

  @Test func riddersMethodFindsKnownDerivatives() {
    let sine = Extrapolation.ridders(from: 0.4) { h in (Double.sin(1 + h) - .sin(1 - h)) / (2 * h) }
    #expect((sine.value - Double.cos(1)).magnitude < 1e-13)
    let exponential = Extrapolation.ridders(from: 0.4) { h in (Double.exp(2 + h) - .exp(2 - h)) / (2 * h) }
    #expect((exponential.value - Double.exp(2)).magnitude < 1e-12)
    #expect(exponential.step == 0.4)
  }

  @Test func aStepThatCrossesAKinkIsNeverTheBest() throws {
    // z = w = 0.05: a step of 0.1 crosses ReLU's kink, smaller ones do not.
    let network = Network(layers: [
      Layer(weights: Matrix([[0.05]]), biases: Matrix([[0.0]]), activation: .relu)
    ])
    let numeric = NumericGradient(network: network, input: Matrix([[1.0]]), target: Matrix([[0.5]]))
    let sweep = numeric.sweep(Entry(.weights(1), 0, 0))
    #expect(sweep.rows.map(\.difference.crossesKink) == [true] + Array(repeating: false, count: 11))
    #expect(try #require(sweep.best).error < 1e-9)
    #expect((sweep.reference + 0.45).magnitude < 1e-16)
    #expect((sweep.extrapolation.value + 0.45).magnitude < 1e-12)
    #expect(sweep.extrapolation.step == 0.025)
  }
}
