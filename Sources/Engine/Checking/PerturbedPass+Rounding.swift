import RealModule

extension PerturbedPass where E == Double {
  /// How far rounding alone can move C: ε (loss + |∂C/∂a| · the size of the sums that make up z[L]), over the samples.
  ///
  /// An error of z[L] is at most ε Σ |a| |W|, the slopes of the output functions are at most about 1, and the errors of
  /// the samples are independent.
  var lossError: Double {
    let sizes = a[depth - 1].map(\.magnitude).multiplied(by: columns[depth].map(\.magnitude))
      .addingToRows(layer(depth).biases.map(\.magnitude))
    let slopes = a[depth] - target
    var squares = 0.0
    for (sample, loss) in sampleLosses().enumerated() {
      let spread = zip(slopes.row(sample), sizes.row(sample)).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
      squares += (loss.magnitude + spread) * (loss.magnitude + spread)
    }
    return 0x1p-53 * objective.reduction.factor(samples: samples) * squares.squareRoot()
  }
}
