/// A known mistake that is put into a tensor to see the check catch it.
public enum PlantedBug: Hashable, Sendable {
  /// Every entry multiplied by a constant: 2, ½, −1, the batch size.
  case factor(Double)
  /// The entries read column by column, as if the matrix were its transpose.
  case transposed
  /// The first row that is not zero set to zero.
  case zeroedRow
  /// The entry that is largest in size multiplied by 1.5.
  case oneEntry

  public static let all: [PlantedBug] = [
    .factor(2), .factor(0.5), .factor(-1), .transposed, .zeroedRow, .oneEntry,
  ]

  /// The tensor with the mistake in it, or `nil` where the mistake would change nothing.
  public func planted(in tensor: Matrix<Double>) -> Matrix<Double>? {
    let result = changed(tensor)
    return result == tensor ? nil : result
  }

  private func changed(_ tensor: Matrix<Double>) -> Matrix<Double> {
    var result = tensor
    switch self {
    case .factor(let factor): return factor * tensor
    case .transposed:
      return Matrix(rows: tensor.rows, columns: tensor.columns, elements: tensor.transposed.elements)
    case .zeroedRow:
      guard let row = (0..<tensor.rows).first(where: { tensor.row($0).contains { $0 != 0 } }) else { return tensor }
      for column in 0..<tensor.columns { result[row, column] = 0 }
    case .oneEntry:
      let sizes = tensor.elements.map(\.magnitude)
      guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return tensor }
      result.elements[largest] *= 1.5
    }
    return result
  }
}
