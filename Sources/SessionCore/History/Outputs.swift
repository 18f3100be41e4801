/// The results of earlier cells: `Out[3]` and `_`.
public struct Outputs {
  public var cells: [CellRecord] = []
  /// What else can be typed beside names of values, for "did you mean".
  public var otherNames: [String] = []
  /// Says of a cell why it is stale.
  public var cause: (_ cell: Int) -> String? = { _ in nil }

  public init(
    cells: [CellRecord] = [], otherNames: [String] = [], cause: @escaping (_ cell: Int) -> String? = { _ in nil }
  ) {
    self.cells = cells
    self.otherNames = otherNames
    self.cause = cause
  }

  public subscript(number: Int) -> Value? { cells.last { $0.number == number }?.value }

  /// The last result, with the number of its cell.
  public var last: (number: Int, value: Value)? {
    guard let cell = cells.last(where: { $0.value != nil }), let value = cell.value else { return nil }
    return (cell.number, value)
  }
}
