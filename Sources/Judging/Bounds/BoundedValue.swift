import Calculus
import Engine
import Interruption
import Language
import SessionCore

/// What an expression evaluates to, with bounds on the errors of its entries.
struct BoundedValue {
  /// 1×1 for a number.
  var matrix: Matrix<Bounded>
  var isNumber: Bool

  init(_ matrix: Matrix<Bounded>, isNumber: Bool = false) { (self.matrix, self.isNumber) = (matrix, isNumber) }
  init(_ number: Bounded) { self.init(Matrix(scalar: number), isNumber: true) }

  /// A value that was rounded once.
  init(_ value: Value) {
    let matrix = value.asMatrix.map { Bounded($0, error: Bounded.rounding * $0.magnitude) }
    self.init(matrix, isNumber: value.shape == .number)
  }

  /// The value without its bounds.
  var values: Value { isNumber ? .number(number.value) : .matrix(matrix.values) }
  var number: Bounded { matrix.elements[0] }
  var shape: Shape { matrix.shape }

  func map(_ transform: (Bounded) -> Bounded) -> BoundedValue {
    BoundedValue(matrix.map(transform), isNumber: isNumber)
  }

  /// Entry by entry; a number, a row or a column is spread.
  /// - Precondition: the shapes fit.
  func combined(with other: BoundedValue, _ operation: (Bounded, Bounded) -> Bounded) -> BoundedValue {
    if isNumber { return other.map { operation(number, $0) } }
    if other.isNumber { return map { operation($0, other.number) } }
    let shape = Shape(rows: max(shape.rows, other.shape.rows), columns: max(shape.columns, other.shape.columns))
    return BoundedValue(matrix.spread(to: shape).combined(with: other.matrix.spread(to: shape), operation))
  }

  /// The rows and columns that a selection takes.
  func selected(_ selection: Selection) -> BoundedValue {
    BoundedValue(selection.entries(of: matrix), isNumber: selection.isEntry)
  }
}

extension Matrix<Bounded> {
  /// The values without their bounds.
  var values: Matrix<Double> { map(\.value) }

  /// One row repeated, one column repeated, or the matrix itself if it has that shape.
  func spread(to shape: Shape) -> Matrix {
    if self.shape == shape { return self }
    let entries = WorkBlocks.map(shape.count, rest: Bounded.zero) { block in
      block.map { place in
        let (row, column) = place.quotientAndRemainder(dividingBy: shape.columns)
        return self[rows == 1 ? 0 : row, columns == 1 ? 0 : column]
      }
    }
    return Matrix(rows: shape.rows, columns: shape.columns, elements: entries)
  }
}
