import Dispatch
import Interruption
import RealModule
import Synchronization

/// Applies one difference formula to many entries of one quantity.
struct DerivativeSweep<E: Field>: Sendable {
  let pass: PerturbedPass<E>
  let stencil: Stencil<E>

  /// Σₖ weightₖ C(entry + shiftₖ), not yet divided, and what the moves met, for each of the positions.
  ///
  /// The entries are shared out over the cores; products on the blocks run on one core each. Once the work is stopped
  /// the rest of the sums stays incomplete.
  func callAsFunction(_ quantity: Quantity, positions: [Int]) -> (sums: [E], marks: [KinkMarks]) {
    var sums = Array(repeating: E.zero, count: positions.count)
    var marks = Array(repeating: KinkMarks(), count: positions.count)
    let share = max(32, min(1024, positions.count / 16))
    let shares = (positions.count + share - 1) / share
    sums.withUnsafeMutableBufferPointer { sums in
      marks.withUnsafeMutableBufferPointer { marks in
        guard let sumsBase = sums.baseAddress, let marksBase = marks.baseAddress else { return }
        // Each share writes to entries of its own.
        nonisolated(unsafe) let (allSums, allMarks) = (sumsBase, marksBase)
        let (work, count) = (Work.current, SweptEntries(of: positions.count))
        BLASThreads.withOne {
          DispatchQueue.concurrentPerform(iterations: shares) { index in
            let range = index * share..<min((index + 1) * share, positions.count)
            work.run { sweep(quantity, positions, range, count, allSums, allMarks) }
          }
        }
      }
    }
    let factor = E(pass.objective.reduction.factor(samples: pass.samples))
    for index in sums.indices {
      let (change, mark) = penaltyChange(quantity, positions[index])
      sums[index] = factor * sums[index] + change
      marks[index].formUnion(mark)
    }
    return (sums, marks)
  }

  private func sweep(
    _ quantity: Quantity, _ positions: [Int], _ range: Range<Int>, _ count: SweptEntries,
    _ sums: UnsafeMutablePointer<E>, _ marks: UnsafeMutablePointer<KinkMarks>
  ) {
    guard let variable = variable(quantity) else { return }
    let rows = PerturbedRows(pass, level: variable.level, changes: sums, marks: marks)
    let mixes = pass.mixesSamples(from: variable.level)
    for owner in range {
      if rows.isStopped { return }
      count.add(owner - range.lowerBound)
      for point in stencil.points where point.shift != .zero {
        let move = variable.move(positions[owner], point.shift)
        for sample in mixes ? 0..<pass.samples : move.samples {
          let shift = move.samples ~= sample ? move.shift(sample) : .zero
          if shift == .zero && !mixes { continue }
          rows.append(PerturbedRow(sample: sample, unit: move.unit, shift: shift, weight: point.weight, owner: owner))
        }
      }
    }
    rows.flush()
  }

  /// How a moved entry shifts a number in each sample on which it acts.
  private struct Move {
    var unit: Int
    var samples: Range<Int>
    var shift: (Int) -> E
  }

  /// How the entries of a quantity enter the pass.
  private struct Variable {
    var level: MoveLevel
    /// The move of the entry at a position by t.
    var move: (_ position: Int, _ t: E) -> Move
  }

  /// - Returns: `nil` if C has no gradient by the quantity.
  private func variable(_ quantity: Quantity) -> Variable? {
    let all = 0..<pass.samples
    switch quantity {
    case .weights(let l):
      let (below, width) = (pass.a[l - 1], pass.a[l - 1].columns)
      return Variable(level: .preActivation(l)) { position, t in
        let (unit, input) = position.quotientAndRemainder(dividingBy: width)
        return Move(unit: unit, samples: all) { t * below.elements[$0 * width + input] }
      }
    case .biases(let l):
      return Variable(level: .preActivation(l)) { unit, t in Move(unit: unit, samples: all) { _ in t } }
    case .beta(let l): return Variable(level: .argument(l)) { unit, t in Move(unit: unit, samples: all) { _ in t } }
    case .preActivation(let l): return entries(l, .preActivation(l))
    case .normalized(let l): return entries(l, .argument(l))
    case .activation(let l): return entries(l, .activation(l))
    case .input: return entries(0, .activation(0))
    case .standardized(let l):
      let gamma = pass.layer(l).normalization?.gamma
      return entries(l, .argument(l)) { unit, t in t * (gamma?[0, unit] ?? .zero) }
    case .gamma(let l):
      let zhat = pass.standardized[l]
      return Variable(level: .argument(l)) { unit, t in
        Move(unit: unit, samples: all) { t * (zhat?[$0, unit] ?? .zero) }
      }
    case .mean(let l), .variance(let l):
      return Variable(level: .argument(l)) {
        Move(unit: $0, samples: all, shift: statisticShift(quantity == .mean(l), l, $0, $1))
      }
    case .target, .runningMean, .runningVariance, .mask, .smoothedTarget, .loss, .activationGradient,
      .normalizedGradient, .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient,
      .delta, .weightGradient, .biasGradient, .moment:
      return nil
    }
  }

  /// Numbers of layer l that belong to one sample each.
  /// - Parameter shift: of a unit, for an entry that moves by t.
  private func entries(_ l: Int, _ level: MoveLevel, shift: @escaping (Int, E) -> E = { $1 }) -> Variable {
    let width = pass.a[l].columns
    return Variable(level: level) { position, t in
      let (sample, unit) = position.quotientAndRemainder(dividingBy: width)
      let moved = shift(unit, t)
      return Move(unit: unit, samples: sample..<sample + 1) { _ in moved }
    }
  }

  /// What zbn changes by, sample by sample, when mu or var of a unit moves by t.
  private func statisticShift(_ isMean: Bool, _ l: Int, _ unit: Int, _ t: E) -> (Int) -> E {
    guard let zhat = pass.standardized[l], let gamma = pass.layer(l).normalization?.gamma[0, unit]
    else { return { _ in .zero } }
    let z = pass.z[l]
    let share = E(1 / Double(z.rows))
    let mean = share * (0..<z.rows).reduce(E.zero) { $0 + z[$1, unit] }
    func variance(around mean: E) -> E {
      share * (0..<z.rows).reduce(E.zero) { $0 + (z[$1, unit] - mean) * (z[$1, unit] - mean) }
        + E(BatchNormalization<E>.epsilon)
    }
    if isMean {
      let scale = 1 / E.sqrt(variance(around: mean + t))
      return { gamma * ((z[$0, unit] - mean - t) * scale - zhat[$0, unit]) }
    }
    let old = variance(around: mean)
    let ratio = E.sqrt(old / (old + t)) - 1
    return { gamma * zhat[$0, unit] * ratio }
  }

  /// Σₖ weightₖ (what the penalty changes by), and whether a weight with an L1 penalty crosses 0.
  private func penaltyChange(_ quantity: Quantity, _ position: Int) -> (E, KinkMarks) {
    guard case .weights(let l) = quantity else { return (.zero, []) }
    let penalty = pass.network.penalty(l)
    if penalty.isZero { return (.zero, []) }
    let w = pass.layer(l).weights.elements[position]
    let change = stencil.points.reduce(E.zero) { $0 + $1.weight * penalty.change(of: w, by: $1.shift) }
    guard penalty.l1 != 0 else { return (change, []) }
    return (change, stencil.points.reduce(into: []) { $0.formUnion(.between(w, w + $1.shift)) })
  }
}

/// Counts the entries that all threads have done. A class, because they share it.
private final class SweptEntries: Sendable {
  private let total: Int
  private let done = Atomic<Int>(0)
  /// An entry of a small network takes a microsecond: not each one is reported.
  private static let stride = 16

  init(of total: Int) { self.total = total }

  /// Notes the next entry of a thread.
  /// - Parameter index: how many it had before.
  func add(_ index: Int) {
    guard index % Self.stride == 0 else { return }
    let done = done.add(Self.stride, ordering: .relaxed).oldValue
    Work.current.report(Double(done) / Double(max(total, 1)))
  }
}
