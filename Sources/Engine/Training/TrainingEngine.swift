import Interruption

/// What all threads of a run share, and the work of one thread on a batch.
///
/// Every thread runs `serve`; the calling thread is thread 0 and hands out one batch after another. Each thread has its
/// own units of every layer, and at the outputs its own samples, with barriers before it reads what others wrote.
/// A class, because threads share it: what a thread writes, others read only after a barrier.
final class TrainingEngine<E: Scalar>: @unchecked Sendable {
  /// What the threads do next. Each takes a copy after the barrier: the caller may already prepare the next one
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
    /// Whether the work was stopped before the update.
    var isStopped = false
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
  /// That of the calling thread, which the others ask as well. Once it is stopped, the rest of a batch is worth nothing.
  private let work = Work.current.silent
  /// Whether the parameters are used after the work was stopped: an update is made completely or not at all.
  private let keepsParameters: Bool
  private let streamKey: UInt64
  private let shift: ImageShift?
  /// What comes in at the edges of a shifted image.
  private let blank: E
  /// Steps done in this run; only the calling thread looks.
  private(set) var steps = 0

  /// - Parameter alwaysGuards: whether every update is checked, because the parameters or inputs are huge already.
  init(
    _ network: Network<Double>, _ workspace: Workspace<E>, _ reader: SampleReader<E>, _ settings: TrainingSettings,
    _ state: OptimizerState, streamKey: UInt64, blank: Double, alwaysGuards: Bool
  ) {
    (self.workspace, self.reader, threads) = (workspace, reader, workspace.division.threads)
    let layouts = (0..<threads).map { ParameterLayout(network, workspace.division, thread: $0) }
    parameters = layouts.map { ParameterStore(network, $0) }
    optimizers = layouts.compactMap { OptimizerStore(network, $0, settings, state) }
    (self.streamKey, shift, self.blank, self.alwaysGuards) = (streamKey, settings.shift, E(blank), alwaysGuards)
    keepsParameters = settings.keepsParametersWhenStopped
    barrier = SpinBarrier(threads: threads)
    parts = .allocate(capacity: threads)
    parts.initialize(repeating: Part(), count: threads)
  }

  deinit { parts.deallocate() }

  /// A thread before its first batch.
  func worker(_ thread: Int) -> Worker<E> { Worker(workspace, parameters[thread], thread: thread) }

  /// Starts the other threads; `nil` if the system does not give them.
  func start() -> ThreadTeam? {
    let team = ThreadTeam(count: threads - 1) { [self] thread in work.run { serve(thread) } }
    if team.count == threads - 1 { return team }
    barrier.setThreads(team.count + 1)
    var worker = worker(0)
    leave(&worker)
    team.join()
    return nil
  }

  /// The work of a thread other than the calling one, until the run is over.
  private func serve(_ thread: Int) {
    var worker = worker(thread)
    while true {
      barrier.wait(&worker.round)
      switch command {
      case .train(let batch, let next): step(batch, next, &worker)
      case .evaluate(let batch): evaluate(batch, on: &worker)
      case .leave: return
      }
    }
  }

  /// Trains on one batch, on all threads.
  /// - Parameter worker: thread 0.
  /// - Returns: `nil` if the work was stopped before the update; else the sum over all samples, and what is not finite.
  ///   In both cases the parameters are as before.
  func train(_ batch: Batch, rate: Double, _ worker: inout Worker<E>) -> (tally: Tally, spoilt: Quantity?)? {
    let next = Step(number: steps + 1, rate: rate)
    dispatch(.train(batch, next), &worker)
    guard let result = step(batch, next, &worker) else { return nil }
    if result.spoilt == nil { steps += 1 }
    return result
  }

  /// Runs the forward pass on one batch, on all threads; after it, `workspace` holds the outputs.
  /// - Parameter worker: thread 0.
  func evaluate(_ batch: Batch, _ worker: inout Worker<E>) -> Tally {
    dispatch(.evaluate(batch), &worker)
    return evaluate(batch, on: &worker)
  }

  /// Ends the work of the other threads.
  func leave(_ worker: inout Worker<E>) { dispatch(.leave, &worker) }

  private func dispatch(_ command: Command, _ worker: inout Worker<E>) {
    self.command = command
    barrier.wait(&worker.round)
  }

  @discardableResult
  private func evaluate(_ batch: Batch, on worker: inout Worker<E>) -> Tally {
    pass(batch, &worker)
    barrier.wait(&worker.round)
    return total.tally
  }

  /// - Parameter number: of the batch in the run, in training; `nil` in evaluation.
  private func pass(_ batch: Batch, training number: Int? = nil, _ worker: inout Worker<E>) {
    let rows = share(batch.count, worker.thread, of: threads)
    worker.samples = batch.count
    workspace.gather(batch.samples, targets: rows, from: reader, thread: worker.thread)
    if let number, let shift { worker.shiftImages(shift, blank: blank, batch: number, key: streamKey) }
    for sample in batch.upcoming { reader.prefetchInput(sample) }
    for l in 1...workspace.depth {
      let isByInputs = workspace.division.isByInputs(l)
      if l > 1, !isByInputs { barrier.wait(&worker.round) }
      worker.product(l)
      if l == workspace.depth { break }
      if isByInputs {
        barrier.wait(&worker.round)
        worker.addUp(l)
      }
      if worker.normalizes(l) {
        if number == nil { worker.normalizeByRunning(l) } else { worker.normalize(l) }
      }
      worker.activate(l)
      if let number { worker.dropOut(l, batch: number, key: streamKey) }
    }
    barrier.wait(&worker.round)
    parts[worker.thread].tally = worker.output(rows: rows)
  }

  /// δ[l] for l = L−1…1.
  private func pullBack(_ worker: inout Worker<E>) {
    for l in stride(from: workspace.depth, to: 1, by: -1) {
      if workspace.division.isByInputs(l) { barrier.wait(&worker.round) }
      worker.slopeProduct(l)
      if workspace.division.givesSlopesInSummands(l) {
        barrier.wait(&worker.round)
        worker.addUpSlopes(l)
      }
      worker.pullBack(l - 1)
      if worker.normalizes(l - 1) { worker.normalizeSlopes(l - 1) }
    }
  }

  @discardableResult
  private func step(_ batch: Batch, _ next: Step, _ worker: inout Worker<E>) -> (tally: Tally, spoilt: Quantity?)? {
    pass(batch, training: next.number, &worker)
    pullBack(&worker)
    parts[worker.thread].isLarge = worker.isLarge(
      outputs: share(batch.count, worker.thread, of: threads),
      limit: optimizers.isEmpty ? E.updateLimit : E.squaredUpdateLimit)
    parts[worker.thread].isStopped = work.isStopped
    barrier.wait(&worker.round)
    if (0..<threads).contains(where: { parts[$0].isStopped }) { return nil }
    worker.dividesProducts = !keepsParameters
    defer { worker.dividesProducts = true }
    let (tally, isLarge) = total
    guard tally.loss.isFinite else { return (tally, .loss) }
    if isLarge || alwaysGuards { return (tally, guardedUpdate(next, &worker)) }
    update(next, &worker)
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

  private func update(_ next: Step, _ worker: inout Worker<E>) {
    if !optimizers.isEmpty { return update(optimizers[worker.thread], next, &worker) }
    for l in 1...workspace.depth { worker.update(l, rate: next.rate) }
  }

  private func update(_ optimizer: OptimizerStore<E>, _ next: Step, _ worker: inout Worker<E>) {
    for l in 1...workspace.depth { worker.gradient(l, into: optimizer) }
    let squares = optimizer.clip()
    var scale: E = 1
    if case .norm? = optimizer.clipping, let clipping = optimizer.clipping {
      parts[worker.thread].squares = squares
      barrier.wait(&worker.round)
      scale = E(clipping.scale(squares: (0..<threads).reduce(0) { $0 + parts[$1].squares }))
    }
    let step = OptimizerStep<E>(optimizer.optimizer, number: optimizer.earlierSteps + next.number, rate: next.rate)
    optimizer.move(worker.parameters, by: step, scale: scale)
  }

  /// An update that is taken back on all threads when it spoils a parameter.
  private func guardedUpdate(_ next: Step, _ worker: inout Worker<E>) -> Quantity? {
    let optimizer = optimizers.isEmpty ? nil : optimizers[worker.thread]
    worker.parameters.memory.save()
    optimizer?.moments.save()
    update(next, &worker)
    parts[worker.thread].spoilt = worker.parameters.spoilt
    barrier.wait(&worker.round)
    let spoilt = firstSpoilt
    if spoilt != nil {
      worker.parameters.memory.restore()
      optimizer?.moments.restore()
    }
    return spoilt
  }
}
