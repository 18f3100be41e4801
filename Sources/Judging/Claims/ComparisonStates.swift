import SessionCore
import Engine

/// Other states of the same network, drawn from a fixed seed, on which a claim is also judged.
///
/// A claim may hold on the user's state by luck: because of a zero, a symmetric matrix, one sample.
public enum ComparisonStates {
  static let count = 3
  /// With larger batches a claim is judged on the user's state alone.
  private static let maximumSamples = 64

  /// Sessions that differ in weights, batch and all that follows, but not in shapes and settings.
  static func draw(like session: Session) -> [Session] {
    guard let network = session.network, session.samples > 0, session.samples <= maximumSamples else { return [] }
    return (0..<count).compactMap { number in
      var generator = NumPyGenerator(seed: 20_200_115 + UInt32(number))
      var other = session
      for parameter in network.parameters {
        other.network?[parameter] = network[parameter].map { draw($0, of: parameter, in: network, &generator) }
      }
      let (sizes, loss, repeats) = (network.sizes, network.objective.loss, session.repeatsItsInput)
      let input =
        repeats
        ? self.target(session.samples, sizes[0], loss, &generator)
        : draw(Matrix(rows: session.samples, columns: sizes[0]), scale: 1, &generator)
      let target = repeats ? input : self.target(session.samples, sizes[network.depth], loss, &generator)
      other.setBatch(input: input, target: target, rows: nil)
      other.touchParameters()
      return completed(other)
    }
  }

  /// The session after a complete pass over its batch, or over a drawn one if it has none that fits: a formula can be
  /// tried on it before there are numbers.
  public static func trial(of session: Session) -> Session? {
    if let complete = completed(session) { return complete }
    guard let network = session.network else { return nil }
    var (generator, result) = (NumPyGenerator(seed: 20_200_115), session)
    let input = draw(Matrix(rows: count, columns: network.sizes[0]), scale: 1, &generator)
    let target = target(count, network.sizes[network.depth], network.objective.loss, &generator)
    result.setBatch(input: input, target: target, rows: nil)
    return completed(result)
  }

  /// The session after a complete pass; `nil` if X and Y do not fit the network or each other.
  public static func completed(_ session: Session) -> Session? {
    guard let network = session.network, let input = session[.input], input.columns == network.sizes[0],
      session[.target]?.shape == Shape(rows: input.rows, columns: network.sizes[network.depth])
    else { return nil }
    var result = session
    for quantity in network.operationOrder where !(quantity.isDrawn && session.trace[quantity] != nil) {
      guard (try? result.computeBuiltIn(quantity)) != nil else { return nil }
    }
    return result
  }

  /// Weights of Kaiming's scale, biases and β about 0, γ about 1.
  private static func draw(
    _ value: Matrix<Double>, of parameter: Quantity, in network: Network<Double>, _ generator: inout NumPyGenerator
  ) -> Matrix<Double> {
    switch parameter {
    case .weights(let l): draw(value, scale: (2 / Double(network[layer: l].inputs)).squareRoot(), &generator)
    case .gamma: draw(value, scale: 0.3, &generator).map { 1 + $0 }
    default: draw(value, scale: 0.3, &generator)
    }
  }

  private static func draw(_ matrix: Matrix<Double>, scale: Double, _ generator: inout NumPyGenerator) -> Matrix<Double>
  {
    matrix.map { _ in scale * generator.normal() }
  }

  /// Targets as the loss needs them: rows that sum to 1 for the cross-entropy, otherwise numbers between 0 and 1.
  private static func target(
    _ samples: Int, _ outputs: Int, _ loss: Loss, _ generator: inout NumPyGenerator
  ) -> Matrix<Double> {
    let raw = Matrix(rows: samples, columns: outputs).map { (_: Double) in 0.05 + 0.9 * generator.uniform() }
    if loss.targets == .signs { return raw.map { $0 < 0.5 ? -1 : 1 } }
    guard loss.targets == .distribution else { return raw }
    var result = raw
    for (i, sum) in raw.rowSums.elements.enumerated() {
      for j in 0..<outputs { result[i, j] /= sum }
    }
    return result
  }
}

extension Session {
  /// Whether X is its own target, as in an autoencoder: a claim may then name either.
  fileprivate var repeatsItsInput: Bool {
    guard case .inputs? = dataset?.training.targets else { return false }
    return self[.target] == self[.input]
  }
}
