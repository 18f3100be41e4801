import Interruption

extension Network {
  /// The forward pass after one entry was shifted, with everything that follows recomputed.
  ///
  /// This is the plain definition that the batched check is tested against: one pass an entry.
  /// - Parameter base: a forward pass with its target.
  func shifting(_ entry: Entry, by shift: E, in base: Trace<E>) -> Trace<E> {
    guard var moved = base[entry.quantity] ?? self[entry.quantity] else { return base }
    moved[entry.row, entry.column] += shift
    var trace = base
    trace[entry.quantity] = moved
    var changed: Set = [entry.quantity == .activation(0) ? .input : entry.quantity]
    for quantity in forwardOrder
    where !quantity.isDrawn && !changed.isDisjoint(with: operands(of: quantity)) && !Work.current.isStopped {
      trace[quantity] = try? value(of: quantity, from: trace)
      changed.insert(quantity)
    }
    if entry.quantity == .activation(depth), let y = base[compared] {
      trace[.loss] = Matrix(scalar: loss(outputs: moved, y: y))
    }
    return trace
  }

  /// C as a function of the outputs alone.
  ///
  /// The entropies are otherwise computed from z, so that moving one a changes nothing; ∂C/∂a needs the loss as a
  /// function of a.
  private func loss(outputs a: Matrix<E>, y: Matrix<E>) -> E {
    E(objective.reduction.factor(samples: y.rows)) * objective.total(z: nil, a: a, y: y) + penalty
  }

  /// Whether two passes take different branches at a jump of a derivative: at a unit, or at a weight with an L1 penalty.
  func crossesKink(_ trace: Trace<E>, _ other: Trace<E>) -> Bool {
    crossesKinkOfLoss(trace, other)
      || (1...depth).contains { l in
        crossesKink(l, trace, other)
          || penalty(l).l1 != 0 && differInSign(trace[.weights(l)] ?? self[layer: l].weights, other[.weights(l)])
      }
  }

  private func crossesKink(_ l: Int, _ trace: Trace<E>, _ other: Trace<E>) -> Bool {
    let h = self[layer: l].activation
    guard h.hasKink, let z = trace[argument(l)], let moved = other[argument(l)] else { return false }
    return h.crossesKink(z, moved)
  }

  private func crossesKinkOfLoss(_ trace: Trace<E>, _ other: Trace<E>) -> Bool {
    guard objective.loss.hasKink, let still = trace[.activation(depth)], let a = other[.activation(depth)],
      let y = trace[compared]
    else { return false }
    var (crosses, sample) = (false, 0)
    still.elements.withUnsafeBufferPointer { still in
      OutputRow.forEach(z: nil, a: a, y: y) { row in
        guard let base = still.baseAddress else { return }
        crosses = crosses || !objective.kinks(to: row, from: base + sample * row.count).isEmpty
        sample += 1
      }
    }
    return crosses
  }

  private func differInSign(_ x: Matrix<E>?, _ y: Matrix<E>?) -> Bool {
    guard let x, let y else { return false }
    return zip(x.elements, y.elements).contains { ($0.branchValue > 0) != ($1.branchValue > 0) }
  }
}
