import Interruption

/// One thread at work on a batch: what all its operations share.
struct Worker<E: Scalar> {
  let workspace: Workspace<E>
  /// The thread's part of the parameters.
  let parameters: ParameterStore<E>
  let thread: Int
  /// The samples of the batch, B.
  var samples = 0
  /// Whether large products are made in blocks and end with stopped work.
  var dividesProducts = true
  /// The barriers that the thread has passed.
  var round = 0

  init(_ workspace: Workspace<E>, _ parameters: ParameterStore<E>, thread: Int) {
    (self.workspace, self.parameters, self.thread) = (workspace, parameters, thread)
  }

  var division: Division { workspace.division }
  var sizes: [Int] { workspace.sizes }
  var depth: Int { workspace.depth }

  /// C ← α op(A) op(B) + β C; a large product of work that can be stopped is made in blocks of rows.
  /// - Shapes: op(A) m×k, op(B) k×n, C m×n.
  func multiply(
    _ m: Int, _ n: Int, _ k: Int,
    _ alpha: E, _ a: UnsafePointer<E>, _ aStride: Int, transposed aTransposed: Bool,
    _ b: UnsafePointer<E>, _ bStride: Int, transposed bTransposed: Bool,
    _ beta: E, _ c: UnsafeMutablePointer<E>, _ cStride: Int
  ) {
    let isDivided = dividesProducts && m * n * k > ProductBlocks.usual && Work.current.canBeStopped
    for rows in isDivided ? ProductBlocks.rows(m, n, k, cost: 1) : WorkBlocks(m, of: m) {
      E.multiply(
        rows.count, n, k, alpha, a + rows.lowerBound * (aTransposed ? 1 : aStride), aStride, transposed: aTransposed,
        b, bStride, transposed: bTransposed, beta, c + rows.lowerBound * cStride, cStride)
    }
  }

  // MARK: The thread's part of the memory

  /// a[l−1] as a thread multiplies it by its part of W[l].
  func factor(_ l: Int) -> Block<E> {
    if l == 1 { return Block(start: workspace.inputs(thread), rows: samples, width: sizes[0], stride: sizes[0]) }
    return division.isByInputs(l) ? ownActivations(l - 1) : rows(0..<samples, of: workspace.a(l - 1), l - 1)
  }

  /// δ[l] as a thread multiplies it by its part of W[l].
  func deltaFactor(_ l: Int) -> Block<E> {
    division.isByInputs(l) ? rows(0..<samples, of: workspace.delta(l), l) : ownDeltas(l)
  }

  /// a[l] of a thread's units.
  func ownActivations(_ l: Int) -> Block<E> {
    division.sharesActivations(l) ? columns(workspace.a(l), l) : own(workspace.a(l), l)
  }

  /// δ[l] of a thread's units.
  func ownDeltas(_ l: Int) -> Block<E> {
    division.sharesDeltas(l) ? columns(workspace.delta(l), l) : own(workspace.delta(l), l)
  }

  /// A thread's units in memory that only it uses: all its rows lie together, so that the processor does not fetch what
  /// another thread writes.
  /// - Shapes: the memory is B×units of each thread, one after the other.
  func own(_ memory: UnsafeMutablePointer<E>, _ l: Int) -> Block<E> {
    let units = division.units(l, thread)
    return Block(
      start: memory + workspace.capacity * units.lowerBound, rows: samples, width: units.count, stride: units.count)
  }

  /// The columns of a thread's units, of a matrix that is B×n_l.
  func columns(_ matrix: UnsafeMutablePointer<E>, _ l: Int) -> Block<E> {
    let units = division.units(l, thread)
    return Block(start: matrix + units.lowerBound, rows: samples, width: units.count, stride: sizes[l])
  }

  /// All units of some rows, of a matrix that is B×n_l.
  func rows(_ rows: Range<Int>, of matrix: UnsafeMutablePointer<E>, _ l: Int) -> Block<E> {
    Block(start: matrix + rows.lowerBound * sizes[l], rows: rows.count, width: sizes[l], stride: sizes[l])
  }
}
