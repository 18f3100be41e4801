import Testing

@testable import Engine

/// The gradient checking exercise of a well-known course: 4-5-3-1, three samples, two planted bugs.
@Suite("The published gradient check")
struct PublishedCheckTests {
  let network: Network<Double>
  let input: Matrix<Double>
  let target = Matrix([[1.0], [1.0], [0.0]])

  /// NumPy's stream with seed 1: x (4×3), then W1, b1, W2, b2, W3, b3.
  init() {
    var generator = NumPyGenerator(seed: 1)
    func draw(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in generator.normal() })
    }
    input = draw(4, 3).transposed
    let sizes = [4, 5, 3, 1]
    network = Network(
      layers: (1...3).map { l in
        let weights = draw(sizes[l], sizes[l - 1])
        return Layer(
          weights: weights, biases: draw(sizes[l], 1).transposed, activation: l == 3 ? .sigmoid : .relu)
      }, objective: Objective(loss: .binaryCrossEntropy))
  }

  var analytic: [Quantity: Matrix<Double>] {
    get throws { try GradientCheck().analytic(network, input: input, target: target) }
  }

  func report(_ gradients: [Quantity: Matrix<Double>], step: Double) -> GradientReport {
    GradientCheck(method: .central(step: step)).report(on: gradients, of: network, input: input, target: target)
  }

  @Test func bothPublishedBugsAreFoundWithTheirFactors() throws {
    var gradients = try analytic
    gradients[.weightGradient(2)] = gradients[.weightGradient(2)].map { 2 * $0 }
    gradients[.biasGradient(1)] = gradients[.biasGradient(1)].map { 4 * $0 }
    let report = report(gradients, step: 1e-7)
    // At this step rounding moves every difference quotient by about 1e-7 of itself.
    #expect((report.error - 0.28509315672).magnitude < 3e-8)
    #expect(
      report.tensors.filter { $0.verdict == .disagrees }.map(\.quantity) == [.biasGradient(1), .weightGradient(2)])
    #expect(report[.weightGradient(2)]?.factor == 2)
    #expect(report[.biasGradient(1)]?.factor == 4)
    #expect((try #require(report[.weightGradient(2)]).error - 1.0 / 3).magnitude < 1e-7)
    #expect((try #require(report[.biasGradient(1)]).error - 3.0 / 5).magnitude < 1e-7)
    #expect(report[.weightGradient(2)]?.wrong == 4)
    #expect(report[.weightGradient(2)]?.bothZero == 11)
    #expect(report[.weightGradient(1)]?.bothZero == 4)
  }

  @Test(arguments: [
    1e-7, 1e-6, 1e-5, 1e-4,
  ])
  func theRightGradientPassesAtEveryStepOfTheThread(step: Double) throws {
    let report = report(try analytic, step: step)
    #expect(report.tensors.allSatisfy { $0.verdict == .agrees })
    #expect(report.error < 1.2e-7)
    #expect(report.tensors.allSatisfy { !$0.comparedWithItself })
  }
}
