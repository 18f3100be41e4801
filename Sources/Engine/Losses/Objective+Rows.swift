import Interruption
import RealModule

/// One sample at the end of a forward pass, as a loss reads it.
/// - Shapes: z, a and y have `count` entries.
struct OutputRow<E: Field> {
  /// z[L], which the entropies are taken from: the logarithm of a saturated output would be −∞. `nil` for the loss as a
  /// function of the outputs alone, by which ∂C/∂a is checked.
  var z: UnsafePointer<E>?
  var a: UnsafePointer<E>
  var y: UnsafePointer<E>
  var count: Int
  /// Memory for a loss that is computed from its definition; without it some is taken.
  var scratch: UnsafeMutablePointer<E>?

  /// Runs `body` on each sample of a batch.
  /// - Shapes: z, a and y B×n_L.
  static func forEach(z: Matrix<E>?, a: Matrix<E>, y: Matrix<E>, _ body: (OutputRow) -> Void) {
    precondition(a.shape == y.shape && (z ?? a).shape == a.shape)
    (z ?? a).elements.withUnsafeBufferPointer { logits in
      a.elements.withUnsafeBufferPointer { outputs in
        y.elements.withUnsafeBufferPointer { targets in
          guard let logits = logits.baseAddress, let outputs = outputs.baseAddress, let targets = targets.baseAddress
          else { return }
          for row in WorkBlocks(rows: y.rows, columns: y.columns).joined() {
            let start = row * y.columns
            body(
              OutputRow(z: z == nil ? nil : logits + start, a: outputs + start, y: targets + start, count: y.columns))
          }
        }
      }
    }
  }
}

/// The losses, once for the session, for training and for the numeric check.
extension Objective {
  /// `sum` and the loss of a sample.
  ///
  /// The entropies are taken from z: −log σ(z) = softplus(−z), and −log softmax(z)ᵢ = m + log Σⱼ e^(zⱼ − m) − zᵢ.
  @_specialize(where E == Double)
  func loss<E: Field>(of row: OutputRow<E>, addedTo sum: E = .zero) -> E {
    var sum = sum
    let (a, y, n) = (row.a, row.y, E(Double(row.count)))
    switch loss.kernel {
    case .halfSquaredError:
      var squares = 2 * sum
      for i in 0..<row.count { squares += (a[i] - y[i]) * (a[i] - y[i]) }
      sum = E(0.5) * squares
    case .meanSquaredError: for i in 0..<row.count { sum += (a[i] - y[i]) * (a[i] - y[i]) / n }
    case .huber: for i in 0..<row.count { sum += huberCost(a[i] - y[i]) / n }
    case .crossEntropy:
      guard let z = row.z else {
        for i in 0..<row.count where y[i] != .zero { sum -= y[i] * .log(a[i]) }
        return sum
      }
      let shift = E(Activation.maximum(z, count: row.count))
      var total = E.zero
      for i in 0..<row.count { total += .exp(z[i] - shift) }
      let logarithm = E.log(total)
      for i in 0..<row.count where y[i] != .zero { sum -= y[i] * (z[i] - shift - logarithm) }
    case .binaryCrossEntropy:
      guard let z = row.z else {
        for i in 0..<row.count {
          sum -= (y[i] == .zero ? .zero : y[i] * .log(a[i])) + (y[i] == 1 ? .zero : (1 - y[i]) * .log(1 - a[i]))
        }
        return sum
      }
      for i in 0..<row.count { sum += y[i] * Activation.softplus(-z[i]) + (1 - y[i]) * Activation.softplus(z[i]) }
    case .compiled: sum += loss.program?.loss(of: row) ?? .zero
    }
    return sum
  }

  /// d ← ∂(loss of the sample)/∂a.
  ///
  /// For the binary entropy (a − y) / (a (1 − a)) = −y/a + (1 − y)/(1 − a): the quotient is 0/0 for an output that
  /// saturates at y = 0 or 1, and one summand alone is left.
  /// - Shapes: d has as many entries as the row.
  func gradient<E: Field>(of row: OutputRow<E>, to d: UnsafeMutablePointer<E>) {
    let (a, y, n) = (row.a, row.y, E(Double(row.count)))
    switch loss.kernel {
    case .halfSquaredError: for i in 0..<row.count { d[i] = a[i] - y[i] }
    case .meanSquaredError: for i in 0..<row.count { d[i] = 2 * (a[i] - y[i]) / n }
    case .huber: for i in 0..<row.count { d[i] = huberSlope(a[i] - y[i]) / n }
    case .crossEntropy: for i in 0..<row.count { d[i] = y[i] == .zero ? .zero : -y[i] / a[i] }
    case .binaryCrossEntropy:
      for i in 0..<row.count {
        d[i] = y[i] == .zero ? 1 / (1 - a[i]) : y[i] == 1 ? -1 / a[i] : (a[i] - y[i]) / (a[i] * (1 - a[i]))
      }
    case .compiled: loss.program?.gradient(of: row, to: d)
    }
  }

  /// d ← ∂(loss of the sample)/∂z for the output activation that belongs to the loss: no division by a saturated a.
  ///
  /// a Σy − y for softmax and cross-entropy, a − y for σ and the binary entropy.
  /// - Shapes: d has as many entries as the row.
  /// - Precondition: the loss has a `requiredOutput`.
  func fusedGradient<E: Field>(of row: OutputRow<E>, to d: UnsafeMutablePointer<E>) {
    switch loss.kernel {
    case .crossEntropy:
      var sum = E.zero
      for i in 0..<row.count { sum += row.y[i] }
      for i in 0..<row.count { d[i] = row.a[i] * sum - row.y[i] }
    case .binaryCrossEntropy: for i in 0..<row.count { d[i] = row.a[i] - row.y[i] }
    case .halfSquaredError, .meanSquaredError, .huber, .compiled:
      preconditionFailure("\(loss.name) belongs to no activation")
    }
  }

  /// What the loss of a sample changes by when its outputs change from `base` to those of the row.
  ///
  /// Two losses that are nearly equal lose their common digits when they are subtracted; a difference of squares need
  /// not: ½ (a′ − y)² − ½ (a − y)² = ½ (a′ − a)(a′ + a − 2y).
  /// - Parameter baseLoss: the loss before the change, for the losses that have no such form.
  /// - Shapes: base has as many entries as the row.
  @_specialize(where E == Double)
  func change<E: Field>(to row: OutputRow<E>, from base: UnsafePointer<E>, baseLoss: E) -> E {
    let (a, y) = (row.a, row.y)
    var sum = E.zero
    switch loss.kernel {
    case .halfSquaredError:
      for i in 0..<row.count { sum += (a[i] - base[i]) * ((a[i] - y[i]) + (base[i] - y[i])) }
      return E(0.5) * sum
    case .meanSquaredError:
      let scale = E(1 / Double(row.count))
      for i in 0..<row.count {
        let d = a[i] - base[i]
        sum += scale * d * (2 * (base[i] - y[i]) + d)
      }
      return sum
    case .huber:
      for i in 0..<row.count { sum += huberChange(base[i] - y[i], by: a[i] - base[i], outputs: row.count) }
      return sum
    case .crossEntropy, .binaryCrossEntropy, .compiled: return loss(of: row) - baseLoss
    }
  }

  /// What a change of the outputs of a sample from `base` meets: a derivative of the loss that jumps.
  func kinks<E: Field>(to row: OutputRow<E>, from base: UnsafePointer<E>) -> KinkMarks {
    guard loss.hasKink, let program = loss.program else { return [] }
    var still = row
    still.a = base
    return zip(program.distances(of: still), program.distances(of: row)).reduce(into: []) {
      $0.formUnion(KinkMarks.between($1.0, $1.1))
    }
  }

  // MARK: Huber

  /// ρ(r).
  private func huberCost<E: Field>(_ r: E) -> E {
    let size = r.branchValue < 0 ? -r : r
    return size.branchValue <= huberDelta ? E(0.5) * r * r : E(huberDelta) * (size - E(0.5) * E(huberDelta))
  }

  /// ρ′(r).
  private func huberSlope<E: Field>(_ r: E) -> E {
    r.branchValue.magnitude > huberDelta ? E(r.branchValue < 0 ? -huberDelta : huberDelta) : r
  }

  /// (ρ(r + d) − ρ(r)) / n, subtracted only if r changes from the square to a line or from one line to the other.
  private func huberChange<E: Field>(_ r: E, by d: E, outputs n: Int) -> E {
    let (before, after) = (r.branchValue, (r + d).branchValue)
    let isLine = (before: before.magnitude > huberDelta, after: after.magnitude > huberDelta)
    if !isLine.before, !isLine.after { return E(0.5 / Double(n)) * d * (2 * r + d) }
    if isLine.before, isLine.after, (before < 0) == (after < 0) {
      return E(before < 0 ? -huberDelta : huberDelta) * d / E(Double(n))
    }
    return huberCost(r + d) / E(Double(n)) - huberCost(r) / E(Double(n))
  }
}
