/// The results of earlier cells: `Out[3]` and `_`.
struct Outputs {
  var cells: [CellRecord] = []
  /// What else can be typed beside names of values, for "did you mean".
  var otherNames: [String] = []
  /// Says of a cell why it is stale.
  var cause: (_ cell: Int) -> String? = { _ in nil }

  subscript(number: Int) -> Value? { cells.last { $0.number == number }?.value }

  /// The last result, with the number of its cell.
  var last: (number: Int, value: Value)? {
    guard let cell = cells.last(where: { $0.value != nil }), let value = cell.value else { return nil }
    return (cell.number, value)
  }
}
