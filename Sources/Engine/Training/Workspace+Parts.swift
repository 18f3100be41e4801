/// What of the memory is a thread's.
extension Workspace {
  /// a[l−1] as a thread multiplies it by its part of W[l].
  func factor(_ l: Int, _ samples: Int, _ thread: Int) -> Block<E> {
    if l == 1 { return Block(start: inputs(thread), rows: samples, width: sizes[0], stride: sizes[0]) }
    return division.isByInputs(l) ? ownActivations(l - 1, samples, thread) : rows(0..<samples, of: a(l - 1), l - 1)
  }

  /// δ[l] as a thread multiplies it by its part of W[l].
  func deltaFactor(_ l: Int, _ samples: Int, _ thread: Int) -> Block<E> {
    division.isByInputs(l) ? rows(0..<samples, of: delta(l), l) : ownDeltas(l, samples, thread)
  }

  /// a[l] of a thread's units.
  func ownActivations(_ l: Int, _ samples: Int, _ thread: Int) -> Block<E> {
    division.sharesActivations(l) ? columns(a(l), l, samples, thread) : own(a(l), l, samples, thread)
  }

  /// δ[l] of a thread's units.
  func ownDeltas(_ l: Int, _ samples: Int, _ thread: Int) -> Block<E> {
    division.sharesDeltas(l) ? columns(delta(l), l, samples, thread) : own(delta(l), l, samples, thread)
  }

  /// A thread's units in memory that only it uses: all its rows lie together, so that the processor does not fetch what
  /// another thread writes.
  /// - Shapes: the memory is B×units of each thread, one after the other.
  func own(_ memory: UnsafeMutablePointer<E>, _ l: Int, _ samples: Int, _ thread: Int) -> Block<E> {
    let units = division.units(l, thread)
    return Block(
      start: memory + capacity * units.lowerBound, rows: samples, width: units.count, stride: units.count)
  }

  /// The columns of a thread's units, of a matrix that is B×n_l.
  func columns(_ matrix: UnsafeMutablePointer<E>, _ l: Int, _ samples: Int, _ thread: Int) -> Block<E> {
    let units = division.units(l, thread)
    return Block(start: matrix + units.lowerBound, rows: samples, width: units.count, stride: sizes[l])
  }

  /// All units of some rows, of a matrix that is B×n_l.
  func rows(_ rows: Range<Int>, of matrix: UnsafeMutablePointer<E>, _ l: Int) -> Block<E> {
    Block(start: matrix + rows.lowerBound * sizes[l], rows: rows.count, width: sizes[l], stride: sizes[l])
  }
}
