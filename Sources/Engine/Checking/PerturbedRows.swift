import Interruption
import RealModule

/// Carries a block of moved rows through what follows, and gathers the changes of their losses by entry.
///
/// A class, because it owns two slabs of memory that every block uses again.
final class PerturbedRows<E: Field> {
  private let pass: PerturbedPass<E>
  private let level: MoveLevel
  /// A multiple of the batch size if samples act on one another.
  private let capacity: Int
  private let mixesSamples: Bool
  private var rows: [PerturbedRow<E>] = []
  /// The rows that have any effect, in the order in which they lie in `current`.
  private var active: [Int] = []
  /// The pre-activations of a layer, a row for each active row.
  private let current: UnsafeMutablePointer<E>
  /// The activations of a layer.
  private let outputs: UnsafeMutablePointer<E>
  private let changes: UnsafeMutablePointer<E>
  private let marks: UnsafeMutablePointer<KinkMarks>
  private let baseLosses: [E]
  private let work = Work.current
  /// Whether the work was stopped, so that the changes are worth nothing.
  private(set) var isStopped = false

  /// - Parameters:
  ///   - changes: one for each owner; the weighted loss changes are added here.
  ///   - marks: one for each owner; what its rows met is added here.
  init(
    _ pass: PerturbedPass<E>, level: MoveLevel, changes: UnsafeMutablePointer<E>,
    marks: UnsafeMutablePointer<KinkMarks>, capacity: Int = 256
  ) {
    mixesSamples = pass.mixesSamples(from: level)
    let batch = mixesSamples ? pass.samples : 1
    let capacity = max(capacity / batch, 1) * batch
    (self.pass, self.level, self.changes, self.marks, self.capacity) = (pass, level, changes, marks, capacity)
    current = .allocate(capacity: capacity * pass.width)
    outputs = .allocate(capacity: capacity * pass.width)
    rows.reserveCapacity(capacity)
    active.reserveCapacity(capacity)
    current.initialize(repeating: .zero, count: capacity * pass.width)
    outputs.initialize(repeating: .zero, count: capacity * pass.width)
    baseLosses = pass.sampleLosses(fromOutputs: level == .activation(pass.depth))
  }

  deinit {
    current.deallocate()
    outputs.deallocate()
  }

  /// Takes one more row; a full block is worked off at once.
  func append(_ row: PerturbedRow<E>) {
    rows.append(row)
    if rows.count == capacity { flush() }
  }

  /// Works off the rows taken so far.
  // Debug builds see one file at a time and would leave the loops below generic.
  @_specialize(where E == Double)
  func flush() {
    isStopped = isStopped || work.isStopped
    if isStopped { return rows.removeAll(keepingCapacity: true) }
    active.removeAll(keepingCapacity: true)
    let (start, isArgument) = enter()
    if !active.isEmpty {
      if level == .activation(pass.depth) {
        finish(z: outputs, a: current)
      } else {
        propagate(from: start, isArgument: isArgument)
      }
    }
    rows.removeAll(keepingCapacity: true)
  }

  // MARK: Entering

  /// Writes the first layer of which more than one number changes into `current`: its z, or the arguments of its h.
  private func enter() -> (layer: Int, isArgument: Bool) {
    switch level {
    case .preActivation(let l) where pass.standardized[l] != nil:
      for index in rows.indices { copyShifted(pass.z[l], row: index) }
      return (l, false)
    case .preActivation(let l), .argument(let l):
      if l < pass.depth && pass.layer(l).activation.isElementwise {
        enterThroughUnit(l)
        return (l + 1, false)
      }
      for index in rows.indices { copyShifted(pass.arguments[l], row: index) }
      return (l, true)
    case .activation(let l) where l < pass.depth:
      enterNext(l) { $0.shift }
      return (l + 1, false)
    case .activation(let l):
      for index in rows.indices { copyShifted(pass.a[l], row: index) }
      return (l, false)
    }
  }

  /// The argument of h moves by t, so its activation by Δa = h(z + t) − h(z), times the mask.
  private func enterThroughUnit(_ l: Int) {
    let (activation, mask, width) = (pass.layer(l).activation, pass.masks[l], pass.arguments[l].columns)
    let hasKink = activation.hasKink
    let (kernel, compiled) = (activation.kernel, activation.compiled?.value)
    func h(_ z: E) -> E { compiled?.number(z).0 ?? kernel.value(z) }
    pass.arguments[l].elements.withUnsafeBufferPointer { arguments in
      enterNext(l) { row in
        let place = row.sample * width + row.unit
        let z = arguments[place]
        let moved = z + row.shift
        if hasKink { marks[row.owner].formUnion(activation.marks(from: z, to: moved)) }
        let change = h(moved) - h(z)
        return mask.map { change * $0.elements[place] } ?? change
      }
    }
  }

  /// z[l+1] = z₀[l+1] + Δa_j W[l+1][:, j]ᵀ for every row; a unit that stays off ends its row here.
  private func enterNext(_ l: Int, change: (PerturbedRow<E>) -> E) {
    let width = pass.z[l + 1].columns
    pass.z[l + 1].elements.withUnsafeBufferPointer { base in
      pass.columns[l + 1].elements.withUnsafeBufferPointer { columns in
        guard let base = base.baseAddress, let columns = columns.baseAddress else { return }
        var destination = current
        for (index, row) in rows.enumerated() {
          let change = change(row)
          if change == .zero && !mixesSamples { continue }
          let (still, column) = (base + row.sample * width, columns + row.unit * width)
          for i in 0..<width { destination[i] = still[i] + change * column[i] }
          destination += width
          active.append(index)
        }
      }
    }
  }

  private func copyShifted(_ base: Matrix<E>, row index: Int) {
    let row = rows[index]
    let width = base.columns
    let destination = current + active.count * width
    active.append(index)
    for i in 0..<width { destination[i] = base.elements[row.sample * width + i] }
    destination[row.unit] += row.shift
  }

  // MARK: Following

  /// From z[start], or the arguments of h, in `current` to the losses.
  private func propagate(from start: Int, isArgument: Bool) {
    for l in start..<(pass.depth + 1) {
      let layer = pass.layer(l)
      if let normalization = layer.normalization, l > start || !isArgument { normalize(normalization, layer.units) }
      if layer.activation.hasKink { mark(l) }
      layer.activation.apply(from: current, to: outputs, rows: active.count, columns: layer.units)
      if let mask = pass.masks[l] { multiply(by: mask) }
      if l == pass.depth {
        finish(z: current, a: outputs)
      } else {
        multiply(by: pass.layer(l + 1))
      }
    }
  }

  /// z in `current` becomes zbn: over each batch of rows in training, with the running statistics in evaluation.
  private func normalize(_ normalization: BatchNormalization<E>, _ width: Int) {
    guard pass.network.mode == .training else {
      let scale = Network.scale(normalization.runningVariance)
      for slot in active.indices {
        for j in 0..<width {
          let zhat = (current[slot * width + j] - normalization.runningMean[0, j]) * scale[0, j]
          current[slot * width + j] = normalization.gamma[0, j] * zhat + normalization.beta[0, j]
        }
      }
      return
    }
    let samples = pass.samples
    for first in stride(from: 0, to: active.count, by: samples) {
      for j in 0..<width {
        let column = current + first * width + j
        normalize(column, stride: width, samples, normalization.gamma[0, j], normalization.beta[0, j])
      }
    }
  }

  /// One unit over one batch.
  private func normalize(_ column: UnsafeMutablePointer<E>, stride: Int, _ count: Int, _ gamma: E, _ beta: E) {
    let share = E(1 / Double(count))
    var mean = E.zero
    for i in 0..<count { mean += column[i * stride] }
    mean *= share
    var variance = E.zero
    for i in 0..<count { variance += (column[i * stride] - mean) * (column[i * stride] - mean) }
    let scale = gamma / .sqrt(share * variance + E(BatchNormalization<E>.epsilon))
    for i in 0..<count { column[i * stride] = (column[i * stride] - mean) * scale + beta }
  }

  /// `outputs` ← `outputs` ⊙ mask.
  private func multiply(by mask: Matrix<E>) {
    let width = mask.columns
    for (slot, index) in active.enumerated() {
      let start = rows[index].sample * width
      for j in 0..<width { outputs[slot * width + j] *= mask.elements[start + j] }
    }
  }

  /// Notes the rows in `current` of which a unit changed its side of a kink.
  private func mark(_ l: Int) {
    let (rows, width, activation) = (rows, pass.arguments[l].columns, pass.layer(l).activation)
    let hasKernel = activation.compiled == nil
    pass.arguments[l].elements.withUnsafeBufferPointer { base in
      guard let base = base.baseAddress else { return }
      for (slot, index) in active.enumerated() {
        let (moved, still) = (current + slot * width, base + rows[index].sample * width)
        if hasKernel && Self.crossings(moved, still, width) == 0 { continue }
        for i in 0..<width { marks[rows[index].owner].formUnion(activation.marks(from: still[i], to: moved[i])) }
      }
    }
  }

  /// How many of two rows of numbers differ in sign, without a branch, so that the loop is vectorised.
  private static func crossings(_ moved: UnsafePointer<E>, _ still: UnsafePointer<E>, _ count: Int) -> UInt64 {
    var result: UInt64 = 0
    for i in 0..<count {
      let (left, right): (UInt64, UInt64) = (moved[i].branchValue > 0 ? 1 : 0, still[i].branchValue > 0 ? 1 : 0)
      result &+= left ^ right
    }
    return result
  }

  /// `current` ← `outputs` Wᵀ + b.
  private func multiply(by layer: Layer<E>) {
    let (units, inputs) = (layer.units, layer.inputs)
    layer.biases.elements.withUnsafeBufferPointer { biases in
      guard let biases = biases.baseAddress else { return }
      for slot in 0..<active.count { (current + slot * units).update(from: biases, count: units) }
    }
    layer.weights.elements.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      for block in ProductBlocks.rows(active.count, units, inputs, cost: E.productCost) {
        E.multiply(
          block.count, units, inputs, 1, outputs + block.lowerBound * inputs, inputs, transposed: false, weights,
          inputs, transposed: true, 1, current + block.lowerBound * units, units)
      }
    }
  }

  /// Adds what the losses of the active rows changed by to their owners.
  private func finish(z: UnsafeMutablePointer<E>, a: UnsafeMutablePointer<E>) {
    let (rows, width, objective) = (rows, pass.target.columns, pass.objective)
    let fromOutputs = level == .activation(pass.depth)
    pass.target.elements.withUnsafeBufferPointer { target in
      pass.a[pass.depth].elements.withUnsafeBufferPointer { base in
        guard let target = target.baseAddress, let base = base.baseAddress else { return }
        for (slot, index) in active.enumerated() {
          let row = rows[index]
          let output = OutputRow(
            z: fromOutputs ? nil : UnsafePointer(z + slot * width), a: a + slot * width, y: target + row.sample * width,
            count: width)
          let change = objective.change(to: output, from: base + row.sample * width, baseLoss: baseLosses[row.sample])
          changes[row.owner] += row.weight * change
          if objective.loss.hasKink {
            marks[row.owner].formUnion(objective.kinks(to: output, from: base + row.sample * width))
          }
        }
      }
    }
  }
}

extension KinkMarks {
  /// What a move from one pre-activation to another meets.
  static func between<E: Field>(_ z: E, _ moved: E) -> KinkMarks {
    if (z.branchValue > 0) == (moved.branchValue > 0) { return [] }
    return z.branchValue == 0 ? [.crossed, .fromZero] : .crossed
  }
}
