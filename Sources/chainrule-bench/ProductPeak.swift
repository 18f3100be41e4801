import Engine

/// The machine's peak in matrix products with all cores, in GF/s: the best of several products of square matrices.
func productPeak<E: Scalar>(of type: E.Type) -> Double {
  let repetitions = 12
  return [512, 768, 1024].map { n in
    let factor = [E](repeating: 0.5, count: n * n)
    var result = [E](repeating: 0, count: n * n)
    let best = (0..<repetitions).map { _ in seconds { multiply(factor, n, into: &result) } }.min() ?? .nan
    return 2e-9 * Double(n * n * n) / best
  }.max() ?? .nan
}

private func multiply<E: Scalar>(_ factor: [E], _ n: Int, into result: inout [E]) {
  factor.withUnsafeBufferPointer { a in
    result.withUnsafeMutableBufferPointer { c in
      guard let a = a.baseAddress, let c = c.baseAddress else { return }
      E.multiply(n, n, n, 1, a, n, transposed: false, a, n, transposed: false, 0, c, n)
    }
  }
}
