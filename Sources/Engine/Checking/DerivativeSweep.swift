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
      let (change, mark) = penaltyChange(quantity, positions[index])
      sums[index] = factor * sums[index] + change
      marks[index].formUnion(mark)
    }
    return (sums, marks)
  }

  private func sweep(
    _ quantity: Quantity, _ positions: [Int], _ range: Range<Int>, _ sums: UnsafeMutablePointer<E>,
    _ marks: UnsafeMutablePointer<KinkMarks>
  ) {
    guard let level = MoveLevel(quantity) else { return }
    let rows = PerturbedRows(pass, level: level, changes: sums, marks: marks)
    let isWhole = pass.mixesSamples(from: level)
    for owner in range {
      for point in stencil.points where point.shift != .zero {
        let move = move(quantity, positions[owner], by: point.shift)
        for sample in isWhole ? 0..<pass.samples : move.samples {
          let shift = move.samples ~= sample ? move.shift(sample) : .zero
          if shift == .zero && !isWhole { continue }
          rows.append(
            PerturbedRow(sample: sample, unit: move.unit, shift: shift, weight: point.weight, owner: owner))
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

  private func move(_ quantity: Quantity, _ position: Int, by t: E) -> Move {
    let all = 0..<pass.samples
    func entry(_ width: Int, _ shift: E = t) -> Move {
      let sample = position / width
      return Move(unit: position % width, samples: sample..<sample + 1) { _ in shift }
    }
    switch quantity {
    case .weights(let l):
      let below = pass.a[l - 1]
      let (unit, input) = (position / below.columns, position % below.columns)
      return Move(unit: unit, samples: all) { t * below.elements[$0 * below.columns + input] }
    case .preActivation(let l), .activation(let l), .normalized(let l): return entry(pass.a[l].columns)
    case .input: return entry(pass.a[0].columns)
    case .standardized(let l):
      let width = pass.a[l].columns
      return entry(width, t * (pass.layer(l).normalization?.gamma.elements[position % width] ?? .zero))
    case .gamma, .mean, .variance:
      return Move(unit: position, samples: all, shift: normalizedShift(quantity, position, t))
    case .biases, .beta: return Move(unit: position, samples: all) { _ in t }
    case .target, .runningMean, .runningVariance, .mask, .smoothedTarget, .loss, .activationGradient,
      .normalizedGradient, .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient,
      .delta, .weightGradient, .biasGradient, .moment:
      preconditionFailure("C has no gradient by \(quantity.name)")
    }
  }

  /// What zbn changes by, sample by sample, when γ, mu or var of a unit moves by t.
  private func normalizedShift(_ quantity: Quantity, _ unit: Int, _ t: E) -> (Int) -> E {
    guard let l = quantity.layer, let zhat = pass.standardized[l],
      let gamma = pass.layer(l).normalization?.gamma[0, unit]
    else { return { _ in .zero } }
    let z = pass.z[l]
    let share = E(1 / Double(z.rows))
    let mean = share * (0..<z.rows).reduce(E.zero) { $0 + z[$1, unit] }
    func variance(around mean: E) -> E {
      share * (0..<z.rows).reduce(E.zero) { $0 + (z[$1, unit] - mean) * (z[$1, unit] - mean) }
        + E(BatchNormalization<E>.epsilon)
    }
    let old = variance(around: mean)
    switch quantity {
    case .gamma: return { t * zhat[$0, unit] }
    case .variance:
      let ratio = E.sqrt(old / (old + t)) - 1
      return { gamma * zhat[$0, unit] * ratio }
    case .mean:
      let scale = 1 / E.sqrt(variance(around: mean + t))
      return { gamma * ((z[$0, unit] - mean - t) * scale - zhat[$0, unit]) }
    case .input, .target, .weights, .biases, .beta, .runningMean, .runningVariance, .preActivation, .standardized,
      .normalized, .mask, .activation, .smoothedTarget, .loss, .activationGradient, .normalizedGradient,
      .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient, .delta, .weightGradient,
      .biasGradient, .moment:
      preconditionFailure("\(quantity.name) is not a part of the normalisation")
    }
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

extension MoveLevel {
  /// Where an entry of a quantity enters the pass.
  init?(_ quantity: Quantity) {
    switch quantity {
    case .weights(let l), .biases(let l), .preActivation(let l): self = .preActivation(l)
    case .normalized(let l), .standardized(let l), .gamma(let l), .beta(let l), .variance(let l), .mean(let l):
      self = .argument(l)
    case .input: self = .activation(0)
    case .activation(let l): self = .activation(l)
    case .target, .runningMean, .runningVariance, .mask, .smoothedTarget, .loss, .activationGradient,
      .normalizedGradient, .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient,
      .delta, .weightGradient, .biasGradient, .moment:
      return nil
    }
  }
}
