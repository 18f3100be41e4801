import SessionCore
import Engine
import Views

/// How closely two values of one shape agree.
struct Closeness {
  /// Whether every entry is the same to the last bit.
  var isExact: Bool
  /// The digits to which the entries agree, measured at the largest entry of either side.
  var digits: Int
  /// The entry that differs most.
  var worst: (row: Int, column: Int, left: Double, right: Double)?
  var hasNaN: Bool
  var bothZero: Bool

  /// Digits beyond which two computations of one value cannot be told apart.
  static let enough = 9

  /// - Precondition: both have one shape.
  init(_ left: Matrix<Double>, _ right: Matrix<Double>) {
    precondition(left.shape == right.shape)
    let scale = zip(left.elements, right.elements).reduce(0.0) { max($0, abs($1.0), abs($1.1)) }
    var largest = -1.0
    for index in left.elements.indices {
      let (a, b) = (left.elements[index], right.elements[index])
      let difference = a == b ? 0 : abs(a - b)
      if difference > largest || difference.isNaN && !largest.isNaN {
        largest = difference
        worst = (index / left.columns, index % left.columns, a, b)
      }
    }
    hasNaN = left.elements.contains(where: \.isNaN) || right.elements.contains(where: \.isNaN)
    bothZero = scale == 0
    isExact = !hasNaN && largest <= 0
    digits = isExact ? 17 : Self.digits(difference: largest, scale: scale)
  }

  /// ⌊−log₁₀(difference / scale)⌋, between 0 and 17.
  static func digits(difference: Double, scale: Double) -> Int {
    guard scale > 0, difference.isFinite, scale.isFinite else { return 0 }
    var ratio = difference / scale
    var count = 0
    while ratio <= 0.1, count < 17 {
      ratio *= 10
      count += 1
    }
    return count
  }

  var agrees: Bool { isExact || digits >= Self.enough }

  /// Whether two values are equal up to round-off.
  static func matches(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Bool {
    left.shape == right.shape && Closeness(left, right).agrees
  }
}
