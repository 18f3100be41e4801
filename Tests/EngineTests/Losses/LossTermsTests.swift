import Calculus
import ComplexModule
import RealModule
import Testing

@testable import Engine

@Suite("Losses and their terms") struct LossTermsTests {
  private static let (a, y) = ([0.3, 0.06, 0.64], [0.2, 0.5, 0.3])

  /// One row as a loss reads it, after log a for z.
  private func withRow<E: Field, Result>(_ a: [E], _ body: (OutputRow<E>) -> Result) -> Result {
    let y = Self.y.map { E($0) }
    return a.withUnsafeBufferPointer { a in
      y.withUnsafeBufferPointer { y in
        guard let a = a.baseAddress, let y = y.baseAddress else { preconditionFailure("empty") }
        return body(OutputRow(z: nil, a: a, y: y, count: 3))
      }
    }
  }

  private func objective(_ loss: Loss) -> Objective {
    var objective = Objective(loss: loss)
    objective.huberDelta = 0.25
    return objective
  }

  @Test("the kernel of a loss has the value of its terms", arguments: Loss.allCases)
  func kernels(loss: Loss) throws {
    let shape = TermShape(rows: nil, columns: Extent(3))
    let definition = loss.definition
    let operands = LossOperands(
      a: Symbol("a", shape: shape), y: Symbol("y", shape: shape), z: Symbol("z", shape: shape), outputs: Extent(3),
      constants: definition.constants.map { _ in 0.25 })
    let evaluation = TermEvaluation<Double>(library: .activations) { symbol in
      symbol.name == "a" ? Self.a : symbol.name == "y" ? Self.y : nil
    }
    let value = try evaluation.number(definition.sample(of: operands))
    let kernel = withRow(Self.a) { objective(loss).loss(of: $0) }
    #expect(abs(value - kernel) <= 4e-16 * max(1, abs(value)))
    let gradient = withRow(Self.a) { row in
      [Double](unsafeUninitializedCapacity: 3) { memory, count in
        memory.initialize(repeating: 0)
        if let start = memory.baseAddress { objective(loss).gradient(of: row, to: start) }
        count = 3
      }
    }
    for place in 0..<3 {
      let term = try evaluation.number(definition.gradient(of: operands, row: 0, column: place))
      #expect(abs(term - gradient[place]) <= 1e-15 * max(1, abs(term)))
    }
  }

  @Test("the gradient is that of a complex step", arguments: Loss.allCases)
  func complexStep(loss: Loss) {
    for place in 0..<3 {
      var moved = Self.a.map { Complex($0) }
      moved[place].imaginary = 1e-20
      let numeric = withRow(moved) { objective(loss).loss(of: $0) }.imaginary / 1e-20
      let gradient = withRow(Self.a) { row in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { memory in
          memory.initialize(repeating: 0)
          if let start = memory.baseAddress { objective(loss).gradient(of: row, to: start) }
          return memory[place]
        }
      }
      #expect(abs(numeric - gradient) <= 1e-14 * max(1, abs(gradient)), "\(loss.name)")
    }
  }

  /// PyTorch 2: the mean of |r| + softplus(−2|r|) − log 2, and the sum of clamp(1 − y a, min=0), with their gradients.
  @Test("log-cosh and hinge are those of PyTorch")
  func pyTorch() throws {
    let (a, y) = (
      Matrix([[0.3, -2.0, 40.0], [1e-3, 0.5, -900.0]]), Matrix<Double>([[1, -1, 1], [-1, 1, 1]])
    )
    let logCosh = try #require(Loss(named: "log-cosh")), hinge = try #require(Loss(named: "hinge"))
    let references: [(Loss, Double, [[Double]])] = [
      (
        logCosh, 12.989301293093861 + 300.28716998697263,
        [
          [-0.20145592570572116, -0.2538647186519216, 0.3333333333333333],
          [0.25400460351700227, -0.15403905242000324, -0.3333333333333333],
        ]
      ), (hinge, 0.7 + 902.501, [[-1, 0, 0], [1, -1, -1]]),
    ]
    for (loss, value, gradient) in references {
      let objective = Objective(loss: loss)
      #expect(abs(objective.total(z: nil, a: a, y: y) - value) <= 1e-15 * value)
      let differences = (objective.outputGradient(a: a, y: y) - Matrix(gradient)).elements
      #expect(differences.allSatisfy { abs($0) <= 1e-16 })
    }
  }
}
