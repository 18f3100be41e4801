import Calculus
import Engine
import Interruption
import Language
import SessionCore

extension Function {
  /// The function of values with bounds; `nil` if its result does not follow from its arguments entry by entry.
  func bounded(_ typed: [BoundedValue], axis: Int?, for call: Expression.Call) throws(Diagnostic) -> BoundedValue? {
    let defaults = completed(typed.map(\.values)).dropFirst(typed.count).map { BoundedValue($0) }
    let arguments = typed + defaults
    switch rule {
    case .entrywise(let function): return arguments[0].map { $0.through(function) }
    case .entrywisePair(let function):
      return arguments[0].combined(with: arguments[1]) { $0.through($1, function) }
    case .clamp:
      return arguments[0].combined(with: arguments[1]) { $0.through($1, Self.larger) }
        .combined(with: arguments[2]) { $0.through($1, Self.smaller) }
    case .choice: return Self.chosen(arguments)
    case .reduction(let reduction):
      let result = Statistic.reduced(arguments[0].matrix, axis: axis) { reduction.bounded($0) }
      return BoundedValue(result, isNumber: axis == nil || arguments[0].isNumber)
    case .scan(let scan):
      return BoundedValue(
        scan.scanned(arguments[0].matrix, axis: axis) { scan.bounded($0) }, isNumber: arguments[0].isNumber)
    case .rowwise(let function): return BoundedValue(Self.rows(arguments[0].matrix, function))
    case .layout(.transpose): return BoundedValue(arguments[0].matrix.transposed, isNumber: arguments[0].isNumber)
    case .layout(let layout):
      return BoundedValue(try layout.arrangement(of: known(arguments, call)).matrix(of: arguments.map(\.matrix)))
    case .product(let product):
      let shape = try product.shape(of: known(arguments, call))
      return BoundedValue(product.entries(of: arguments.map(\.matrix)), isNumber: shape == .number)
    case .solving(let solving):
      let value = try value(of: arguments.map(\.values), axis: nil, for: call)
      return solving.bounded(arguments[0], value)
    case .oneHot:
      let isKnown = arguments.allSatisfy { $0.matrix.elements.allSatisfy { $0.error < 0.5 } }
      let value = try value(of: arguments.map(\.values), axis: nil, for: call)
      return isKnown ? BoundedValue(value.asMatrix.map { Bounded($0) }) : nil
    case .drawing, .jacobian: return nil
    }
  }

  private func known(_ arguments: [BoundedValue], _ call: Expression.Call) -> KnownArguments {
    KnownArguments(call: call, arguments: arguments.map(\.values))
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

  /// A function of rows: what each column can move the result by.
  private static func rows(
    _ matrix: Matrix<Bounded>, _ function: (Matrix<Double>) -> Matrix<Double>
  ) -> Matrix<Bounded> {
    let values = matrix.values
    let result = function(values)
    var errors = result.elements.map { Bounded.functionRounding * (1 + Double(matrix.columns) / 8) * $0.magnitude }
    for column in 0..<matrix.columns where !Work.current.isStopped {
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
