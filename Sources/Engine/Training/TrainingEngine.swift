import RealModule

/// What all threads of a run share, and the work of one thread on a batch.
///
/// Every thread runs `serve`; the calling thread is thread 0 and hands out one batch after another. In the first
/// product and in the update each thread has its own units, in the rest of a pass its own samples, with barriers between.
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
    /// Of the gradients of its units.
    var squares = 0.0
    var padding: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)
  }

  let parameters: ParameterStore<E>
  let workspace: Workspace<E>
  let reader: SampleReader<E>
  /// What the steps remember; `nil` for plain gradient descent.
  let optimizer: OptimizerStore<E>?
  /// As many as the system gave; set before the first batch.
  private(set) var threads: Int
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
    parameters: ParameterStore<E>, workspace: Workspace<E>, reader: SampleReader<E>, optimizer: OptimizerStore<E>?,
    threads: Int, streamKey: UInt64, shift: ImageShift?, blank: E, alwaysGuards: Bool
  ) {
    self.parameters = parameters
    self.workspace = workspace
    self.reader = reader
    self.optimizer = optimizer
    self.threads = threads
    self.streamKey = streamKey
    self.shift = shift
    self.blank = blank
    self.alwaysGuards = alwaysGuards
    barrier = SpinBarrier(threads: threads)
    parts = .allocate(capacity: threads)
    parts.initialize(repeating: Part(), count: threads)
  }

  deinit { parts.deallocate() }

  /// Starts the other threads. Where the system has fewer to give, the run goes on with these.
  func start() -> ThreadTeam {
    let team = ThreadTeam(count: threads - 1) { [self] in serve($0) }
    threads = team.count + 1
    barrier.setThreads(threads)
    return team
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
    let rows = share(batch.count, thread)
    workspace.gather(batch.samples, rows: rows, from: reader)
    if let number, let shift {
      workspace.shiftImages(shift, rows: rows, blank: blank, batch: number, key: streamKey)
    }
    for i in share(batch.upcoming.count, thread) { reader.prefetchInput(batch.upcoming[i]) }
    barrier.wait(&round)
    workspace.firstProduct(parameters, units: share(workspace.sizes[1], thread), samples: batch.count)
    barrier.wait(&round)
    for l in 1...workspace.depth {
      workspace.preActivate(parameters, l, rows: rows)
      if l == workspace.depth { break }
      if workspace.normalizes(l) {
        if number == nil {
          workspace.normalizeByRunning(parameters, l, rows: rows, thread: thread)
        } else {
          workspace.sumUp(l, rows: rows, thread: thread)
          barrier.wait(&round)
          workspace.normalize(
            parameters, l, rows: rows, samples: batch.count, thread: thread, threads: threads)
        }
      }
      workspace.activate(parameters, l, rows: rows)
      if let number { workspace.dropOut(l, rows: rows, batch: number, key: streamKey) }
    }
    parts[thread].tally = workspace.output(rows: rows)
  }

  /// δ[l] for l = L−1…1.
  private func pullBack(_ batch: Batch, _ thread: Int, _ round: inout Int) {
    let rows = share(batch.count, thread)
    for l in stride(from: workspace.depth - 1, to: 0, by: -1) {
      workspace.pullBack(parameters, l, rows: rows)
      guard workspace.normalizes(l) else { continue }
      workspace.sumUpSlopes(l, rows: rows, thread: thread)
      barrier.wait(&round)
      workspace.normalizeSlopes(parameters, l, rows: rows, samples: batch.count, thread: thread, threads: threads)
    }
  }

  @discardableResult
  private func step(
    _ batch: Batch, _ next: Step, _ thread: Int, _ round: inout Int
  ) -> (tally: Tally, spoilt: Quantity?) {
    pass(batch, training: next.number, thread, &round)
    pullBack(batch, thread, &round)
    parts[thread].isLarge = workspace.isLarge(
      rows: share(batch.count, thread), limit: optimizer == nil ? E.updateLimit : E.squaredUpdateLimit, thread: thread)
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

  private func update(_ samples: Int, _ next: Step, _ thread: Int, _ round: inout Int) {
    if let optimizer { return update(samples, optimizer, next, thread, &round) }
    for l in 1...workspace.depth {
      workspace.update(
        parameters, l, units: share(workspace.sizes[l], thread), samples: samples, rate: next.rate, thread: thread)
    }
  }

  private func update(
    _ samples: Int, _ optimizer: OptimizerStore<E>, _ next: Step, _ thread: Int, _ round: inout Int
  ) {
    var squares = 0.0
    for l in 1...workspace.depth {
      let units = share(workspace.sizes[l], thread)
      workspace.gradient(parameters, l, units: units, samples: samples, into: optimizer, thread: thread)
      squares += optimizer.clip(l, units: units)
    }
    var scale: E = 1
    if case .norm? = optimizer.clipping, let clipping = optimizer.clipping {
      parts[thread].squares = squares
      barrier.wait(&round)
      scale = E(clipping.scale(squares: (0..<threads).reduce(0) { $0 + parts[$1].squares }))
    }
    let step = OptimizerStep<E>(optimizer.optimizer, number: optimizer.earlierSteps + next.number, rate: next.rate)
    for l in 1...workspace.depth {
      optimizer.move(parameters, l, units: share(workspace.sizes[l], thread), by: step, scale: scale)
    }
  }

  /// An update that is taken back on all threads when it spoils a parameter.
  private func guardedUpdate(_ samples: Int, _ next: Step, _ thread: Int, _ round: inout Int) -> Quantity? {
    let layers = 1...workspace.depth
    for l in layers {
      parameters.save(l, units: share(workspace.sizes[l], thread))
      optimizer?.save(l, units: share(workspace.sizes[l], thread))
    }
    update(samples, next, thread, &round)
    parts[thread].spoilt =
      layers.lazy.compactMap { [self] l in
        parameters.spoilt(l, units: share(workspace.sizes[l], thread))
      }.first
    barrier.wait(&round)
    let spoilt = (0..<threads).lazy.compactMap { [parts] in parts[$0].spoilt }.first
    if spoilt != nil {
      for l in layers {
        parameters.restore(l, units: share(workspace.sizes[l], thread))
        optimizer?.restore(l, units: share(workspace.sizes[l], thread))
      }
    }
    return spoilt
  }
}

/// A part of 0 ..< count as large as every other thread's.
func share(_ count: Int, _ thread: Int, of threads: Int) -> Range<Int> {
  count * thread / threads..<count * (thread + 1) / threads
}
