import Engine
import Interruption
import Views

/// What an expression evaluates to.
public enum Value: Equatable, Sendable {
  case number(Double)
  case matrix(Matrix<Double>)

  public var shape: ValueShape {
    switch self {
    case .number: .number
    case .matrix(let matrix): .matrix(matrix.shape)
    }
  }

  /// A quantity as a value: the loss is a number, everything else a matrix.
  public init(_ matrix: Matrix<Double>, of quantity: Quantity) {
    self = quantity == .loss ? .number(matrix.elements[0]) : .matrix(matrix)
  }

  /// The value as a matrix; a number is 1×1.
  public var asMatrix: Matrix<Double> {
    switch self {
    case .number(let number): Matrix(scalar: number)
    case .matrix(let matrix): matrix
    }
  }

  public func view(label: String? = nil, note: String? = nil) -> View {
    switch self {
    case .number(let number): .number(NumberView(number, label: label, note: note))
    case .matrix(let matrix): .matrix(matrix.view(label: label, note: note))
    }
  }

  public var numeric: NumericValue {
    switch self {
    case .number(let number): .number(number)
    case .matrix(let matrix): .matrix(matrix.view())
    }
  }
}

extension Matrix<Double> {
  public func view(label: String? = nil, note: String? = nil) -> MatrixView {
    MatrixView(rows: rows, columns: columns, data: elements, label: label, note: note)
  }
}

/// The shape of a value, known before it is computed.
public enum ValueShape: Equatable, Sendable, CustomStringConvertible {
  case number
  case matrix(Shape)

  public var description: String {
    switch self {
    case .number: "a number"
    case .matrix(let shape): shape.description
    }
  }
}

extension Value {
  func map(_ transform: (Double) -> Double) -> Value {
    switch self {
    case .number(let number): .number(transform(number))
    case .matrix(let matrix): .matrix(matrix.map(transform))
    }
  }

  var transposed: Value {
    if case .matrix(let matrix) = self { return .matrix(matrix.transposed) }
    return self
  }

  /// Entry by entry; a number is combined with every entry, a row with every row, a column with every column.
  public func combined(with other: Value, _ operation: (Double, Double) -> Double) -> Value {
    switch (self, other) {
    case (.number(let a), .number(let b)): return .number(operation(a, b))
    case (.number(let a), .matrix(let b)): return .matrix(b.map { operation(a, $0) })
    case (.matrix(let a), .number(let b)): return .matrix(a.map { operation($0, b) })
    case (.matrix(let a), .matrix(let b)):
      if a.shape == b.shape { return .matrix(a.combined(with: b, operation)) }
      let shape = Shape(rows: max(a.rows, b.rows), columns: max(a.columns, b.columns))
      return .matrix(a.spread(to: shape).combined(with: b.spread(to: shape), operation))
    }
  }

  /// Entry by entry: `first` where the condition is not 0, else `second`.
  static func chosen(by condition: Value, _ first: Value, _ second: Value) -> Value {
    // The place of the entry to take: 1 for the first value, 0 for the second.
    let choices = condition.combined(with: first) { condition, _ in condition != 0 ? 1 : 0 }
      .combined(with: second) { choice, _ in choice }
    guard case .matrix(let places) = choices else { return choices == .number(1) ? first : second }
    let (a, b) = (first.spread(to: places.shape), second.spread(to: places.shape))
    let elements = WorkBlocks.map(places.count, rest: 0) { block in
      block.map { places.elements[$0] == 1 ? a.elements[$0] : b.elements[$0] }
    }
    return .matrix(Matrix(rows: places.rows, columns: places.columns, elements: elements))
  }

  func spread(to shape: Shape) -> Matrix<Double> {
    switch self {
    case .number(let number): Matrix(rows: shape.rows, columns: shape.columns, repeating: number)
    case .matrix(let matrix): matrix.spread(to: shape)
    }
  }
}

extension Matrix<Double> {
  /// One row repeated, one column repeated, or the matrix itself if it has that shape.
  func spread(to shape: Shape) -> Matrix {
    if self.shape == shape { return self }
    let tall = rows == shape.rows ? self : rows(at: Array(repeating: 0, count: shape.rows))
    if tall.columns == shape.columns { return tall }
    let elements = WorkBlocks.map(shape.count, rest: 0) { block in
      block.map { tall.elements[$0 / shape.columns] }
    }
    return Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
  }
}
