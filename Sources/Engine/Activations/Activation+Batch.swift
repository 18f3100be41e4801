import RealModule

extension Activation {
  /// h(z) for a batch.
  /// - Shapes: z and the result B×n.
  public func values<E: Field>(_ z: Matrix<E>) -> Matrix<E> {
    isElementwise ? z.map { value($0) } : Self.softmax(z)
  }

  /// ∂C/∂z from ∂C/∂a: da ⊙ h′(z), or for softmax aᵢ (daᵢ − Σⱼ daⱼ aⱼ) in each row.
  /// - Shapes: da, z and the result B×n.
  public func pullback<E: Field>(_ da: Matrix<E>, z: Matrix<E>) -> Matrix<E> {
    if isElementwise { return da.combined(with: z) { $0 * derivative($1) } }
    let a = Self.softmax(z)
    let inner = da.hadamard(a).rowSums
    var result = da
    for i in 0..<da.rows {
      for j in 0..<da.columns { result[i, j] = a[i, j] * (da[i, j] - inner[i, 0]) }
    }
    return result
  }

  /// softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), with m the row's maximum so that nothing overflows.
  public static func softmax<E: Field>(_ z: Matrix<E>) -> Matrix<E> {
    var result = z
    for i in 0..<z.rows {
      let shift = z.row(i).map(\.branchValue).max() ?? 0
      let powers = z.row(i).map { E.exp($0 - E(shift)) }
      let total = powers.reduce(.zero, +)
      for j in 0..<z.columns { result[i, j] = powers[j] / total }
    }
    return result
  }

  /// log softmax(z)ᵢ = zᵢ − m − log Σⱼ e^(zⱼ − m), which stays finite where softmax underflows to 0.
  static func logSoftmax<E: Field>(_ z: Matrix<E>) -> Matrix<E> {
    var result = z
    for i in 0..<z.rows {
      let shift = E(z.row(i).map(\.branchValue).max() ?? 0)
      let total = z.row(i).reduce(E.zero) { $0 + .exp($1 - shift) }
      for j in 0..<z.columns { result[i, j] = z[i, j] - shift - .log(total) }
    }
    return result
  }
}
