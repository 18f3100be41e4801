import Engine
import Testing

/// A regression against least squares.
@Suite struct FitTests {
  static let x = [-1.0, -0.4, 0.1, 0.5, 0.9]
  static let y = [0.3, -0.2, 0.4, 0.9, 1.2]

  static func samples(_ shift: Double = 0) -> Samples {
    Samples(count: 5, features: 1, inputs: .numbers(x), targets: .numbers(y.map { $0 + shift }, width: 1))
  }

  /// Slope and height of the line with the least squares.
  static func line() -> (slope: Double, height: Double) {
    let (mx, my) = (x.reduce(0, +) / 5, y.reduce(0, +) / 5)
    let slope =
      zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
    return (slope, my - slope * mx)
  }

  @Test func trainingReachesTheLineOfLeastSquares() {
    var generator = NumPyGenerator(seed: 1)
    let network = Network<Double>(
      sizes: [1, 1], hidden: .identity, output: .identity, objective: Objective(loss: .meanSquaredError))
    let run = train(
      network, on: TrainingData(Self.samples()), settings: TrainingSettings(epochs: 400, batchSize: 5, rate: 0.5),
      generator: &generator)
    let (slope, height) = Self.line()
    #expect(abs(run.network[layer: 1].weights[0, 0] - slope) < 1e-9)
    #expect(abs(run.network[layer: 1].biases[0, 0] - height) < 1e-9)
    // R² of the least squares line is the square of the correlation.
    let (mx, my) = (Self.x.reduce(0, +) / 5, Self.y.reduce(0, +) / 5)
    let sxx = Self.x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
    let syy = Self.y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
    let fit = evaluate(run.network, on: Self.samples()).fit
    #expect(abs((fit?.explained ?? 0) - slope * slope * sxx / syy) < 1e-9)
    #expect(abs((fit?.rootMeanSquare ?? 0) - ((syy - slope * slope * sxx) / 5).squareRoot()) < 1e-9)
  }

  @Test func aLargeMeanOfTheTargetsLosesNoDigits() {
    var network = Network<Double>(sizes: [1, 1], hidden: .identity, output: .identity)
    let (slope, height) = Self.line()
    network[layer: 1].weights = Matrix([[slope]])
    network[layer: 1].biases = Matrix([[height]])
    let near = evaluate(network, on: Self.samples()).fit?.explained ?? 0
    network[layer: 1].biases = Matrix([[height + 1e6]])
    let far = evaluate(network, on: Self.samples(1e6)).fit?.explained ?? 0
    #expect(abs(near - far) < 1e-9)
  }

  @Test func theMeansOfTheTargetsExplainNothing() {
    var network = Network<Double>(sizes: [1, 1], hidden: .identity, output: .identity)
    network[layer: 1].biases = Matrix([[Self.y.reduce(0, +) / 5]])
    let explained = evaluate(network, on: Self.samples(), rows: nil).fit?.explained
    #expect(abs(explained ?? 1) < 1e-12)
  }
}
