import Engine
import Language

extension Function {
  /// The entries of the largest matrix that a function creates.
  private static let maximumEntries = 10_000_000

  /// Refuses arguments that have the right shapes and still cannot be used.
  func validate(_ arguments: [Value], _ call: Expression.Call) throws(Diagnostic) {
    switch rule {
    case .zeros, .ones, .unit:
      let sizes = arguments.map { value -> Int in
        if case .number(let number) = value { Int(exactly: number) ?? 0 } else { 0 }
      }
      guard sizes.allSatisfy({ 1...Self.maximumEntries ~= $0 }), sizes.reduce(1, *) <= Self.maximumEntries,
        name != "eye" || sizes[0] <= 3_000
      else { throw Diagnostic("\(name) takes sizes from 1 on", at: call.span, hint: "zeros(2, 3)") }
    case .oneHot: try validateLabels(arguments, call)
    default: break
    }
  }

  private func validateLabels(_ arguments: [Value], _ call: Expression.Call) throws(Diagnostic) {
    guard case .number(let count) = arguments[1], let classes = Int(exactly: count), 1...100_000 ~= classes else {
      throw Diagnostic("the number of classes is a whole number from 1 on", at: call.arguments[1].span)
    }
    for (row, label) in arguments[0].asMatrix.elements.enumerated()
    where Int(exactly: label).map({ 0..<classes ~= $0 }) != true {
      throw Diagnostic(
        "label \(label.formatted) in row \(row) is not one of 0 to \(classes - 1)", at: call.arguments[0].span,
        hint: label == Double(classes) ? "labels seem to start at 1: subtract 1" : nil)
    }
  }

  package func apply(to arguments: [Value], axis: Int?) -> Value {
    switch rule {
    case .entrywise(let function): return arguments[0].map(function)
    case .choice:
      return Value.chosen(by: arguments[0], arguments[1], arguments[2])
    case .entrywisePair(let function): return arguments[0].combined(with: arguments[1], function)
    case .rowwise(let function): return .matrix(function(arguments[0].asMatrix))
    case .reduction(let function): return Self.reduce(arguments[0].asMatrix, axis: axis, function)
    case .transpose: return arguments[0].transposed
    case .diagonal: return .matrix(Self.diagonal(arguments[0].asMatrix))
    case .outer:
      let (u, v) = (arguments[0].asMatrix, arguments[1].asMatrix)
      return .matrix(
        Matrix(rows: u.count, columns: 1, elements: u.elements)
          .multiplied(by: Matrix(rows: 1, columns: v.count, elements: v.elements)))
    case .oneHot:
      let labels = arguments[0].asMatrix.elements
      var result = Matrix<Double>(rows: labels.count, columns: Self.whole(arguments[1]))
      for (row, label) in labels.enumerated() { result[row, Int(label)] = 1 }
      return .matrix(result)
    case .zeros, .ones:
      let sizes = arguments.map(Self.whole)
      let value: Double = if case .ones = rule { 1 } else { 0 }
      return .matrix(
        Matrix(rows: sizes.count > 1 ? sizes[0] : 1, columns: sizes[sizes.count - 1], repeating: value))
    case .unit:
      return .matrix(Self.diagonal(Matrix(rows: 1, columns: Self.whole(arguments[0]), repeating: 1)))
    }
  }

  private static func whole(_ value: Value) -> Int { Int(value.asMatrix.elements[0]) }

  private static func reduce(_ matrix: Matrix<Double>, axis: Int?, _ function: ([Double]) -> Double) -> Value {
    switch axis {
    case 0:
      let columns = matrix.transposed.rowArrays.map(function)
      return .matrix(Matrix(rows: 1, columns: columns.count, elements: columns))
    case 1:
      let rows = matrix.rowArrays.map(function)
      return .matrix(Matrix(rows: rows.count, columns: 1, elements: rows))
    default: return .number(function(matrix.elements))
    }
  }

  private static func diagonal(_ matrix: Matrix<Double>) -> Matrix<Double> {
    if matrix.rows == 1 {
      var result = Matrix<Double>(rows: matrix.columns, columns: matrix.columns)
      for i in 0..<matrix.columns { result[i, i] = matrix[0, i] }
      return result
    }
    let size = min(matrix.rows, matrix.columns)
    return Matrix(rows: 1, columns: size, elements: (0..<size).map { matrix[$0, $0] })
  }
}
