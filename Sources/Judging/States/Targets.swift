import Engine

/// The kind of targets that a session has, which its loss is for: drawn targets are of the same kind.
enum TargetKind: Equatable {
  /// Any numbers.
  case numbers
  /// −1 or 1.
  case signs
  /// Between 0 and 1; `isHard` for 0 or 1.
  case probabilities(isHard: Bool)
  /// Rows that sum to 1; `isHard` for one-hot rows.
  case distribution(isHard: Bool)

  /// - Parameter target: the session's targets, if it has any.
  init(_ loss: Loss, target: Matrix<Double>?) {
    let isHard = target.map { $0.elements.allSatisfy { $0 == 0 || $0 == 1 } } ?? false
    switch loss.targets {
    case .anyNumbers: self = .numbers
    case .signs: self = .signs
    case .probabilities: self = .probabilities(isHard: isHard)
    case .distribution:
      self = .distribution(isHard: isHard && target.map { $0.rowSums.elements.allSatisfy { $0 == 1 } } == true)
    }
  }

  /// - Shapes: samples×outputs.
  func draw(samples: Int, outputs: Int, using generator: inout NumPyGenerator) -> Matrix<Double> {
    let raw = Matrix(rows: samples, columns: outputs).map { (_: Double) in 0.05 + 0.9 * generator.uniform() }
    switch self {
    case .numbers: return raw.map { _ in generator.normal() }
    case .signs: return raw.map { $0 < 0.5 ? -1 : 1 }
    case .probabilities(let isHard): return isHard ? raw.map { $0.rounded() } : raw
    case .distribution(let isHard):
      var result = raw
      for (row, sum) in raw.rowSums.elements.enumerated() {
        let largest = raw.row(row).max() ?? 0
        for column in 0..<outputs {
          result[row, column] = isHard ? (raw[row, column] == largest ? 1 : 0) : raw[row, column] / sum
        }
      }
      return result
    }
  }
}
