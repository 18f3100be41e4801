import Engine
import Testing

/// Samples whose targets are their inputs.
@Suite struct AutoencoderTests {
  /// Eight samples of four numbers with mean 0, whose singular values are 6, 4, 1 and ½: columns of a Hadamard matrix
  /// times those, turned by another.
  static let inputs: [Double] = {
    let values = [6, 4, 1, 0.5]
    func sign(_ i: Int, _ j: Int) -> Double { (i & j).nonzeroBitCount % 2 == 0 ? 1 : -1 }
    return (0..<8).flatMap { row in
      (0..<4).map { column in
        (0..<4).reduce(0) { $0 + sign(row, $1 + 1) / 8.0.squareRoot() * values[$1] * sign($1, column) / 2 }
      }
    }
  }()

  static let samples = Samples(
    count: 8, features: 4, inputs: .numbers(inputs), targets: .labels([0, 1, 0, 1, 0, 1, 0, 1], classes: 2))

  /// The error that principal components leave: the sum of the squares of the singular values left out.
  /// Source: Eckart and Young, "The approximation of one matrix by another of lower rank" (1936); Baldi and Hornik 1989.
  @Test func aLinearAutoencoderReachesTheErrorOfThePrincipalComponents() {
    var generator = NumPyGenerator(seed: 3)
    var network = Network<Double>(
      sizes: [4, 2, 4], hidden: .identity, output: .identity, objective: Objective(loss: .meanSquaredError))
    for l in 1...2 {
      let shape = network[layer: l].weights.shape
      network[layer: l].weights = Matrix(
        rows: shape.rows, columns: shape.columns, elements: (0..<shape.count).map { _ in 0.3 * generator.normal() })
    }
    let samples = Self.samples.withInputsAsTargets
    let run = train(
      network, on: TrainingData(samples), settings: TrainingSettings(epochs: 4000, batchSize: 8, rate: 0.1),
      generator: &generator)
    let least = (1.0 + 0.25) / (8 * 4)
    let loss = evaluate(run.network, on: samples).loss
    #expect(loss >= least - 1e-12 && loss - least < 1e-8)
    let explained = evaluate(run.network, on: samples).fit?.explained ?? 0
    #expect(abs(explained - (1 - 1.25 / (36 + 16 + 1.25))) < 1e-6)
  }

  @Test(arguments: [Precision.double, .single])
  func trainsAsWithTheInputsWrittenOutAsTargets(precision: Precision) {
    let bytes = Samples(
      count: 6, features: 3, inputs: .bytes((0..<18).map { UInt8($0 * 14) }, scale: 2.0 / 255, offset: -1),
      targets: .labels([0, 1, 2, 0, 1, 2], classes: 3))
    let written = Samples(
      count: 6, features: 3, inputs: bytes.inputs,
      targets: .numbers((bytes.inputMatrix(at: 0..<6) as Matrix<Double>).elements, width: 3))
    let network = TrainTests.network([3, 2, 3], .tanh, .identity, Objective(loss: .meanSquaredError))
    let settings = TrainingSettings(epochs: 3, batchSize: 4, rate: 0.2, precision: precision)
    var (first, second) = (NumPyGenerator(seed: 1), NumPyGenerator(seed: 1))
    let one = train(network, on: TrainingData(bytes.withInputsAsTargets), settings: settings, generator: &first)
    let other = train(network, on: TrainingData(written), settings: settings, generator: &second)
    let tolerance = precision == .single ? 1e-6 : 1e-14
    for (a, b) in zip(one.reports, other.reports) { #expect(abs(a.trainingLoss - b.trainingLoss) < tolerance) }
    #expect(one.reports.last?.trainingAccuracy == nil)
  }

  @Test func theSamplesOwnTargetsAreKept() {
    let twice = Self.samples.withInputsAsTargets.withInputsAsTargets
    #expect(twice.outputs == 4 && twice.classReading == nil)
    #expect(twice.label(3) == 1)
    #expect(twice.withOwnTargets == Self.samples)
    #expect((twice.targetMatrix(at: [2]) as Matrix<Double>) == twice.inputMatrix(at: [2]))
  }

  @Test func theLayersAboveACodeAreTheRestOfTheForwardPass() throws {
    let network = TrainTests.network([4, 3, 2, 5], .tanh, .sigmoid, Objective(loss: .meanSquaredError))
    let trace = network.forward(Self.samples.inputMatrix(at: 0..<8))
    for l in 1...3 {
      let activation = try #require(trace[.activation(l)])
      #expect(network.output(from: activation, at: l) == trace[.activation(3)])
    }
  }
}
