import Calculus
import Engine
import SessionCore

extension Function {
  /// The function of values with bounds; `nil` if its result does not follow from its arguments entry by entry.
  func bounded(_ arguments: [BoundedValue], axis: Int?) -> BoundedValue? {
    switch rule {
    case .entrywise(let function): return arguments[0].map { $0.through(function) }
    case .entrywisePair(let function): return arguments[0].combined(with: arguments[1]) { $0.through($1, function) }
    case .reduction(let function): return Self.reduced(arguments[0].matrix, axis) { self.reduced($0, function) }
    case .rowwise(let function): return BoundedValue(Self.rows(arguments[0].matrix, function))
    case .transpose: return BoundedValue(arguments[0].matrix.transposed, isNumber: arguments[0].isNumber)
    case .choice: return Self.chosen(arguments)
    case .outer: return Self.outer(arguments[0].matrix, arguments[1].matrix)
    case .diagonal:
      let errors = structure([arguments[0].map { Bounded($0.error) }])
      return structure(arguments).combined(with: errors) { Bounded($0.value, error: $1.value) }
    case .zeros, .ones, .unit, .size: return structure(arguments)
    case .oneHot:
      let isKnown = arguments.allSatisfy { $0.matrix.elements.allSatisfy { $0.error < 0.5 } }
      return isKnown ? structure(arguments) : nil
    }
  }

  /// The result for the values alone, without bounds.
  private func structure(_ arguments: [BoundedValue]) -> BoundedValue {
    let plain = arguments.map { $0.isNumber ? Value.number($0.number.value) : Value.matrix($0.matrix.values) }
    let value = apply(to: plain, axis: nil)
    return BoundedValue(value.asMatrix.map { Bounded($0) }, isNumber: value.shape == .number)
  }

  private static func outer(_ u: Matrix<Bounded>, _ v: Matrix<Bounded>) -> BoundedValue {
    BoundedValue(
      Matrix(rows: u.count, columns: v.count, elements: u.elements.flatMap { a in v.elements.map { a * $0 } }))
  }

  /// Where the condition is open, the result may be either value.
  private static func chosen(_ arguments: [BoundedValue]) -> BoundedValue {
    let (condition, first, second) = (arguments[0], arguments[1], arguments[2])
    let yes = condition.combined(with: first) { $0.value != 0 ? $1 : .zero }
    let no = condition.combined(with: second) { $0.value != 0 ? .zero : $1 }
    let gap = first.combined(with: second) { Bounded(($0.value - $1.value).magnitude) }
    let doubt = condition.combined(with: gap) { $0.error > 0 ? Bounded(0, error: $1.value) : .zero }
    return yes.combined(with: no, +).combined(with: doubt, +)
  }

  private static func reduced(
    _ matrix: Matrix<Bounded>, _ axis: Int?, _ reduce: ([Bounded]) -> Bounded
  ) -> BoundedValue {
    switch axis {
    case 0:
      let columns = matrix.transposed.rowArrays.map(reduce)
      return BoundedValue(Matrix(rows: 1, columns: columns.count, elements: columns))
    case 1:
      let rows = matrix.rowArrays.map(reduce)
      return BoundedValue(Matrix(rows: rows.count, columns: 1, elements: rows))
    default: return BoundedValue(reduce(matrix.elements))
    }
  }

  /// A reduction of some entries: what each can move the result by, and the rounding of the sum of their sizes.
  private func reduced(_ entries: [Bounded], _ function: ([Double]) -> Double) -> Bounded {
    let values = entries.map(\.value)
    let result = function(values)
    switch name {
    case "sum", "mean":
      let share = name == "mean" ? 1 / Double(entries.count) : 1
      let (size, error) = entries.reduce((0.0, 0.0)) { ($0.0 + $1.value.magnitude, $0.1 + $1.error) }
      return Bounded(result, error: share * (error + Double(entries.count) * Bounded.rounding / 4 * size))
    case "max", "min", "norm":
      let error = entries.map(\.error).max() ?? 0
      let terms = name == "norm" ? Double(entries.count) : 1
      return Bounded(result, error: terms * (error + Bounded.rounding * result.magnitude))
    default:
      // An index, or another choice: it is open if any entry's error can change it.
      var moved = values
      for place in values.indices where entries[place].error > 0 {
        for shift in [entries[place].error, -entries[place].error] {
          moved[place] = values[place] + 2 * shift
          if function(moved) != result { return Bounded(result, error: .infinity) }
        }
        moved[place] = values[place]
      }
      return Bounded(result)
    }
  }

  /// A function of rows: what each column can move the result by.
  private static func rows(
    _ matrix: Matrix<Bounded>, _ function: (Matrix<Double>) -> Matrix<Double>
  ) -> Matrix<Bounded> {
    let values = matrix.values
    let result = function(values)
    var errors = result.elements.map { Bounded.functionRounding * (1 + Double(matrix.columns) / 8) * $0.magnitude }
    for column in 0..<matrix.columns {
      var moved = values
      for row in 0..<matrix.rows {
        let entry = matrix[row, column]
        moved[row, column] = entry.value + (entry.error == 0 ? 0 : max(entry.error, entry.value.ulp))
      }
      for (place, value) in function(moved).elements.enumerated() {
        errors[place] += (value - result.elements[place]).magnitude
      }
    }
    return Matrix(
      rows: result.rows, columns: result.columns, elements: zip(result.elements, errors).map { Bounded($0, error: $1) })
  }
}
