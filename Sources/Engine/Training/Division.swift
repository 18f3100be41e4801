/// How a network is divided among the threads of a run: each has its own units of every layer.
///
/// A thread does all that happens to its units one by one, and keeps their biases. Of W[l] it has a part, in one of two
/// ways. Divided by units, it has the rows of its units, and needs all of a[l−1]; backwards it has only a summand of
/// ∂C/∂a[l−1]. Divided by inputs, it has the columns of its units in layer l−1; it needs only their part of a[l−1], and
/// has a summand of z[l]. The two alternate, so that there is little to exchange: activations and error signals of
/// every second layer, and neither weights nor gradients.
/// - Source: Shoeybi and others, "Megatron-LM: training multi-billion parameter language models using model
///   parallelism" (2019).
struct Division {
  /// Where threads meet in a row of numbers: they should not write to one cache line.
  private static let granularity = 16
  let sizes: [Int]
  let threads: Int

  var depth: Int { sizes.count - 1 }

  /// The units of layer l that a thread has.
  func units(_ l: Int, _ thread: Int) -> Range<Int> {
    let count = sizes[l]
    let blocks = count / Self.granularity
    guard blocks >= threads else { return share(count, thread, of: threads) }
    let range = share(blocks, thread, of: threads)
    let end = thread == threads - 1 ? count : range.upperBound * Self.granularity
    return range.lowerBound * Self.granularity..<end
  }

  /// Whether a thread has columns of W[l], and so a summand of z[l].
  ///
  /// The first layer is divided by units: all threads read the samples. The last is divided by inputs, so that each
  /// thread can have all outputs of some samples.
  func isByInputs(_ l: Int) -> Bool { threads > 1 && l > 1 && (depth - l) % 2 == 0 }

  /// Whether a thread has only a summand of ∂C/∂a[l−1].
  func givesSlopesInSummands(_ l: Int) -> Bool { threads > 1 && l > 1 && !isByInputs(l) }

  /// Whether all threads read a[l]; otherwise each reads only what it wrote.
  func sharesActivations(_ l: Int) -> Bool { l == depth || !isByInputs(l + 1) }

  /// Whether all threads read δ[l].
  func sharesDeltas(_ l: Int) -> Bool { l == depth || isByInputs(l) }

  /// A thread's part of a parameter, a running statistic or a moment.
  func part(_ quantity: Quantity, _ thread: Int) -> MatrixPart {
    guard let l = quantity.layer else { preconditionFailure("\(quantity.name) belongs to no layer") }
    guard case .weights = quantity else { return MatrixPart(rows: 0..<1, columns: units(l, thread)) }
    return isByInputs(l)
      ? MatrixPart(rows: 0..<sizes[l], columns: units(l - 1, thread))
      : MatrixPart(rows: units(l, thread), columns: 0..<sizes[l - 1])
  }
}

/// Some columns of some rows of a matrix.
struct MatrixPart {
  let rows: Range<Int>
  let columns: Range<Int>

  var count: Int { rows.count * columns.count }
}

/// A part of 0 ..< count as large as every other thread's.
func share(_ count: Int, _ thread: Int, of threads: Int) -> Range<Int> {
  count * thread / threads..<count * (thread + 1) / threads
}

extension Matrix<Double> {
  /// Writes the entries of a part, row by row, rounded to the precision of the memory.
  func copy<E: Scalar>(_ part: MatrixPart, to memory: UnsafeMutablePointer<E>) {
    var k = 0
    for i in part.rows {
      for j in part.columns {
        memory[k] = E(elements[i * columns + j])
        k += 1
      }
    }
  }

  /// Takes the entries of a part from a run's memory.
  mutating func replace<E: Scalar>(_ part: MatrixPart, by memory: UnsafePointer<E>) {
    var k = 0
    for i in part.rows {
      for j in part.columns {
        elements[i * columns + j] = Double(memory[k])
        k += 1
      }
    }
  }
}
