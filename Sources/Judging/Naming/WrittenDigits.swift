import Engine

/// Numbers as they were written: each means every number that rounds to it.
struct WrittenDigits {
  let values: Matrix<Double>
  /// Half a unit of the last written digit of each entry; 0 of an integer.
  private let tolerances: [Double]
  /// The significant digits of each entry; 0 for 0.
  let digits: [Int]

  init(_ matrix: WrittenMatrix) {
    values = Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.numbers.map(\.value))
    tolerances = matrix.numbers.map { $0.isDecimal ? 0.5 * $0.unit : 0 }
    digits = matrix.numbers.map(\.digits)
  }

  var fewest: Int { digits.min() ?? 0 }
  /// The digits of all entries together, by which values are told apart.
  var total: Int { digits.reduce(0, +) }

  /// Whether every entry of a matrix rounds to what is written.
  func matches(_ other: Matrix<Double>) -> Bool {
    other.shape == values.shape && values.elements.indices.allSatisfy { matches(other.elements[$0], at: $0) }
  }

  /// Whether every entry has at most its last digit wrong, by one.
  func isWithinOneUnit(of other: Matrix<Double>) -> Bool {
    other.shape == values.shape
      && values.elements.indices.allSatisfy { abs(values.elements[$0] - other.elements[$0]) <= 2 * tolerances[$0] }
  }

  /// Whether a number rounds to the entry at a place.
  func matches(_ number: Double, at place: Int) -> Bool {
    let value = values.elements[place]
    // Float64 gives about 13 digits of a result, however many are written.
    return abs(value - number) <= max(tolerances[place] * (1 + 1e-9), 1e-13 * abs(value))
  }
}
