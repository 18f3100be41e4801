import Engine
import Language

/// The entries that subscripts select from a matrix of known shape.
public struct Selection {
  public enum Form: Sendable {
    /// One entry: the result is a number.
    case entry
    /// Every row with every column.
    case block
    /// The first row with the first column, and so on: the result is a row.
    case pairs
  }

  public let rows: [Int]
  public let columns: [Int]
  public let form: Form

  public var isEntry: Bool { form == .entry }
  public var count: Int { form == .block ? rows.count * columns.count : rows.count }

  public var shape: ValueShape { isEntry ? .number : .matrix(extent) }

  /// The numbers of rows and columns of the result; 1×1 for an entry.
  public var extent: Shape {
    form == .block ? Shape(rows: rows.count, columns: columns.count) : Shape(rows: 1, columns: rows.count)
  }

  /// The selected entries.
  package func entries<N: Field>(of matrix: Matrix<N>) -> Matrix<N> {
    var elements: [N] = []
    elements.reserveCapacity(count)
    forEachPlace { row, column in elements.append(matrix[row, column]) }
    return Matrix(rows: extent.rows, columns: extent.columns, elements: elements)
  }

  /// A matrix with other numbers in the place of the selected ones.
  /// - Shapes: values as `extent`.
  package func replacing(in matrix: Matrix<Double>, by values: Matrix<Double>) -> Matrix<Double> {
    var (result, next) = (matrix, 0)
    forEachPlace { row, column in
      result[row, column] = values.elements[next]
      next += 1
    }
    return result
  }

  private func forEachPlace(_ body: (Int, Int) -> Void) {
    switch form {
    case .entry, .pairs: for (row, column) in zip(rows, columns) { body(row, column) }
    case .block: for row in rows { for column in columns { body(row, column) } }
    }
  }

  func apply(to matrix: Matrix<Double>) -> Value {
    isEntry ? .number(matrix[rows[0], columns[0]]) : .matrix(entries(of: matrix))
  }
}

extension Evaluator {
  /// Resolves subscripts: one selects rows, two rows and columns; negative ones count from the end.
  ///
  /// Of what is one row in each layer, as b[1], one subscript selects entries. Two lists are taken in pairs, as in NumPy.
  public mutating func selection(
    _ subscripts: [Expression.Subscript], of shape: Shape, in base: Expression
  ) throws(Diagnostic) -> Selection {
    guard subscripts.count <= 2 else {
      throw Diagnostic("\(text(base)) has two dimensions, not \(subscripts.count)", at: base.span)
    }
    if subscripts.count == 1 {
      if let entries = try entries(subscripts[0], of: shape, in: base) { return entries }
      if try quantity(of: base)?.family.isRow == true {
        let columns = try places(IndexedAxis(of: base, shape, isRows: false, subscripts))
        return Selection(rows: [0], columns: columns.list, form: columns.isSingle ? .entry : .block)
      }
      let rows = try places(IndexedAxis(of: base, shape, isRows: true, subscripts))
      return Selection(rows: rows.list, columns: Array(0..<shape.columns), form: .block)
    }
    let rows = try places(IndexedAxis(of: base, shape, isRows: true, subscripts))
    let columns = try places(IndexedAxis(of: base, shape, isRows: false, subscripts))
    if rows.isSingle && columns.isSingle { return Selection(rows: rows.list, columns: columns.list, form: .entry) }
    guard rows.isList && columns.isList else {
      return Selection(rows: rows.list, columns: columns.list, form: .block)
    }
    guard rows.list.count == columns.list.count else {
      let (first, second) = (subscripts[0].code, subscripts[1].code)
      throw Diagnostic(
        "\(rows.list.count) rows and \(columns.list.count) columns are not pairs", at: base.span,
        hint: "every row with every column: \(text(base))[\(first), :][:, \(second)]")
    }
    return Selection(rows: rows.list, columns: columns.list, form: .pairs)
  }

  /// The entries of a matrix for which a condition on each of them holds: `x[x > 2]`; `nil` for other subscripts.
  private mutating func entries(
    _ item: Expression.Subscript, of shape: Shape, in base: Expression
  ) throws(Diagnostic) -> Selection? {
    guard case .at(let expression) = item, isCondition(expression),
      case .matrix(let mask) = try value(of: expression), mask.shape == shape
    else { return nil }
    let chosen = mask.elements.indices.filter { mask.elements[$0] != 0 }
    if chosen.isEmpty { throw holdsNowhere(expression) }
    return Selection(
      rows: chosen.map { $0 / shape.columns }, columns: chosen.map { $0 % shape.columns }, form: .pairs)
  }

  private func holdsNowhere(_ condition: Expression) -> Diagnostic {
    Diagnostic("nothing is selected: \(text(condition)) holds nowhere", at: condition.span)
  }
}

/// One axis of a matrix that is indexed.
private struct IndexedAxis {
  let base: Expression
  let shape: Shape
  let isRows: Bool
  let subscripts: [Expression.Subscript]

  init(of base: Expression, _ shape: Shape, isRows: Bool, _ subscripts: [Expression.Subscript]) {
    (self.base, self.shape, self.isRows, self.subscripts) = (base, shape, isRows, subscripts)
  }

  var item: Expression.Subscript { isRows ? subscripts[0] : subscripts[subscripts.count - 1] }
  var count: Int { isRows ? shape.rows : shape.columns }
  var name: String { isRows ? "rows" : subscripts.count == 1 ? "entries" : "columns" }
}

extension Evaluator {
  /// The places that one subscript takes of its axis.
  private typealias Places = (list: [Int], isSingle: Bool, isList: Bool)

  private mutating func places(_ axis: IndexedAxis) throws(Diagnostic) -> Places {
    switch axis.item {
    case .slice(let slice): return (try places(of: slice, axis), false, false)
    case .at(let expression):
      switch try value(of: expression) {
      case .number(let number): return ([try place(number, expression, axis)], true, false)
      case .matrix(let matrix):
        if isCondition(expression) { return (try places(where: matrix, expression, axis), false, true) }
        try refuseUnclear(matrix, expression, axis)
        var list: [Int] = []
        for number in matrix.elements { list.append(try place(number, expression, axis)) }
        return (list, false, true)
      }
    }
  }

  private mutating func place(_ number: Double, _ expression: Expression, _ axis: IndexedAxis) throws(Diagnostic) -> Int
  {
    guard let typed = Int(exactly: number) else {
      throw Diagnostic("an index is a whole number, not \(number.formatted)", at: expression.span)
    }
    let index = typed < 0 ? axis.count + typed : typed
    if 0..<axis.count ~= index { return index }
    let (base, shape) = (axis.base, axis.shape)
    let hint =
      axis.isRows && axis.subscripts.count == 1 && shape.rows == 1 && 0..<shape.columns ~= typed
      ? "it is \(shape): the entry is \(text(base))[0, \(typed)]"
      : "its \(axis.name) are 0 to \(axis.count - 1)" + (try fromZero(axis) ?? "")
    throw Diagnostic("index \(typed) is outside \(text(base)) (\(shape))", at: expression.span, hint: hint)
  }

  /// The same entry counted from 0, if the indexes that were typed fit when they count from 1.
  private mutating func fromZero(_ axis: IndexedAxis) throws(Diagnostic) -> String? {
    var places: [Int] = []
    for item in axis.subscripts {
      guard case .at(let expression) = item, case .number(let number) = try value(of: expression),
        let index = Int(exactly: number)
      else { return nil }
      places.append(index - 1)
    }
    let counts = axis.subscripts.count == 1 ? [axis.count] : [axis.shape.rows, axis.shape.columns]
    guard zip(places, counts).allSatisfy({ 0..<$1 ~= $0 }) else { return nil }
    return ", counted from 0: \(text(axis.base))[\(places.map(String.init).joined(separator: ", "))]"
  }

  // MARK: Conditions

  private func places(where mask: Matrix<Double>, _ expression: Expression, _ axis: IndexedAxis) throws(Diagnostic)
    -> [Int]
  {
    guard mask.rows == 1 || mask.columns == 1, mask.count == axis.count else {
      let extent = mask.rows == 1 || mask.columns == 1 ? "\(mask.count) entries" : "\(mask.shape) entries"
      throw Diagnostic(
        "the condition \(text(expression)) has \(extent), \(text(axis.base)) (\(axis.shape)) has \(axis.count) \(axis.name)",
        at: expression.span)
    }
    let chosen = mask.elements.indices.filter { mask.elements[$0] != 0 }
    if chosen.isEmpty { throw holdsNowhere(expression) }
    return chosen
  }

  /// Whether a value is a condition, 1 where it holds and 0 elsewhere, and not a number that is counted.
  package func isCondition(_ expression: Expression) -> Bool {
    switch expression {
    case .binary(let sign, let left, let right):
      sign.isComparison || sign == .multiply && isCondition(left) && isCondition(right)
    case .call(let call): isCondition(call)
    case .transpose(let inner, _): isCondition(inner)
    case .index(let base, _, _): isCondition(base)
    case .name(let name, _):
      parameter(name) == nil && (session.variableFormulas[name].map { isCondition($0.expression) } ?? false)
    case .number, .negation, .matrix: false
    }
  }

  private func isCondition(_ call: Expression.Call) -> Bool {
    if let function = session.functions[call.function] { return call.order == 0 && isCondition(function.body) }
    switch Function.all[call.function]?.rule {
    case .entrywise, .entrywisePair: return call.connective != nil
    case .reduction(.any), .reduction(.all): return true
    case .layout(.flatten), .layout(.reshape), .layout(.transpose), .layout(.hcat), .layout(.vcat):
      return call.arguments.allSatisfy { isCondition($0) || call.function == "reshape" && $0 != call.arguments[0] }
    case .reduction, .layout, .clamp, .choice, .scan, .rowwise, .oneHot, .product, .solving, .drawing, .jacobian, nil:
      return false
    }
  }

  /// Refuses numbers that may be places or a condition: 0 and 1 for each place of an axis, of unknown origin.
  private func refuseUnclear(_ matrix: Matrix<Double>, _ expression: Expression, _ axis: IndexedAxis) throws(Diagnostic)
  {
    guard case .name(let name, _) = expression, session.variableFormulas[name] == nil || parameter(name) != nil,
      matrix.count == axis.count, matrix.count > 1, matrix.elements.allSatisfy({ $0 == 0 || $0 == 1 })
    else { return }
    throw Diagnostic(
      "\(name) may be a condition or a list of places", at: expression.span,
      hint: "\(name) == 1 is the condition, \(name) + 0 the places")
  }

  // MARK: Slices

  /// As NumPy's: clamped, and from the end with a negative step. An end that belongs to it has to exist.
  private mutating func places(of slice: Expression.Slice, _ axis: IndexedAxis) throws(Diagnostic) -> [Int] {
    let step = try slice.step.map { expression throws(Diagnostic) in try whole(expression) } ?? 1
    if step == 0 { throw Diagnostic("a step is not 0", at: (slice.step ?? axis.base).span) }
    let (first, last) = step > 0 ? (0, axis.count) : (-1, axis.count - 1)
    func clamped(_ typed: Int) -> Int { min(max(typed < 0 ? axis.count + typed : typed, first), last) }
    let lower = try slice.lower.map { expression throws(Diagnostic) in clamped(try whole(expression)) }
    var upper = try slice.upper.map { expression throws(Diagnostic) in
      slice.includesUpper
        ? try place(Double(try whole(expression)), expression, axis) + (step > 0 ? 1 : -1)
        : clamped(try whole(expression))
    }
    if upper == nil { upper = step > 0 ? last : first }
    let places = Array(stride(from: lower ?? (step > 0 ? first : last), to: upper ?? last, by: step))
    if places.isEmpty {
      throw Diagnostic("this slice of \(text(axis.base)) (\(axis.shape)) is empty", at: slice.span)
    }
    return places
  }

  private mutating func whole(_ expression: Expression) throws(Diagnostic) -> Int {
    let number = try plainNumber(expression)
    guard let index = Int(exactly: number), index.magnitude < 1 << 40 else {
      throw Diagnostic("an index is a whole number, not \(number.formatted)", at: expression.span)
    }
    return index
  }
}
