import RealModule

extension TrainingEngine {
  /// Sets up an engine and its threads, runs `body` on the calling thread, and ends the threads.
  ///
  /// `body` must end with `leave`.
  static func withEngine<Result>(
    _ network: Network<Double>, _ samples: Samples, capacity: Int, classReading: ClassReading?,
    settings: TrainingSettings = TrainingSettings(rate: 0), state: OptimizerState = OptimizerState(), threads: Int,
    streamKey: UInt64 = 0, _ body: (TrainingEngine) -> Result
  ) -> Result {
    BLASThreads.withOne {
      SampleReader<E>.withReader(samples) { reader in
        let engine = TrainingEngine(
          parameters: ParameterStore(network),
          workspace: Workspace(network, capacity: capacity, classReading: classReading, threads: threads),
          reader: reader, optimizer: OptimizerStore(network, settings, state), threads: threads,
          streamKey: streamKey, shift: settings.shift, blank: E(settings.shift == nil ? 0 : samples.blank),
          alwaysGuards: needsGuard(network, samples, rate: settings.rate, capacity: capacity))
        let team = engine.start()
        defer { team.join() }
        return body(engine)
      }
    }
  }

  /// The threads worth using: a small batch is done before a second thread has begun.
  static func usefulThreads(_ network: Network<Double>, batchSize: Int, atMost limit: Int) -> Int {
    let work = 6 * network.parameterCount * batchSize
    return work < 1_000_000 ? 1 : max(1, min(limit, batchSize))
  }

  /// Whether an update could overflow though activations and error signals are small.
  private static func needsGuard(
    _ network: Network<Double>, _ samples: Samples, rate: Double, capacity: Int
  ) -> Bool {
    let limit = Double(E.updateLimit)
    let parameters = network.parameters.contains { parameter in
      network[parameter]?.elements.allSatisfy { $0.magnitude < limit } == false
    }
    let grows = network.penalizedLayers.contains { l in
      let penalty = network.penalty(l)
      return !((1 - rate * penalty.l2).magnitude <= 1) || !((rate * penalty.l1).magnitude < limit)
    }
    let factor = rate.magnitude * Double(capacity)
    return parameters || grows || !(samples.largestInput < limit) || !(factor * factor < limit)
  }

  /// The sum over the samples at `rows`, in batches of the workspace's capacity.
  func evaluate(_ rows: [Int], _ round: inout Int, each: (Range<Int>) -> Void = { _ in }) -> Tally {
    var sum = Tally()
    rows.withUnsafeBufferPointer { rows in
      for first in stride(from: 0, to: rows.count, by: workspace.capacity) {
        let batch = Batch(rows, from: first, size: workspace.capacity)
        let tally = evaluate(batch, &round)
        sum.loss += tally.loss
        sum.correct += tally.correct
        each(first..<first + batch.count)
      }
    }
    return sum
  }

  /// Keeps parameters and moments as they are after the last step.
  func keepBest() {
    parameters.keepBest()
    optimizer?.keepBest(steps: steps)
  }

  /// Goes back to what was kept last.
  func restoreBest() {
    parameters.restoreBest()
    optimizer?.restoreBest()
  }
}
