import Calculus
import Engine

@testable import Models

/// Networks of every activation, loss and optional part of a layer, with a batch that saturates some units.
enum Zoo {
  struct Animal {
    var name: String
    var network: Network<Double>
  }

  static let x = Matrix([[0.1, -0.3, 0.4], [0.5, 0.2, -0.7], [3, 2, 1]])
  static let y = Matrix<Double>([[1, 0], [0, 1], [0, 1]])

  /// The batch as a pass gets it, with a mask if the network has one, so that others are drawn.
  static func given(_ network: Network<Double>) -> Trace<Double> {
    var trace = Trace(input: x, target: y)
    if network.dropsOut(1) { trace[.mask(1)] = Matrix([[2, 0, 2, 2, 0], [0, 2, 2, 0, 2], [2, 2, 0, 2, 2]]) }
    return trace
  }

  static let animals = plain + activations.flatMap(withParts)

  /// Those of the program, a smooth one of a user, and one with kinks and calls of others.
  static let activations =
    Activation.allCases
    + [
      "swish2(z) = z * sigmoid(1.7 * z)", "bent_one(x) = where(x > 1, softplus(x - 1) + tanh(1), abs(tanh(x)))",
    ].compactMap { text in ActivationDefinition(reading: text).flatMap { try? Activation($0) } }

  private static let plain = activations.flatMap { hidden in
    [
      animal(hidden, .identity, Objective(l2: 0.01)),
      animal(hidden, .softmax, Objective(loss: .crossEntropy, reduction: .sum)),
      animal(hidden, .sigmoid, Objective(loss: .binaryCrossEntropy, l2: 0.3)),
      animal(hidden, .softmax, Objective(reduction: .sum)),
      animal(hidden, hidden, Objective()),
    ]
  }

  /// Batch normalisation, dropout and penalties, alone and together, with the losses that came with them.
  private static func withParts(_ hidden: Activation) -> [Animal] {
    var smoothed = Objective(loss: .crossEntropy)
    smoothed.labelSmoothing = 0.1
    var doubtful = Objective(loss: .binaryCrossEntropy, reduction: .sum, l2: 0.02)
    (doubtful.labelSmoothing, doubtful.l1) = (0.2, 0.03)
    var huber = Objective(loss: .huber)
    huber.huberDelta = 0.7
    let mean = Objective(loss: .meanSquaredError)
    return [
      animal(hidden, .softmax, smoothed, dropout: 0.5), animal(hidden, .sigmoid, doubtful, isNormalized: true),
      animal(hidden, .identity, huber, dropout: 0.5, isNormalized: true),
      animal(hidden, .tanh, mean, l1: 0.05, l2: 0.5),
    ]
  }

  private static func animal(
    _ hidden: Activation, _ output: Activation, _ objective: Objective, dropout: Double = 0, isNormalized: Bool = false,
    l1: Double? = nil, l2: Double? = nil
  ) -> Animal {
    var animal = animal(hidden, output, objective)
    // A bias before batch normalisation has no effect, and a large one takes digits.
    if isNormalized { animal.network[layer: 1].biases = Matrix([[0.1, -0.2, 0.3, 1, -2]]) }
    for l in 1...2 {
      animal.network[layer: l].dropout = dropout
      animal.network[layer: l].normalization = isNormalized ? normalization(units: animal.network.sizes[l]) : nil
    }
    (animal.network[layer: 2].l1, animal.network[layer: 3].l2) = (l1, l2)
    animal.name += "-\(dropout)-\(isNormalized)-\(l1 ?? 0)"
    return animal
  }

  /// As after some training.
  private static func normalization(units: Int) -> BatchNormalization<Double> {
    var normalization = BatchNormalization<Double>(units: units)
    let places = Matrix(rows: 1, columns: units, elements: (0..<units).map(Double.init))
    normalization.gamma = places.map { 0.5 + 0.25 * $0 }
    normalization.beta = places.map { 0.1 * $0 - 0.2 }
    normalization.runningMean = places.map { 0.3 - 0.2 * $0 }
    normalization.runningVariance = places.map { 0.01 + $0 * $0 }
    return normalization
  }

  private static func animal(_ hidden: Activation, _ output: Activation, _ objective: Objective) -> Animal {
    var generator = NumPyGenerator(seed: 5)
    var network = Network<Double>(sizes: [3, 5, 4, 2], hidden: hidden, output: output, objective: objective)
      .initialized(.kaiming, using: &generator)
    network[layer: 1].biases = Matrix([[0.1, -0.2, 0.3, 25, -30]])
    return Animal(name: "\(hidden)-\(output)-\(objective.loss)-\(objective.reduction)", network: network)
  }
}
