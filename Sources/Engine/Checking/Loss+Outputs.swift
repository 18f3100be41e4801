import RealModule

extension Loss {
  /// The sum of the losses of all samples, from the outputs alone.
  ///
  /// `total` takes the entropies from z, where moving one a changes nothing; ∂C/∂a needs the loss as a function of a.
  /// - Shapes: a and y B×n_L.
  func total<E: Field>(outputs a: Matrix<E>, y: Matrix<E>) -> E {
    switch self {
    case .halfSquaredError: total(z: a, a: a, y: y)
    case .crossEntropy: -a.combined(with: y) { $1 == .zero ? .zero : $1 * .log($0) }.sum
    case .binaryCrossEntropy:
      -a.combined(with: y) { a, y in
        (y == .zero ? .zero : y * .log(a)) + (y == 1 ? .zero : (1 - y) * .log(1 - a))
      }.sum
    }
  }
}
