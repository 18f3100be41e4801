@testable import Engine
import Testing

@Suite struct EvaluateTests {
  /// Outputs its two inputs.
  static let mirror: Network<Double> = {
    var network = Network<Double>(sizes: [2, 2], hidden: .relu, output: .identity)
    network[layer: 1].weights = Matrix([[1, 0], [0, 1]])
    return network
  }()

  @Test func lossAndAccuracyOfChosenRows() {
    let samples = Samples(
      count: 3, features: 2, inputs: .bytes([0, 10, 4, 2, 6, 8], scale: 0.5, offset: -1),
      targets: .labels([1, 1, 1], classes: 2))
    // Outputs (−1, 4), (1, 0), (2, 3) against (0, 1): ½(1 + 9), ½(1 + 1), ½(4 + 4).
    let all = evaluate(Self.mirror, on: samples)
    #expect(all == Evaluation(samples: 3, loss: 10.0 / 3, accuracy: 2.0 / 3))
    #expect(evaluate(Self.mirror, on: samples, rows: [1]) == Evaluation(samples: 1, loss: 1, accuracy: 0))
  }

  @Test func targetsThatAreNotClassesHaveNoAccuracy() {
    let samples = Samples(count: 1, features: 2, inputs: .numbers([1, 2]), targets: .numbers([1, 4], width: 2))
    let result = evaluate(Self.mirror, on: samples)
    #expect(result.loss == 2 && result.accuracy == nil)
    #expect(result.fit?.rootMeanSquare == 2.0.squareRoot() && result.fit?.explained == nil)
  }

  @Test func predictionsAreTheForwardPassOverManyBatches() {
    let samples = TrainTests.samples(700, features: 70, outputs: 9, oneHot: true, seed: 2)
    let network = TrainTests.network([70, 65, 50, 9], .gelu, .softmax, Objective(loss: .crossEntropy))
    let rows = Array((0..<700).reversed())
    let outputs = predict(network, on: samples, rows: rows)
    let expected = network.forward(samples.inputMatrix(at: rows))[.activation(3)]
    #expect(outputs.shape == Shape(rows: 700, columns: 9))
    #expect(zip(outputs.elements, expected?.elements ?? []).allSatisfy { abs($0 - $1) < 1e-13 })
    #expect(predict(network, on: samples, rows: []).shape == Shape(rows: 0, columns: 9))
  }

  @Test func classesAreReadFromLabelsOneHotRowsAndSingleBits() {
    func reading(_ numbers: [Double], width: Int) -> ClassReading? {
      let count = numbers.count / width
      return Samples(
        count: count, features: 1, inputs: .numbers(Array(repeating: 0, count: count)),
        targets: .numbers(numbers, width: width)
      ).classReading
    }
    #expect(reading([0, 1, 1], width: 1) == .threshold)
    #expect(reading([0, 0.5, 1], width: 1) == nil)
    #expect(reading([0, 1, 1, 0], width: 2) == .largest)
    #expect(reading([1, 1, 1, 0], width: 2) == nil)
    #expect(ClassReading.largest.label([0.1, 0.7, 0.7]) == 1)
    #expect(ClassReading.threshold.label([0.51]) == 1)
  }
}
