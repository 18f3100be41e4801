import Engine
import Language

/// The rows and columns that subscripts select from a matrix of known shape.
public struct Selection {
  public var rows: Range<Int>
  public var columns: Range<Int>
  /// Whether one entry is meant: the result is a number.
  public var isEntry: Bool

  public var shape: ValueShape {
    isEntry ? .number : .matrix(Shape(rows: rows.count, columns: columns.count))
  }

  func apply(to matrix: Matrix<Double>) -> Value {
    if isEntry { return .number(matrix[rows.lowerBound, columns.lowerBound]) }
    let elements = rows.flatMap { row in columns.map { matrix[row, $0] } }
    return .matrix(Matrix(rows: rows.count, columns: columns.count, elements: elements))
  }
}

extension Evaluator {
  /// Resolves subscripts: one selects rows, two rows and columns; negative ones count from the end.
  public mutating func selection(
    _ subscripts: [Expression.Subscript], of shape: Shape, in base: Expression
  ) throws(Diagnostic) -> Selection {
    guard subscripts.count <= 2 else {
      throw Diagnostic("\(text(base)) has two dimensions, not \(subscripts.count)", at: base.span)
    }
    let rows = try range(subscripts[0], shape.rows, "rows", shape, base, of: subscripts)
    guard subscripts.count == 2 else {
      return Selection(rows: rows.range, columns: 0..<shape.columns, isEntry: false)
    }
    let columns = try range(subscripts[1], shape.columns, "columns", shape, base, of: subscripts)
    return Selection(rows: rows.range, columns: columns.range, isEntry: rows.isSingle && columns.isSingle)
  }

  private mutating func range(
    _ item: Expression.Subscript, _ count: Int, _ dimension: String, _ shape: Shape, _ base: Expression,
    of subscripts: [Expression.Subscript]
  ) throws(Diagnostic) -> (range: Range<Int>, isSingle: Bool) {
    let hasColumn = subscripts.count > 1
    switch item {
    case .at(let expression):
      let typed = try whole(expression)
      let index = typed < 0 ? count + typed : typed
      guard 0..<count ~= index else {
        let hint =
          !hasColumn && shape.rows == 1 && 0..<shape.columns ~= typed
          ? "it is \(shape): the entry is \(text(base))[0, \(typed)]"
          : "its \(dimension) are 0 to \(count - 1)" + (try fromZero(subscripts, shape, base) ?? "")
        throw Diagnostic("index \(typed) is outside \(text(base)) (\(shape))", at: expression.span, hint: hint)
      }
      return (index..<index + 1, true)
    case .slice(let lower, let upper, let span):
      let from = try bound(lower, count) ?? 0
      let to = try bound(upper, count) ?? count
      if from >= to { throw Diagnostic("this slice of \(text(base)) (\(shape)) is empty", at: span) }
      return (from..<to, false)
    }
  }

  /// The same entry counted from 0, if the indexes that were typed fit when they count from 1.
  private mutating func fromZero(
    _ subscripts: [Expression.Subscript], _ shape: Shape, _ base: Expression
  ) throws(Diagnostic) -> String? {
    var places: [Int] = []
    for item in subscripts {
      guard case .at(let expression) = item else { return nil }
      places.append(try whole(expression) - 1)
    }
    guard zip(places, [shape.rows, shape.columns]).allSatisfy({ 0..<$1 ~= $0 }) else { return nil }
    return ", counted from 0: \(text(base))[\(places.map(String.init).joined(separator: ", "))]"
  }

  /// The end of a slice, clamped as in NumPy.
  private mutating func bound(_ expression: Expression?, _ count: Int) throws(Diagnostic) -> Int? {
    guard let expression else { return nil }
    let typed = try whole(expression)
    return min(max(typed < 0 ? count + typed : typed, 0), count)
  }

  private mutating func whole(_ expression: Expression) throws(Diagnostic) -> Int {
    let number = try plainNumber(expression)
    guard let index = Int(exactly: number) else {
      throw Diagnostic("an index is a whole number, not \(number.formatted)", at: expression.span)
    }
    return index
  }
}
