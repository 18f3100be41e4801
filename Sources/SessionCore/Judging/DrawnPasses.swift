import Engine

/// Complete built-in passes of a session's network over drawn numbers: weights, inputs, targets, masks.
///
/// Layers, losses and settings stay, and so does the kind of targets: classes stay one-hot, 0 and 1 stay 0 and 1.
struct DrawnPasses {
  let session: Session
  /// The size of the batch; that of the session's own batch shows what holds for it.
  let samples: Int

  /// One pass by its number; `nil` if the network has no pass over such a batch.
  func pass(_ number: Int) -> Session? {
    guard let network = session.network else { return nil }
    var generator = NumPyGenerator(seed: 15_000 + UInt32(number))
    var drawn = session
    drawn.definitions = [:]
    for parameter in network.parameters {
      drawn.network?[parameter] = network[parameter].map { draw($0, parameter, network, &generator) }
    }
    let repeats = session.dataset.map { if case .inputs = $0.training.targets { true } else { false } } ?? false
    let target = target(network, &generator)
    let input =
      repeats && session[.target] == session[.input]
      ? target : Matrix(rows: samples, columns: network.sizes[0]).map { (_: Double) in generator.normal() }
    drawn.forgetPass()
    drawn.setBatch(input: input, target: target, rows: nil)
    drawn.generator = generator
    drawn.touchParameters()
    return ComparisonStates.completed(drawn)
  }

  /// Weights of Kaiming's scale, biases and β about 0, γ about 1.
  private func draw(
    _ value: Matrix<Double>, _ parameter: Quantity, _ network: Network<Double>, _ generator: inout NumPyGenerator
  ) -> Matrix<Double> {
    let (mean, scale): (Double, Double) =
      switch parameter {
      case .weights(let l): (0, (2 / Double(network[layer: l].inputs)).squareRoot())
      case .gamma: (1, 0.3)
      default: (0, 0.3)
      }
    return value.map { _ in mean + scale * generator.normal() }
  }

  // MARK: Targets

  private func target(_ network: Network<Double>, _ generator: inout NumPyGenerator) -> Matrix<Double> {
    let outputs = network.sizes[network.depth]
    let shares = Matrix(rows: samples, columns: outputs).map { (_: Double) in 0.05 + 0.9 * generator.uniform() }
    let isWhole = session[.target]?.elements.allSatisfy { $0 == 0 || $0 == 1 } ?? false
    switch network.objective.loss.targets {
    case .anyNumbers:
      if network.objective.loss != .huber { return shares }
      // Residuals on both sides of δ.
      let reach = 4 * network.objective.huberDelta
      return shares.map { generator.uniform() < 0.5 ? $0 : $0 + (generator.uniform() < 0.5 ? reach : -reach) }
    case .signs: return shares.map { $0 < 0.5 ? -1 : 1 }
    case .probabilities: return isWhole ? shares.map { $0 < 0.5 ? 0 : 1 } : shares
    case .distribution: return isWhole ? oneHot(shares) : distributions(shares)
    }
  }

  /// 1 at the largest of each row.
  private func oneHot(_ shares: Matrix<Double>) -> Matrix<Double> {
    Matrix(
      shares.rowArrays.map { row in
        let largest = row.indices.max { row[$0] < row[$1] }
        return row.indices.map { $0 == largest ? 1 : 0 }
      })
  }

  /// Rows that add up to 1.
  private func distributions(_ shares: Matrix<Double>) -> Matrix<Double> {
    Matrix(
      shares.rowArrays.map { row in
        let sum = row.reduce(0, +)
        return row.map { $0 / sum }
      })
  }
}
