/// How well a network does on some samples.
public struct Evaluation: Equatable, Sendable {
  public var samples: Int
  /// The mean loss per sample, without the penalty; NaN for no samples.
  public var loss: Double
  /// The share of samples classified right; `nil` if targets are not classes.
  public var accuracy: Double?
  /// How near the outputs are; `nil` if targets are classes.
  public var fit: Fit?
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
  return Evaluation(
    samples: rows.count, loss: tally.loss / Double(rows.count),
    accuracy: classReading.map { _ in Double(tally.correct) / Double(rows.count) },
    fit: classReading == nil ? residuals.fit : nil)
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
  // Stopped work has fewer.
  elements.append(contentsOf: repeatElement(0, count: rows.count * width - elements.count))
  return Matrix(rows: rows.count, columns: width, elements: elements)
}

/// The samples that a forward pass takes at once outside training.
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
    threads: TrainingEngine<Double>.usefulThreads(network, batchSize: capacity, atMost: TrainingSettings.defaultThreads)
  ) { engine in
    var worker = engine.worker(0)
    let tally = engine.evaluate(rows, &worker) { each(engine, $0.count) }
    engine.leave(&worker)
    return tally
  }
}

/// How near the outputs of a regression are to their targets.
public struct Fit: Equatable, Sendable {
  /// √(mean of (a − y)²) over samples and outputs, in the unit of the targets.
  public var rootMeanSquare: Double
  /// R² = 1 − Σ(a − y)² / Σ(y − ȳ)², the share of the targets' variance that the outputs explain: 1 for a perfect
  /// fit, 0 for the targets' means ȳ, one for each output. `nil` if the targets do not vary.
  public var explained: Double?
}

/// The squared residuals of many samples, and the variance of their targets.
///
/// The sum of (y − ȳ)² is updated sample by sample, which loses no digits if the mean is large.
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares" (1962).
struct Residuals {
  private var samples = 0.0
  private var squares = 0.0
  private var means: [Double]
  private var variation = 0.0

  init(outputs: Int) { means = Array(repeating: 0, count: outputs) }

  mutating func add(outputs: UnsafeBufferPointer<Double>, targets: UnsafeBufferPointer<Double>) {
    samples += 1
    for i in means.indices {
      squares += (outputs[i] - targets[i]) * (outputs[i] - targets[i])
      let distance = targets[i] - means[i]
      means[i] += distance / samples
      variation += distance * (targets[i] - means[i])
    }
  }

  var fit: Fit? {
    guard samples > 0, !means.isEmpty else { return nil }
    return Fit(
      rootMeanSquare: (squares / (samples * Double(means.count))).squareRoot(),
      explained: variation > 0 ? 1 - squares / variation : nil)
  }
}
