import Engine
import Testing

/// Whole runs of every optimiser, schedule and clipping against PyTorch 2's in Float64.
@Suite struct OptimizerTests {
  struct Reference: Decodable {
    struct Run: Decodable, CustomTestStringConvertible {
      let name: String
      let rate, l2: Double
      let clip, value, beta1, beta2, epsilon, decay: Double?
      let losses, rates: [Double]
      let W, b: [[[Double]]]

      var testDescription: String { name }

      var settings: TrainingSettings {
        let words = name.split(separator: " ").map(String.init)
        var settings = TrainingSettings(rate: rate, shuffles: false, keepsBatchLosses: true)
        settings.optimizer = Optimizer(
          Optimizer.Rule(rawValue: words[0]) ?? .sgd, beta1: beta1 ?? 0.9, beta2: beta2, epsilon: epsilon ?? 1e-8,
          decay: decay)
        settings.clipping = clip.map { .norm($0) } ?? value.map { .value($0) }
        switch words.dropFirst().joined(separator: " ") {
        case "step": settings.schedule = Schedule(.step(every: 10, factor: 0.5))
        case "exponential": settings.schedule = Schedule(.exponential(factor: 0.95))
        case "cosine": settings.schedule = Schedule(.cosine(end: 0.01))
        case "cosine warmup": settings.schedule = Schedule(.cosine(end: 0), warmup: 5)
        default: break
        }
        return settings
      }
    }

    let sizes: [Int]
    let W, b: [[[Double]]]
    let X, Y: [[Double]]
    let batch, epochs: Int
    let runs: [Run]

    func network(l2: Double) -> Network<Double> {
      Network(
        layers: zip(W, b).enumerated().map { index, parameters in
          Layer(
            weights: Matrix(parameters.0), biases: Matrix(parameters.1),
            activation: index == W.count - 1 ? .sigmoid : .tanh)
        }, objective: Objective(l2: l2))
    }

    var samples: Samples {
      Samples(
        count: X.count, features: sizes[0], inputs: .numbers(X.flatMap { $0 }),
        targets: .numbers(Y.flatMap { $0 }, width: sizes[sizes.count - 1]))
    }
  }

  static let reference = try? Fixture.load("optimizers", as: Reference.self)

  private func run(_ run: Reference.Run, _ precision: Precision) throws -> (run: TrainingRun, worst: Double) {
    let reference = try #require(Self.reference)
    var settings = run.settings
    settings.precision = precision
    settings.batchSize = reference.batch
    settings.epochs = reference.epochs
    var generator = NumPyGenerator(seed: 0)
    let result = train(
      reference.network(l2: run.l2), on: TrainingData(reference.samples), settings: settings, generator: &generator)
    let losses = try #require(result.batchLosses)
    try #require(losses.count == run.losses.count)
    return (result, zip(losses, run.losses).map { abs($0 - $1) }.max() ?? .infinity)
  }

  @Test(arguments: reference?.runs ?? []) func the201StepsAreThoseOfPyTorch(expected: Reference.Run) throws {
    let (result, worst) = try run(expected, .double)
    #expect(worst < 1e-10)
    for (index, layer) in result.network.layers.enumerated() {
      #expect(layer.weights.isClose(to: Matrix(expected.W[index])), "W[\(index + 1)]")
      #expect(layer.biases.isClose(to: Matrix(expected.b[index])), "b[\(index + 1)]")
    }
  }

  @Test(arguments: reference?.runs ?? []) func float32Follows(expected: Reference.Run) throws {
    #expect(try run(expected, .single).worst < 2e-4)
  }

  @Test func aContinuedRunEqualsOneLongRun() throws {
    let reference = try #require(Self.reference)
    var settings = TrainingSettings(batchSize: 5, rate: 0.02, shuffles: false)
    settings.optimizer = Optimizer(.adam)
    func go(_ network: Network<Double>, _ epochs: Int, _ state: OptimizerState) -> TrainingRun {
      var settings = settings
      settings.epochs = epochs
      var generator = NumPyGenerator(seed: 0)
      return train(
        network, on: TrainingData(reference.samples), settings: settings, state: state, generator: &generator)
    }
    let whole = go(reference.network(l2: 0), 20, OptimizerState())
    let first = go(reference.network(l2: 0), 8, OptimizerState())
    let second = go(first.network, 12, first.optimizerState)
    #expect(second.network == whole.network)
    #expect(second.optimizerState == whole.optimizerState)
    #expect(whole.optimizerState.steps == 60)
  }

  /// The session's steps, one matrix at a time, and the engine's, on slabs and threads, are one arithmetic, for every
  /// part of a layer that has parameters or penalties.
  @Test(arguments: Optimizer.Rule.allCases) func singleStepsEqualThoseOfARun(rule: Optimizer.Rule) throws {
    let reference = try #require(Self.reference)
    var settings = TrainingSettings(epochs: 5, batchSize: 12, rate: 0.05, shuffles: false)
    settings.optimizer = Optimizer(rule)
    // Without clipping, plain descent has an update of its own: an entry-wise bound that nothing reaches keeps to this.
    settings.clipping = .value(100)
    var network = reference.network(l2: 0.01)
    network.objective.l1 = 0.003
    network[layer: 1].normalization = BatchNormalization(units: network.sizes[1])
    var generator = NumPyGenerator(seed: 0)
    let run = train(network, on: TrainingData(reference.samples), settings: settings, generator: &generator)
    var state = OptimizerState()
    for _ in 0..<5 {
      let trace = try network.backward(
        network.forward(reference.samples.inputMatrix(at: 0..<12), target: reference.samples.targetMatrix(at: 0..<12)))
      state.beginStep()
      for parameter in network.parameters {
        let slope = try #require(parameter.gradient.flatMap { trace[$0] })
        var value = try #require(network[parameter])
        state.move(&value, parameter, gradient: slope, optimizer: settings.optimizer, rate: 0.05)
        network[parameter] = value
      }
    }
    // b[1] has no gradient but rounding, which a division by its own size makes visible.
    for parameter in network.parameters where parameter != .biases(1) {
      let (one, other) = (try #require(run.network[parameter]), try #require(network[parameter]))
      #expect(one.isClose(to: other), "\(parameter.name)")
    }
  }
}

extension Matrix<Double> {
  /// Within 10⁻¹⁰ in every entry.
  fileprivate func isClose(to other: Matrix<Double>) -> Bool {
    shape == other.shape && zip(elements, other.elements).allSatisfy { abs($0 - $1) < 1e-10 }
  }
}
