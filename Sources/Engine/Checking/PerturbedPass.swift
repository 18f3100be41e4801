/// What stays the same while a check moves one number after another: a forward pass, laid out for the moves.
///
/// If the samples of a batch do not act on one another, a move is a row of its own: a sample with one number
/// changed. A changed pre-activation changes one activation, and that changes the next z by a multiple of one column
/// of W: z[l+1] = z₀[l+1] + Δa_j W[l+1][:, j]ᵀ. Only what follows takes products, thousands of rows at a time.
/// Batch normalisation mixes the samples: then a move is all rows of the batch, in order.
struct PerturbedPass<E: Field>: Sendable {
  let network: Network<E>
  /// z[l] of the unchanged pass at index l; index 0 is empty.
  let z: [Matrix<E>]
  /// The argument of h at index l: z[l], or zbn[l] if the layer is normalised.
  let arguments: [Matrix<E>]
  /// zhat[l] if the layer is normalised.
  let standardized: [Matrix<E>?]
  /// The dropout mask of layer l at index l, if it has one.
  let masks: [Matrix<E>?]
  /// a[l] of the unchanged pass at index l; index 0 is the input.
  let a: [Matrix<E>]
  /// What the loss compares the output with.
  let target: Matrix<E>
  /// W[l]ᵀ at index l, so that the column a unit feeds lies together; index 0 is empty.
  let columns: [Matrix<E>]

  var objective: Objective { network.objective }
  var depth: Int { network.depth }
  var samples: Int { target.rows }

  /// - Parameter trace: a complete forward pass with its target; `nil` if something is missing.
  init?(network: Network<E>, trace: Trace<E>) {
    guard let input = trace[.input], let target = trace[network.compared] else { return nil }
    let empty = Matrix<E>(rows: 0, columns: 0)
    var (z, arguments, a) = ([empty], [empty], [input])
    var (standardized, masks): ([Matrix<E>?], [Matrix<E>?]) = ([nil], [nil])
    for l in 1...network.depth {
      guard let zl = trace[.preActivation(l)], let argument = trace[network.argument(l)],
        let al = trace[.activation(l)]
      else { return nil }
      z.append(zl)
      arguments.append(argument)
      standardized.append(network[layer: l].normalization.flatMap { _ in trace[.standardized(l)] })
      masks.append(network.dropsOut(l) ? trace[.mask(l)] : nil)
      a.append(al)
    }
    self.network = network
    (self.z, self.arguments, self.standardized, self.masks, self.a) = (z, arguments, standardized, masks, a)
    self.target = target
    columns = [empty] + network.layers.map(\.weights.transposed)
  }

  /// The most units of any layer but the input.
  var width: Int { network.layers.map(\.units).max() ?? 0 }

  func layer(_ l: Int) -> Layer<E> { network[layer: l] }

  /// Whether a move that enters at a level changes other samples than its own.
  func mixesSamples(from level: MoveLevel) -> Bool {
    switch level {
    case .preActivation(let l): network.mixesSamples(from: l)
    case .argument(let l), .activation(let l): network.mixesSamples(from: l + 1)
    }
  }

  /// The loss of each sample of the unchanged pass.
  /// - Parameter fromOutputs: whether it is taken as a function of the outputs alone.
  func sampleLosses(fromOutputs: Bool = false) -> [E] {
    var losses: [E] = []
    OutputRow.forEach(z: fromOutputs ? nil : z[depth], a: a[depth], y: target) { losses.append(objective.loss(of: $0)) }
    return losses
  }
}

extension PerturbedPass where E == Double {
  /// How far rounding alone can move C: ε (loss + |∂C/∂a| · the size of the sums that make up z[L]), over the samples.
  ///
  /// An error of z[L] is at most ε Σ |a| |W|, the slopes of the output functions are at most about 1, and the errors of
  /// the samples are independent.
  var lossError: Double {
    let sizes = a[depth - 1].map(\.magnitude).multiplied(by: columns[depth].map(\.magnitude))
      .addingToRows(layer(depth).biases.map(\.magnitude))
    let slopes = slopes
    // A loss that is computed from its formula may cancel numbers of the size of 1.
    let constant = objective.loss.kernel == .compiled ? 1.0 : 0
    var squares = 0.0
    for (sample, loss) in sampleLosses().enumerated() {
      let spread = zip(slopes.row(sample), sizes.row(sample)).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
      squares += (loss.magnitude + constant + spread) * (loss.magnitude + constant + spread)
    }
    return 0x1p-53 * objective.reduction.factor(samples: samples) * squares.squareRoot()
  }

  /// About the slopes of the losses by the outputs: a − y, or for a loss with a formula of its own a difference.
  private var slopes: Matrix<Double> {
    guard objective.loss.kernel == .compiled else { return a[depth] - target }
    let step = 0x1p-20
    var result = a[depth]
    for column in 0..<result.columns {
      var moved = a[depth]
      for row in 0..<moved.rows { moved[row, column] += step }
      var sample = 0
      OutputRow.forEach(z: nil, a: moved, y: target) { output in
        result[sample, column] = objective.loss(of: output)
        sample += 1
      }
      sample = 0
      OutputRow.forEach(z: nil, a: a[depth], y: target) { output in
        result[sample, column] = (result[sample, column] - objective.loss(of: output)) / step
        sample += 1
      }
    }
    return result
  }
}

/// Where a moved number enters the pass.
enum MoveLevel: Hashable, Sendable {
  /// z[l] of one unit is shifted.
  case preActivation(Int)
  /// The argument of h of one unit is shifted.
  case argument(Int)
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
