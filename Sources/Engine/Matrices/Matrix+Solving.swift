import COpenBLAS

/// LU decomposition with row pivoting, by LAPACK.
extension Matrix<Double> {
  /// A⁻¹; `nil` if the rows depend on each other as far as rounding shows: if 1 / (‖A‖ ‖A⁻¹‖) is below n ulp.
  ///
  /// The transpose is factored, since LAPACK stores columns; its inverse is the transpose of the inverse.
  /// - Shapes: self and the result n×n.
  public var inverse: Matrix? {
    guard var (factors, pivots) = decomposed() else { return nil }
    var (size, info) = (Int32(rows), Int32(0))
    var lengthOfWork = Int32(Swift.max(64 * rows, 1))
    var work = [Double](repeating: 0, count: Int(lengthOfWork))
    dgetri_(&size, &factors, &size, &pivots, &work, &lengthOfWork, &info)
    let inverse = Matrix(rows: rows, columns: columns, elements: factors)
    let condition = largestRowSum * inverse.largestRowSum
    return info == 0 && condition * Double(rows) * .ulpOfOne < 1 ? inverse : nil
  }

  /// det A: the product of the pivots, with the sign of the exchanges.
  /// - Shapes: self n×n.
  public var determinant: Double {
    guard let (factors, pivots) = decomposed() else { return 0 }
    return (0..<rows).reduce(1) { product, k in
      product * factors[k * rows + k] * (pivots[k] == Int32(k + 1) ? 1 : -1)
    }
  }

  /// L, U and the exchanges of the transpose; `nil` if a pivot is 0.
  private func decomposed() -> (factors: [Double], pivots: [Int32])? {
    precondition(rows == columns)
    var (size, info) = (Int32(rows), Int32(0))
    var (factors, pivots) = (elements, [Int32](repeating: 0, count: rows))
    dgetrf_(&size, &size, &factors, &size, &pivots, &info)
    return info == 0 ? (factors, pivots) : nil
  }

  private var largestRowSum: Double {
    rowArrays.map { $0.reduce(0) { $0 + $1.magnitude } }.max() ?? 0
  }
}
