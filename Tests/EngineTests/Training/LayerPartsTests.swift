import Testing

@testable import Engine

/// Training with dropout, batch normalisation, penalties and smoothed labels.
@Suite struct LayerPartsTests {
  /// Takes one step with η = 1; the change of each parameter is minus its gradient under the same masks.
  private func expectStepIsGradient(_ network: Network<Double>, _ samples: Samples, threads: Int) throws {
    var generator = NumPyGenerator(seed: 3)
    let settings = TrainingSettings(
      epochs: 1, batchSize: samples.count, rate: 1, threads: threads, shuffles: false, keepsBatchLosses: true)
    let run = train(network, on: TrainingData(samples), settings: settings, generator: &generator)
    var given = Trace<Double>(
      input: samples.inputMatrix(at: 0..<samples.count), target: samples.targetMatrix(at: 0..<samples.count))
    addMasks(of: network, to: &given)
    let trace = try network.backward(network.forward(given))
    for parameter in network.parameters {
      let before = try #require(network[parameter])
      let change = before - (try #require(run.network[parameter]))
      let gradient = try #require(parameter.gradient.flatMap { trace[$0] })
      let error = (change - gradient).elements.map(\.magnitude).max() ?? .nan
      #expect(error < 1e-12, "\(parameter.name)")
    }
    for (l, layer) in network.layers.enumerated() {
      guard var expected = layer.normalization, let trained = run.network.layers[l].normalization else { continue }
      expected.follow(
        mean: try #require(trace[.mean(l + 1)]), variance: try #require(trace[.variance(l + 1)]),
        samples: samples.count)
      #expect((expected.runningMean - trained.runningMean).elements.allSatisfy { abs($0) < 1e-13 })
      #expect((expected.runningVariance - trained.runningVariance).elements.allSatisfy { abs($0) < 1e-13 })
    }
  }

  /// The masks of the first batch of a run from seed 3.
  private func addMasks(of network: Network<Double>, to given: inout Trace<Double>) {
    var generator = NumPyGenerator(seed: 3)
    let key = generator.key()
    for l in 1...network.depth where network.dropsOut(l) {
      let (p, width) = (network[layer: l].dropout, network.sizes[l])
      var mask = Matrix<Double>(rows: given.samples, columns: width)
      mask.withUnsafeMutableElements { elements in
        guard let base = elements.baseAddress else { return }
        for row in 0..<given.samples {
          var stream = RowStream(key: key, batch: 1, place: row * network.depth + l)
          stream.fill(base + row * width, places: 0..<width, threshold: UInt32(p * 0x1p32), kept: 1 / (1 - p))
        }
      }
      given[.mask(l)] = mask
    }
  }

  private static func network(
    _ sizes: [Int], _ hidden: Activation, _ losses: CombinationTests.Losses, parts: Int
  ) -> Network<Double> {
    var objective = losses.objective
    if parts & 1 != 0 { objective.l2 = 0.03 }
    if parts & 2 != 0 { objective.l1 = 0.02 }
    var network = TrainTests.network(sizes, hidden, losses.output, objective)
    for l in 1..<network.depth {
      if parts & 4 != 0 { network[layer: l].dropout = 0.4 }
      if parts & 8 != 0 { network[layer: l].normalization = BatchNormalization(units: sizes[l]) }
    }
    return network
  }

  @Test(arguments: Activation.allCases, CombinationTests.Losses.allCases)
  func aStepIsTheGradientWithEveryPart(hidden: Activation, losses: CombinationTests.Losses) throws {
    let samples = TrainTests.samples(7, features: 5, outputs: 3, oneHot: true, seed: 4)
    for parts in CombinationTests.parts {
      try expectStepIsGradient(Self.network([5, 6, 4, 3], hidden, losses, parts: parts), samples, threads: 2)
    }
  }

  @Test(arguments: [1, 2, 3]) func aStepIsTheGradientOnSeveralThreads(threads: Int) throws {
    let samples = TrainTests.samples(33, features: 70, outputs: 9, oneHot: true, seed: 5)
    for hidden in [Activation.relu, .gelu] {
      let network = Self.network([70, 65, 50, 9], hidden, .smoothedCrossEntropy, parts: 15)
      try expectStepIsGradient(network, samples, threads: threads)
    }
  }

  @Test(arguments: Precision.allCases) func runsAreEqualToTheLastBit(precision: Precision) {
    let samples = TrainTests.samples(500, features: 70, outputs: 9, oneHot: true, seed: 6)
    let network = Self.network([70, 65, 50, 9], .relu, .crossEntropy, parts: 15)
    func run(threads: Int, seed: UInt32 = 1) -> TrainingRun {
      var generator = NumPyGenerator(seed: seed)
      let settings = TrainingSettings(
        epochs: 3, batchSize: 64, rate: 0.01, precision: precision, threads: threads, keepsBatchLosses: true)
      return train(network, on: TrainingData(samples), settings: settings, generator: &generator)
    }
    let (first, second, alone) = (run(threads: 2), run(threads: 2), run(threads: 1))
    #expect(first.network == second.network)
    #expect(first.batchLosses == second.batchLosses)
    // The masks do not depend on the threads: only the order of sums does.
    let tolerance = precision == .double ? 1e-10 : 1e-2
    #expect(zip(first.batchLosses ?? [], alone.batchLosses ?? []).allSatisfy { abs($0 - $1) < tolerance })
    #expect(run(threads: 2, seed: 2).batchLosses != first.batchLosses)
  }

  @Test func masksLeaveOutTheRequestedShare() {
    var mask = [Double](repeating: 0, count: 100_001)
    mask.withUnsafeMutableBufferPointer { elements in
      guard let base = elements.baseAddress else { return }
      var stream = RowStream(key: 7, batch: 3, place: 2)
      stream.fill(base, places: 0..<elements.count, threshold: UInt32(0.3 * 0x1p32), kept: 1 / 0.7)
    }
    #expect(mask.allSatisfy { $0 == 0 || $0 == 1 / 0.7 })
    let left = Double(mask.count { $0 == 0 }) / Double(mask.count)
    // Four standard deviations.
    #expect(abs(left - 0.3) < 4 * (0.3 * 0.7 / 100_001).squareRoot())
  }

  @Test func aPartOfAMaskEqualsThatPartOfTheFullMask() {
    func places(_ range: Range<Int>) -> [Float] {
      var mask = [Float](repeating: -1, count: range.count)
      mask.withUnsafeMutableBufferPointer { elements in
        guard let base = elements.baseAddress else { return }
        var stream = RowStream(key: 7, batch: 3, place: 2)
        stream.fill(base, places: range, threshold: 1 << 31, kept: 2)
      }
      return mask
    }
    let whole = places(0..<9)
    for start in 0...9 {
      for end in start...9 { #expect(places(start..<end) == Array(whole[start..<end])) }
    }
  }

  @Test func evaluationLeavesDropoutOutAndTakesTheRunningStatistics() throws {
    let samples = TrainTests.samples(300, features: 5, outputs: 3, oneHot: true, seed: 4)
    var network = Self.network([5, 6, 4, 3], .relu, .crossEntropy, parts: 12)
    network[.runningMean(1)] = network[.runningMean(1)]?.map { _ in 0.3 }
    network[.runningVariance(2)] = network[.runningVariance(2)]?.map { _ in 2.5 }
    let trace = network.inMode(.evaluation).forward(
      samples.inputMatrix(at: 0..<300), target: samples.targetMatrix(at: 0..<300))
    #expect(abs(evaluate(network, on: samples).loss - (try #require(trace.loss)) / 300) < 1e-13)
    let outputs = predict(network, on: samples) - (try #require(trace[.activation(3)]))
    #expect(outputs.elements.allSatisfy { abs($0) < 1e-13 })
  }

  @Test func aNetworkWithoutDropoutDrawsNothingForIt() {
    let samples = TrainTests.samples(20, features: 5, outputs: 3, oneHot: true, seed: 4)
    func stream(parts: Int) -> NumPyGenerator {
      var generator = NumPyGenerator(seed: 1)
      let network = Self.network([5, 6, 4, 3], .relu, .crossEntropy, parts: parts)
      _ = train(network, on: TrainingData(samples), settings: TrainingSettings(), generator: &generator)
      return generator
    }
    var shuffles = NumPyGenerator(seed: 1)
    _ = shuffles.permutation(20)
    #expect(stream(parts: 11) == shuffles)
    #expect(stream(parts: 4) != shuffles)
  }
}
