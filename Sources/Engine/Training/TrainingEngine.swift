import RealModule

/// What all threads of a run share, and the work of one thread on a batch.
///
/// Every thread runs `serve`; the calling thread is thread 0 and hands out one batch after another. Each thread has its
/// own units of every layer, and at the outputs its own samples, with barriers where it needs what others have.
/// A class, because threads share it: what a thread writes, others read only behind a barrier.
final class TrainingEngine<E: Scalar>: @unchecked Sendable {
  /// What the threads do next. Each takes a copy behind the barrier: the caller may already prepare the next one
  /// while another thread updates.
  private enum Command {
    case train(Batch, Step)
    case evaluate(Batch)
    case leave
  }

  /// Which step it is, from 1, and its learning rate.
  struct Step {
    let number: Int
    let rate: Double
  }

  /// The indexes of the samples of a batch, and of those that come next.
  struct Batch {
    let samples: UnsafeBufferPointer<Int>
    let upcoming: UnsafeBufferPointer<Int>

    /// The samples from `first` on.
    init(_ order: UnsafeBufferPointer<Int>, from first: Int, size: Int) {
      let end = min(first + size, order.count)
      samples = UnsafeBufferPointer(rebasing: order[first..<end])
      upcoming = UnsafeBufferPointer(rebasing: order[end..<min(end + size, order.count)])
    }

    var count: Int { samples.count }
  }

  /// One thread's part of a batch, alone on its cache lines.
  private struct Part {
    var tally = Tally()
    var isLarge = false
    var spoilt: Quantity?
    /// Of its gradients.
    var squares = 0.0
    var padding: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)
  }

  /// Of each thread.
  let parameters: [ParameterStore<E>]
  let workspace: Workspace<E>
  let reader: SampleReader<E>
  /// What the steps of each thread remember; empty for plain gradient descent.
  let optimizers: [OptimizerStore<E>]
  let threads: Int
  private let alwaysGuards: Bool
  private let barrier: SpinBarrier
  private let parts: UnsafeMutablePointer<Part>
  private var command = Command.leave
  private let streamKey: UInt64
  private let shift: ImageShift?
  /// What comes in at the edges of a shifted image.
  private let blank: E
  /// Steps done in this run; only the calling thread looks.
  private(set) var steps = 0

  /// - Parameter alwaysGuards: whether every update is checked, because the parameters or inputs are huge already.
  init(
    parameters: [ParameterStore<E>], workspace: Workspace<E>, reader: SampleReader<E>, optimizers: [OptimizerStore<E>],
    streamKey: UInt64, shift: ImageShift?, blank: E, alwaysGuards: Bool
  ) {
    self.parameters = parameters
    self.workspace = workspace
    self.reader = reader
    self.optimizers = optimizers
    threads = workspace.division.threads
    self.streamKey = streamKey
    self.shift = shift
    self.blank = blank
    self.alwaysGuards = alwaysGuards
    barrier = SpinBarrier(threads: threads)
    parts = .allocate(capacity: threads)
    parts.initialize(repeating: Part(), count: threads)
  }

  deinit { parts.deallocate() }

  /// Starts the other threads; `nil` where the system does not give them.
  func start() -> ThreadTeam? {
    let team = ThreadTeam(count: threads - 1) { [self] in serve($0) }
    if team.count == threads - 1 { return team }
    barrier.setThreads(team.count + 1)
    var round = 0
    leave(&round)
    team.join()
    return nil
  }

  /// The work of a thread other than the calling one, until the run is over.
  private func serve(_ thread: Int) {
    var round = 0
    while true {
      barrier.wait(&round)
      switch command {
      case .train(let batch, let next): step(batch, next, thread, &round)
      case .evaluate(let batch): evaluate(batch, thread, &round)
      case .leave: return
      }
    }
  }

  /// Trains on one batch, on all threads.
  /// - Returns: the sum over all samples, and what is not finite, in which case the parameters are as before.
  func train(_ batch: Batch, rate: Double, _ round: inout Int) -> (tally: Tally, spoilt: Quantity?) {
    let next = Step(number: steps + 1, rate: rate)
    dispatch(.train(batch, next), &round)
    let result = step(batch, next, 0, &round)
    if result.spoilt == nil { steps += 1 }
    return result
  }

  /// Runs the forward pass on one batch, on all threads; after it, `workspace` holds the outputs.
  func evaluate(_ batch: Batch, _ round: inout Int) -> Tally {
    dispatch(.evaluate(batch), &round)
    return evaluate(batch, 0, &round)
  }

  /// Ends the work of the other threads.
  func leave(_ round: inout Int) { dispatch(.leave, &round) }

  private func dispatch(_ command: Command, _ round: inout Int) {
    self.command = command
    barrier.wait(&round)
  }

  private func share(_ count: Int, _ thread: Int) -> Range<Int> { Engine.share(count, thread, of: threads) }

  @discardableResult
  private func evaluate(_ batch: Batch, _ thread: Int, _ round: inout Int) -> Tally {
    pass(batch, thread, &round)
    barrier.wait(&round)
    return total.tally
  }

  /// - Parameter number: of the batch in the run, in training; `nil` in evaluation.
  private func pass(_ batch: Batch, training number: Int? = nil, _ thread: Int, _ round: inout Int) {
    let (rows, samples, parameters) = (share(batch.count, thread), batch.count, parameters[thread])
    workspace.gather(batch.samples, targets: rows, from: reader, thread: thread)
    if let number, let shift {
      workspace.shiftImages(
        shift, samples: samples, blank: blank, batch: number, key: streamKey, thread: thread)
    }
    for sample in batch.upcoming { reader.prefetchInput(sample) }
    for l in 1...workspace.depth {
      let isByInputs = workspace.division.isByInputs(l)
      if l > 1, !isByInputs { barrier.wait(&round) }
      workspace.product(parameters, l, samples: samples, thread: thread)
      if l == workspace.depth { break }
      if isByInputs {
        barrier.wait(&round)
        workspace.addUp(l, samples: samples, thread: thread)
      }
      if workspace.normalizes(l) {
        if number == nil {
          workspace.normalizeByRunning(parameters, l, samples: samples, thread: thread)
        } else {
          workspace.normalize(parameters, l, samples: samples, thread: thread)
        }
      }
      workspace.activate(parameters, l, samples: samples, thread: thread)
      if let number { workspace.dropOut(l, samples: samples, batch: number, key: streamKey, thread: thread) }
    }
    barrier.wait(&round)
    parts[thread].tally = workspace.output(rows: rows)
  }

  /// δ[l] for l = L−1…1.
  private func pullBack(_ samples: Int, _ thread: Int, _ round: inout Int) {
    for l in stride(from: workspace.depth, to: 1, by: -1) {
      if workspace.division.isByInputs(l) { barrier.wait(&round) }
      workspace.slopeProduct(parameters[thread], l, samples: samples, thread: thread)
      if workspace.division.givesSlopesInSummands(l) {
        barrier.wait(&round)
        workspace.addUpSlopes(l, samples: samples, thread: thread)
      }
      workspace.pullBack(l - 1, samples: samples, thread: thread)
      if workspace.normalizes(l - 1) {
        workspace.normalizeSlopes(parameters[thread], l - 1, samples: samples, thread: thread)
      }
    }
  }

  @discardableResult
  private func step(
    _ batch: Batch, _ next: Step, _ thread: Int, _ round: inout Int
  ) -> (tally: Tally, spoilt: Quantity?) {
    pass(batch, training: next.number, thread, &round)
    pullBack(batch.count, thread, &round)
    parts[thread].isLarge = workspace.isLarge(
      samples: batch.count, outputs: share(batch.count, thread),
      limit: optimizers.isEmpty ? E.updateLimit : E.squaredUpdateLimit, thread: thread)
    barrier.wait(&round)
    let (tally, isLarge) = total
    guard tally.loss.isFinite else { return (tally, .loss) }
    if isLarge || alwaysGuards { return (tally, guardedUpdate(batch.count, next, thread, &round)) }
    update(batch.count, next, thread, &round)
    return (tally, nil)
  }

  /// The parts of all threads, added in one order so that runs are equal to the last bit.
  private var total: (tally: Tally, isLarge: Bool) {
    var tally = Tally()
    var isLarge = false
    for t in 0..<threads {
      tally.loss += parts[t].tally.loss
      tally.correct += parts[t].tally.correct
      isLarge = isLarge || parts[t].isLarge
    }
    return (tally, isLarge)
  }

  /// The first tensor in the order of the layers that any thread has spoilt.
  private var firstSpoilt: Quantity? {
    (0..<threads).lazy.compactMap { [parts] in parts[$0].spoilt }.min {
      ParameterLayout.index($0) < ParameterLayout.index($1)
    }
  }

  private func update(_ samples: Int, _ next: Step, _ thread: Int, _ round: inout Int) {
    if !optimizers.isEmpty { return update(samples, optimizers[thread], next, thread, &round) }
    for l in 1...workspace.depth {
      workspace.update(parameters[thread], l, samples: samples, rate: next.rate, thread: thread)
    }
  }

  private func update(
    _ samples: Int, _ optimizer: OptimizerStore<E>, _ next: Step, _ thread: Int, _ round: inout Int
  ) {
    for l in 1...workspace.depth {
      workspace.gradient(parameters[thread], l, samples: samples, into: optimizer, thread: thread)
    }
    let squares = optimizer.clip()
    var scale: E = 1
    if case .norm? = optimizer.clipping, let clipping = optimizer.clipping {
      parts[thread].squares = squares
      barrier.wait(&round)
      scale = E(clipping.scale(squares: (0..<threads).reduce(0) { $0 + parts[$1].squares }))
    }
    let step = OptimizerStep<E>(optimizer.optimizer, number: optimizer.earlierSteps + next.number, rate: next.rate)
    optimizer.move(parameters[thread], by: step, scale: scale)
  }

  /// An update that is taken back on all threads when it spoils a parameter.
  private func guardedUpdate(_ samples: Int, _ next: Step, _ thread: Int, _ round: inout Int) -> Quantity? {
    parameters[thread].save()
    if !optimizers.isEmpty { optimizers[thread].save() }
    update(samples, next, thread, &round)
    parts[thread].spoilt = parameters[thread].spoilt
    barrier.wait(&round)
    let spoilt = firstSpoilt
    if spoilt != nil {
      parameters[thread].restore()
      if !optimizers.isEmpty { optimizers[thread].restore() }
    }
    return spoilt
  }
}
