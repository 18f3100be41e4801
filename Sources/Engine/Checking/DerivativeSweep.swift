import Dispatch
import RealModule

/// Applies one difference formula to many entries of one quantity.
struct DerivativeSweep<E: Field>: Sendable {
  let pass: PerturbedPass<E>
  let stencil: Stencil<E>

  /// Σₖ weightₖ C(entry + shiftₖ), not yet divided, and what the moves met, for each of the positions.
  ///
  /// The entries are shared out over the cores; products on the blocks run on one core each.
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
        BLASThreads.withOne {
          DispatchQueue.concurrentPerform(iterations: shares) { index in
            let range = index * share..<min((index + 1) * share, positions.count)
            sweep(quantity, positions, range, allSums, allMarks)
          }
        }
      }
    }
    let factor = E(pass.objective.reduction.factor(samples: pass.samples))
    for index in sums.indices {
      sums[index] = factor * sums[index] + penaltyChange(quantity, positions[index])
    }
    return (sums, marks)
  }

  private func sweep(
    _ quantity: Quantity, _ positions: [Int], _ range: Range<Int>, _ sums: UnsafeMutablePointer<E>,
    _ marks: UnsafeMutablePointer<KinkMarks>
  ) {
    guard let level = MoveLevel(quantity) else { return }
    let rows = PerturbedRows(pass, level: level, changes: sums, marks: marks)
    for owner in range {
      for point in stencil.points where point.shift != .zero {
        append(quantity, positions[owner], point, owner: owner, to: rows)
      }
    }
    rows.flush()
  }

  /// The rows that one moved entry changes: the samples on which it acts.
  private func append(
    _ quantity: Quantity, _ position: Int, _ point: Stencil<E>.Point, owner: Int, to rows: PerturbedRows<E>
  ) {
    func row(_ sample: Int, _ unit: Int, _ shift: E) {
      if shift == .zero { return }
      rows.append(PerturbedRow(sample: sample, unit: unit, shift: shift, weight: point.weight, owner: owner))
    }
    switch quantity {
    case .weights(let l):
      let below = pass.a[l - 1]
      let (unit, input) = (position / below.columns, position % below.columns)
      for sample in 0..<pass.samples {
        row(sample, unit, point.shift * below.elements[sample * below.columns + input])
      }
    case .biases:
      for sample in 0..<pass.samples { row(sample, position, point.shift) }
    case .preActivation(let l), .activation(let l):
      row(position / pass.a[l].columns, position % pass.a[l].columns, point.shift)
    case .input: row(position / pass.a[0].columns, position % pass.a[0].columns, point.shift)
    default: return
    }
  }

  /// Σₖ weightₖ ½ λ ((w + s)² − w²), with the difference of squares as s (2w + s) so that no digit cancels.
  private func penaltyChange(_ quantity: Quantity, _ position: Int) -> E {
    guard case .weights(let l) = quantity, pass.objective.l2 != 0 else { return .zero }
    let w = pass.layer(l).weights.elements[position]
    let change = stencil.points.reduce(E.zero) { $0 + $1.weight * $1.shift * (2 * w + $1.shift) }
    return E(0.5 * pass.objective.l2) * change
  }
}

extension MoveLevel {
  /// Where an entry of a quantity enters the pass.
  init?(_ quantity: Quantity) {
    switch quantity {
    case .weights(let l), .biases(let l), .preActivation(let l): self = .preActivation(l)
    case .input: self = .activation(0)
    case .activation(let l): self = .activation(l)
    default: return nil
    }
  }
}
