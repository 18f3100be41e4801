import Testing

@testable import Engine

@Suite struct ObjectiveTests {
  /// One linear unit a column: a = X.
  private func loss(_ objective: Objective, _ outputs: [[Double]], _ target: [[Double]], _ h: Activation = .identity)
    throws -> (loss: Double, delta: Matrix<Double>)
  {
    let n = outputs[0].count
    var network = Network<Double>(sizes: [n, n], hidden: h, output: h, objective: objective)
    for i in 0..<n { network[layer: 1].weights[i, i] = 1 }
    let trace = try network.backward(network.forward(Matrix(outputs), target: Matrix(target)))
    return (try #require(trace.loss), try #require(trace[.delta(1)]))
  }

  @Test func theMeanSquaredErrorIsTheMeanOverAllElements() throws {
    let (value, delta) = try loss(Objective(loss: .meanSquaredError), [[1, 2], [3, 5]], [[0.5, 4], [3, 1]])
    #expect(value == 5.0625)
    #expect(delta == Matrix([[0.25, -1], [0, 2]]))
  }

  @Test func huberIsQuadraticNearTheTargetAndALineBeyondDelta() throws {
    var objective = Objective(loss: .huber)
    let (value, delta) = try loss(objective, [[0.5, -2]], [[0, 0]])
    #expect(value == 0.8125)
    #expect(delta == Matrix([[0.25, -0.5]]))
    objective.huberDelta = 3
    #expect(try loss(objective, [[0.5, -2]], [[0, 0]]).loss == 1.0625)
  }

  @Test func smoothedLabelsMoveAShareToTheOtherClasses() throws {
    var objective = Objective(loss: .crossEntropy)
    objective.labelSmoothing = 0.3
    let (value, delta) = try loss(objective, [[0, 0, 0]], [[0, 1, 0]], .softmax)
    #expect(abs(value - 1.0986122886681098) < 1e-15)
    let third = 1.0 / 3
    let expected = Matrix([[third - 0.1, third - 0.8, third - 0.1]])
    #expect((delta - expected).elements.allSatisfy { abs($0) < 1e-15 })
    // Each output of the binary entropy is a choice of two.
    objective.loss = .binaryCrossEntropy
    let binary = try loss(objective, [[0]], [[1]], .sigmoid)
    #expect(abs(binary.delta[0, 0] - (0.5 - 0.85)) < 1e-15)
  }

  @Test func labelsAreSmoothedForEntropiesAlone() {
    var objective = Objective(loss: .meanSquaredError)
    objective.labelSmoothing = 0.3
    #expect(objective.smoothing == 0)
  }

  @Test func crossEntropyIsExactIfSoftmaxSaturates() throws {
    let objective = Objective(loss: .crossEntropy)
    let (right, noSlope) = try loss(objective, [[1000, 0]], [[1, 0]], .softmax)
    #expect(right == 0)
    #expect(noSlope == Matrix([[0, 0]]))
    let (wrong, slope) = try loss(objective, [[1000, 0]], [[0, 1]], .softmax)
    #expect(wrong == 1000)
    #expect(slope == Matrix([[1, -1]]))
    let (binary, _) = try loss(Objective(loss: .binaryCrossEntropy), [[-800]], [[1]], .sigmoid)
    #expect(binary == 800)
  }

  @Test func theGradientByASaturatedOutputIsFiniteIfTheOutputIsRight() {
    let objective = Objective(loss: .binaryCrossEntropy)
    let a = Matrix([[0.0, 1, 1, 0, 0.25, 0.5]])
    let gradient = objective.outputGradient(a: a, y: Matrix([[0.0, 1, 0, 1, 1, 0.25]]))
    #expect(gradient == Matrix([[1, -1, .infinity, -.infinity, -4, 1]]))
  }

  @Test func aLayersOwnPenaltyReplacesThatOfTheObjective() {
    var objective = Objective(l2: 0.1)
    objective.l1 = 0.5
    var network = Network<Double>(sizes: [1, 1, 1], hidden: .tanh, output: .identity, objective: objective)
    network[layer: 1].weights = Matrix(scalar: -2)
    network[layer: 2].weights = Matrix(scalar: 3)
    #expect(abs(network.penalty - 3.15) < 1e-15)
    (network[layer: 2].l1, network[layer: 2].l2) = (0, 0)
    #expect(network.penalty == 1.2)
    #expect(network.penalizedLayers == [1])
  }
}
