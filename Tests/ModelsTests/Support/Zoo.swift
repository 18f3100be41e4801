import Engine

@testable import Models

/// Networks of every activation and loss, with a batch that saturates some units.
enum Zoo {
  struct Animal {
    var name: String
    var network: Network<Double>
  }

  static let x = Matrix([[0.1, -0.3, 0.4], [0.5, 0.2, -0.7], [3, 2, 1]])
  static let y = Matrix<Double>([[1, 0], [0, 1], [0, 1]])

  static let animals = Activation.allCases.flatMap { hidden in
    [
      animal(hidden, .identity, Objective(l2: 0.01)),
      animal(hidden, .softmax, Objective(loss: .crossEntropy, reduction: .sum)),
      animal(hidden, .sigmoid, Objective(loss: .binaryCrossEntropy, l2: 0.3)),
      animal(hidden, .softmax, Objective(reduction: .sum)),
      animal(hidden, hidden, Objective()),
    ]
  }

  private static func animal(_ hidden: Activation, _ output: Activation, _ objective: Objective) -> Animal {
    var generator = NumPyGenerator(seed: 5)
    var network = Network<Double>(sizes: [3, 5, 4, 2], hidden: hidden, output: output, objective: objective)
      .initialized(.kaiming, using: &generator)
    network[layer: 1].biases = Matrix([[0.1, -0.2, 0.3, 25, -30]])
    return Animal(name: "\(hidden)-\(output)-\(objective.loss)-\(objective.reduction)", network: network)
  }
}
