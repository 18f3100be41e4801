import Engine
import Language

extension Arguments {
  /// Refuses samples that do not fit the network.
  public func requireFit(_ samples: Samples, _ network: Network<Double>) throws(Diagnostic) {
    let sizes = network.sizes
    guard sizes[0] == samples.features else {
      throw failure(
        "the samples have \(samples.features) numbers, the network \(sizes[0]) inputs",
        hint: "network \(samples.features) … \(samples.outputs); data none trains on X and Y instead")
    }
    guard sizes[network.depth] == samples.outputs else {
      throw failure(
        "the targets have \(samples.outputs) numbers, the network \(sizes[network.depth]) outputs",
        hint: "network \(samples.features) … \(samples.outputs)")
    }
    try requireTargets(of: samples, for: network.objective.loss)
  }

  /// Refuses targets that the loss is not defined on.
  private func requireTargets(of samples: Samples, for loss: Loss) throws(Diagnostic) {
    switch loss.targets {
    case .anyNumbers: return
    case .signs:
      guard let value = samples.firstTargetThatIsNoSign else { return }
      throw failure(
        "\(loss.name) needs targets of −1 and 1; these have \(value.formatted)",
        hint: "batch 0:\(samples.count), then Y = 2 * Y - 1 and data none trains on X and Y")
    case .probabilities:
      guard let range = samples.targetRange, range.lowerBound < 0 || range.upperBound > 1 else { return }
      let isInputs = if case .inputs = samples.targets { true } else { false }
      throw failure(
        "\(loss.name) needs targets from 0 to 1; these go from \(range.lowerBound) to \(range.upperBound)",
        hint: isInputs
          ? "normalize unit puts the inputs, which are the targets, there" : "loss mean-squared-error takes any number")
    case .distribution:
      guard samples.classReading == nil, let row = samples.firstThatIsNoDistribution else { return }
      throw failure(
        "\(loss.name) needs targets that are classes or shares of 1; those of sample \(row) are not",
        hint: "loss mean-squared-error is for numbers")
    }
  }
}

extension Samples {
  fileprivate var firstTargetThatIsNoSign: Double? {
    for row in 0..<count {
      let target: Matrix<Double> = targetMatrix(at: [row])
      if let wrong = target.elements.first(where: { abs($0) != 1 }) { return wrong }
    }
    return nil
  }

  fileprivate var firstThatIsNoDistribution: Int? {
    (0..<count).first { row in
      let target: Matrix<Double> = targetMatrix(at: [row])
      return abs(target.elements.reduce(0, +) - 1) > 1e-6 || target.elements.contains { $0 < 0 }
    }
  }
}
