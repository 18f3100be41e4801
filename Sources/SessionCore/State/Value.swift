import Engine
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
