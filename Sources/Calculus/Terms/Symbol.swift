/// A named quantity: a number `x`, or a matrix whose layer is part of its name, `W[1]`.
public struct Symbol: Hashable, Sendable {
  public var name: String
  public var layer: Int?
  public var shape: TermShape

  public init(_ name: String, layer: Int? = nil, shape: TermShape = .number) {
    (self.name, self.layer, self.shape) = (name, layer, shape)
  }

  /// As it is typed: `W[1]`.
  public var code: String { layer.map { "\(name)[\($0)]" } ?? name }
}

/// The extents of a value; `nil` is an axis with one place, along which a row, a column or a number spreads.
public struct TermShape: Hashable, Sendable {
  public var rows: Extent?
  public var columns: Extent?

  public init(rows: Extent?, columns: Extent?) {
    (self.rows, self.columns) = (rows, columns)
  }

  public static let number = TermShape(rows: nil, columns: nil)

  public var isNumber: Bool { rows == nil && columns == nil }
  public var transposed: TermShape { TermShape(rows: columns, columns: rows) }
}
