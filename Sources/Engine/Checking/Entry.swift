/// One number of a quantity: `W[2][0, 1]`.
public struct Entry: Hashable, Sendable, CustomStringConvertible {
  public var quantity: Quantity
  public var row: Int
  public var column: Int

  public init(_ quantity: Quantity, _ row: Int, _ column: Int) {
    self.quantity = quantity
    self.row = row
    self.column = column
  }

  public var description: String { "\(quantity.name)[\(row), \(column)]" }
}
