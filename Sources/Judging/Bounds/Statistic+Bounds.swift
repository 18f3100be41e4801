import Calculus
import Engine
import SessionCore

extension Statistic {
  /// The number that entries with bounds give: what each can move it by, and what rounding does.
  func bounded(_ entries: [Bounded]) -> Bounded {
    let largest = entries.map(\.error).max() ?? 0
    switch self {
    case .sum, .mean:
      let share = self == .mean ? 1 / Double(entries.count) : 1
      let (size, error) = entries.reduce((0.0, 0.0)) { ($0.0 + $1.value.magnitude, $0.1 + $1.error) }
      let rounding = Double(entries.count) * Bounded.rounding / 4 * size
      return Bounded(result(entries), error: share * (error + rounding))
    // No entry moves the result by more than its own error.
    case .max, .min, .median:
      let result = result(entries)
      return Bounded(result, error: largest + Bounded.rounding * result.magnitude)
    case .norm:
      let result = result(entries)
      return Bounded(result, error: Double(entries.count) * (largest + Bounded.rounding * result.magnitude))
    case .prod, .var, .std: return value(of: entries)
    case .argmax, .argmin, .any, .all: return chosen(entries)
    }
  }

  private func result(_ entries: [Bounded]) -> Double { value(of: entries.map(\.value)) }

  /// An index or an answer: it is open if the error of any entry can change it.
  private func chosen(_ entries: [Bounded]) -> Bounded {
    let result = result(entries)
    var moved = entries.map(\.value)
    for place in moved.indices where entries[place].error > 0 {
      for shift in [entries[place].error, -entries[place].error] {
        moved[place] = entries[place].value + 2 * shift
        if value(of: moved) != result { return Bounded(result, error: .infinity) }
      }
      moved[place] = entries[place].value
    }
    return Bounded(result)
  }
}

extension AxisFunction {
  func bounded(_ entries: [Bounded]) -> [Bounded] {
    switch self {
    case .cumsum: return values(of: entries)
    case .sort:
      // No entry of the sorted list moves by more than the largest error.
      let largest = entries.map(\.error).max() ?? 0
      return values(of: entries).map { Bounded($0.value, error: largest) }
    case .argsort:
      let order = values(of: entries.map(\.value))
      let sorted = order.map { entries[Int($0)] }
      // A place is open if the entry next to it is as near as their errors.
      let isOpen = zip(sorted, sorted.dropFirst()).map { a, b in
        a.error + b.error > 0 && (b.value - a.value).magnitude <= a.error + b.error
      }
      return order.indices.map { k in
        let open = k > 0 && isOpen[k - 1] || k < isOpen.count && isOpen[k]
        return Bounded(order[k], error: open ? .infinity : 0)
      }
    }
  }
}

extension MatrixSolving {
  /// What the errors of A and rounding in its LU decomposition do to the result; `nil` for a singular matrix.
  ///
  /// To first order δ(A⁻¹) = −A⁻¹ δA A⁻¹ and δ det A = det A tr(A⁻¹ δA); the decomposition is exact for an A that is
  /// off by a few n ulp.
  /// - Source: Higham (2002), sections 9.3 and 14.1.
  func bounded(_ argument: BoundedValue, _ value: Value) -> BoundedValue? {
    let n = Double(argument.matrix.rows)
    guard let inverse = argument.matrix.values.inverse?.map(\.magnitude) else { return nil }
    let moved = argument.matrix.map { $0.error + 8 * n * Double.ulpOfOne * $0.value.magnitude }
    let result = value.asMatrix
    switch self {
    case .inverse:
      let errors = inverse.multiplied(by: moved).multiplied(by: inverse)
      let elements = zip(result.elements, errors.elements).map { Bounded($0, error: 2 * $1) }
      return BoundedValue(
        Matrix(rows: result.rows, columns: result.columns, elements: elements), isNumber: argument.isNumber)
    case .determinant:
      let product = inverse.multiplied(by: moved)
      let trace = (0..<product.rows).reduce(0) { $0 + product[$1, $1] }
      let determinant = result.elements[0]
      return BoundedValue(Bounded(determinant, error: 2 * determinant.magnitude * trace))
    }
  }
}
