import RealModule

/// What stays the same while a check moves one number after another: a whole forward pass, laid out for the moves.
///
/// The samples of a batch do not act on one another, so a move is a row of its own: a sample with one number changed.
/// A changed pre-activation changes one activation, and that changes the next z by a multiple of one column of W:
/// z[l+1] = z₀[l+1] + Δa_j W[l+1][:, j]ᵀ. Only what follows takes products, thousands of rows at a time.
struct PerturbedPass<E: Field>: Sendable {
  let layers: [Layer<E>]
  let objective: Objective
  /// z[l] of the unchanged pass at index l; index 0 is empty.
  let z: [Matrix<E>]
  /// a[l] of the unchanged pass at index l; index 0 is the input.
  let a: [Matrix<E>]
  let target: Matrix<E>
  /// W[l]ᵀ at index l, so that the column a unit feeds lies together; index 0 is empty.
  let columns: [Matrix<E>]

  var depth: Int { layers.count }
  var samples: Int { target.rows }

  /// - Parameter trace: a whole forward pass with its target; `nil` if something is missing.
  init?(network: Network<E>, trace: Trace<E>) {
    guard let input = trace[.input], let target = trace[.target] else { return nil }
    var (z, a) = ([Matrix<E>(rows: 0, columns: 0)], [input])
    for l in 1...network.depth {
      guard let zl = trace[.preActivation(l)], let al = trace[.activation(l)] else { return nil }
      z.append(zl)
      a.append(al)
    }
    (layers, objective) = (network.layers, network.objective)
    (self.z, self.a, self.target) = (z, a, target)
    columns = [Matrix<E>(rows: 0, columns: 0)] + network.layers.map(\.weights.transposed)
  }

  /// The most units of any layer but the input.
  var width: Int { layers.map(\.units).max() ?? 0 }

  func layer(_ l: Int) -> Layer<E> { layers[l - 1] }
}

/// Where a moved number enters the pass.
enum MoveLevel: Hashable, Sendable {
  /// z[l] of one unit is shifted.
  case preActivation(Int)
  /// a[l] of one unit is shifted.
  case activation(Int)
}

/// One sample with one of its numbers moved.
struct PerturbedRow<E: Field>: Sendable {
  var sample: Int
  var unit: Int
  var shift: E
  /// The weight of this row's loss in the difference formula.
  var weight: E
  /// The entry whose derivative the row is part of.
  var owner: Int
}

/// What the move of a row met.
struct KinkMarks: OptionSet, Sendable {
  var rawValue: UInt8

  /// A unit's pre-activation changed its side of a kink.
  static let crossed = KinkMarks(rawValue: 1)
  /// It did so from exactly 0, where every step does.
  static let fromZero = KinkMarks(rawValue: 2)
}
