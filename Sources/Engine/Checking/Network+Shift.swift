import RealModule

extension Network {
  /// The forward pass after one entry was shifted, with everything that follows recomputed.
  ///
  /// This is the plain definition that the batched check is tested against: one whole pass an entry.
  /// - Parameter base: a forward pass with its target.
  func shifting(_ entry: Entry, by shift: E, in base: Trace<E>) -> Trace<E> {
    guard let input = base[.input], let target = base[.target] else { return base }
    switch entry.quantity {
    case .weights(let l):
      var network = self
      network[layer: l].weights[entry.row, entry.column] += shift
      return network.forward(input, target: target)
    case .biases(let l):
      var network = self
      network[layer: l].biases[entry.row, entry.column] += shift
      return network.forward(input, target: target)
    case .input, .activation(0):
      var moved = input
      moved[entry.row, entry.column] += shift
      return forward(moved, target: target)
    case .preActivation, .activation: return resumed(at: entry, by: shift, in: base, target: target)
    default: return base
    }
  }

  private func resumed(at entry: Entry, by shift: E, in base: Trace<E>, target: Matrix<E>) -> Trace<E> {
    guard var moved = base[entry.quantity], let l = entry.quantity.layer else { return base }
    var trace = base
    moved[entry.row, entry.column] += shift
    trace[entry.quantity] = moved
    if entry.quantity == .preActivation(l) { trace[.activation(l)] = self[layer: l].activation.values(moved) }
    for m in (l + 1)..<(depth + 1) {
      guard let below = trace[.activation(m - 1)] else { return base }
      let z = preActivation(m, of: below)
      trace[.preActivation(m)] = z
      trace[.activation(m)] = self[layer: m].activation.values(z)
    }
    guard let z = trace[.preActivation(depth)], let a = trace[.activation(depth)] else { return base }
    trace[.loss] = Matrix(scalar: loss(z: z, a: a, y: target))
    if entry.quantity == .activation(depth) { trace[.loss] = Matrix(scalar: loss(outputs: a, y: target)) }
    return trace
  }

  /// C as a function of the outputs alone.
  func loss(outputs a: Matrix<E>, y: Matrix<E>) -> E {
    let data = E(objective.reduction.factor(samples: y.rows)) * objective.loss.total(outputs: a, y: y)
    return objective.l2 == 0 ? data : data + penalty
  }

  /// Whether two passes take different branches at a unit whose derivative jumps.
  func crossesKink(_ trace: Trace<E>, _ other: Trace<E>) -> Bool {
    (1...depth).contains { l in
      guard self[layer: l].activation.hasKink, let z = trace[.preActivation(l)], let w = other[.preActivation(l)]
      else { return false }
      return zip(z.elements, w.elements).contains { ($0.branchValue > 0) != ($1.branchValue > 0) }
    }
  }
}
