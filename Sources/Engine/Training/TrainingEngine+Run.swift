import Interruption

extension TrainingEngine {
  /// Sets up an engine and its threads, runs `body` on the calling thread, and ends the threads.
  ///
  /// If the system gives no other threads, the calling one does everything. `body` must end with `leave`.
  static func withEngine<Result>(
    _ network: Network<Double>, _ samples: Samples, capacity: Int, classReading: ClassReading?,
    settings: TrainingSettings = TrainingSettings(rate: 0), state: OptimizerState = OptimizerState(), threads: Int,
    streamKey: UInt64 = 0, _ body: (TrainingEngine) -> Result
  ) -> Result {
    BLASThreads.withOne {
      SampleReader<E>.withReader(samples) { reader in
        func engine(threads: Int) -> TrainingEngine {
          let workspace = Workspace<E>(
            network, Division(sizes: network.sizes, threads: threads), capacity: capacity, classReading: classReading)
          return TrainingEngine(
            network, workspace, reader, settings, state, streamKey: streamKey,
            blank: settings.shift == nil ? 0 : samples.blank,
            alwaysGuards: needsGuard(network, samples, rate: settings.rate, capacity: capacity))
        }
        let shared = engine(threads: threads)
        guard let team = shared.start() else { return body(engine(threads: 1)) }
        defer { team.join() }
        return body(shared)
      }
    }
  }

  /// The threads worth using: a small batch is done before a second thread has started, and a hidden softmax needs all
  /// units of a sample on one thread.
  static func usefulThreads(_ network: Network<Double>, batchSize: Int, atMost limit: Int) -> Int {
    let work = 6 * network.parameterCount * batchSize
    return work < 1_000_000 || network.hasHiddenSoftmax ? 1 : max(1, min(limit, batchSize))
  }

  /// Whether an update could overflow though activations and error signals are small.
  private static func needsGuard(_ network: Network<Double>, _ samples: Samples, rate: Double, capacity: Int) -> Bool {
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

  /// The sum over the samples at `rows`, in batches of the workspace's capacity; stopped work ends before the next one.
  func evaluate(_ rows: [Int], _ worker: inout Worker<E>, each: (Range<Int>) -> Void = { _ in }) -> Tally {
    var sum = Tally()
    rows.withUnsafeBufferPointer { rows in
      for first in stride(from: 0, to: rows.count, by: workspace.capacity) where !Work.current.isStopped {
        Work.current.report(Double(first) / Double(rows.count))
        let batch = Batch(rows, from: first, size: workspace.capacity)
        let tally = evaluate(batch, &worker)
        sum.loss += tally.loss
        sum.correct += tally.correct
        each(first..<first + batch.count)
      }
    }
    return sum
  }

  /// Keeps parameters and moments as they are after the last step.
  func keepBest() {
    parameters.forEach { $0.memory.keepBest() }
    optimizers.forEach { $0.keepBest(steps: steps) }
  }

  /// Goes back to what was kept last.
  func restoreBest() {
    parameters.forEach { $0.memory.restoreBest() }
    optimizers.forEach { $0.moments.restoreBest() }
  }

  /// The network with the parameters of all threads.
  func network(like network: Network<Double>) -> Network<Double> {
    var result = network
    for part in parameters { part.write(to: &result) }
    return result
  }

  /// What the optimiser remembers after the last step, or after those of the best epoch.
  func optimizerState(of network: Network<Double>) -> OptimizerState {
    var result = OptimizerState()
    for part in optimizers { part.write(to: &result, of: network, steps: steps) }
    return result
  }
}
