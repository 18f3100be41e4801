/// How well a network does on some samples.
public struct Evaluation: Equatable, Sendable {
  public var samples: Int
  /// The mean loss per sample, without the penalty; NaN for no samples.
  public var loss: Double
  /// The share of samples classified right; `nil` where targets are not classes.
  public var accuracy: Double?
  /// How near the outputs are; `nil` where targets are classes.
  public var fit: Fit?

  public init(samples: Int, loss: Double, accuracy: Double?) {
    self.samples = samples
    self.loss = loss
    self.accuracy = accuracy
  }
}

/// The loss and accuracy of a network on the samples at `rows`, or on all.
/// - Precondition: the samples have as many features and outputs as the network has inputs and outputs.
public func evaluate(_ network: Network<Double>, on samples: Samples, rows: [Int]? = nil) -> Evaluation {
  let rows = rows ?? Array(0..<samples.count)
  let classReading = samples.classReading
  var residuals = Residuals(outputs: samples.outputs)
  let tally = forward(network, samples, rows, classReading) { engine, count in
    guard classReading == nil else { return }
    let (a, y) = (engine.workspace.a(network.depth), engine.workspace.y)
    let width = samples.outputs
    for row in 0..<count {
      residuals.add(
        outputs: UnsafeBufferPointer(start: a + row * width, count: width),
        targets: UnsafeBufferPointer(start: y + row * width, count: width))
    }
  }
  var result = Evaluation(
    samples: rows.count, loss: tally.loss / Double(rows.count),
    accuracy: classReading.map { _ in Double(tally.correct) / Double(rows.count) })
  result.fit = classReading == nil ? residuals.fit : nil
  return result
}

/// The outputs a[L] of a network for the samples at `rows`, or for all.
/// - Shapes: rows×n_L.
/// - Precondition: the samples have as many features and outputs as the network has inputs and outputs.
public func predict(_ network: Network<Double>, on samples: Samples, rows: [Int]? = nil) -> Matrix<Double> {
  let rows = rows ?? Array(0..<samples.count)
  let width = samples.outputs
  var elements: [Double] = []
  elements.reserveCapacity(rows.count * width)
  _ = forward(network, samples, rows, nil) { engine, count in
    elements.append(contentsOf: UnsafeBufferPointer(start: engine.workspace.a(network.depth), count: count * width))
  }
  return Matrix(rows: rows.count, columns: width, elements: elements)
}

/// The samples that a forward pass takes at once where nothing is trained.
let evaluationBatchSize = 256

/// Runs the forward pass over many samples; `each` sees the engine after each batch.
private func forward(
  _ network: Network<Double>, _ samples: Samples, _ rows: [Int], _ classReading: ClassReading?,
  each: (TrainingEngine<Double>, Int) -> Void
) -> Tally {
  precondition(samples.features == network.sizes[0] && samples.outputs == network.sizes[network.depth])
  precondition(rows.allSatisfy { 0..<samples.count ~= $0 })
  let capacity = max(1, min(evaluationBatchSize, rows.count))
  return TrainingEngine<Double>.withEngine(
    network, samples, capacity: capacity, classReading: classReading,
    threads: TrainingEngine<Double>.usefulThreads(
      network, batchSize: capacity, atMost: TrainingSettings.defaultThreads)
  ) { engine in
    var round = 0
    let tally = engine.evaluate(rows, &round) { each(engine, $0.count) }
    engine.leave(&round)
    return tally
  }
}
