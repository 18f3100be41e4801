/// How many values an index takes, with the name that the number has in formulas: B samples.
public struct Extent: Hashable, Sendable {
  public var count: Int
  /// `B` for the samples; `nil` if formulas show the number itself.
  public var symbol: String?

  public init(_ count: Int, symbol: String? = nil) {
    (self.count, self.symbol) = (count, symbol)
  }

  /// The same number, whatever it is called.
  public static func == (a: Extent, b: Extent) -> Bool { a.count == b.count }
  public func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

/// A subscript of an entry: a letter that runs over an extent, or one place.
public enum Index: Hashable, Sendable {
  case letter(String, Extent)
  case at(Int)

  /// The name of a letter; `nil` for a place.
  public var letter: String? { if case .letter(let name, _) = self { name } else { nil } }

  public var extent: Extent? { if case .letter(_, let extent) = self { extent } else { nil } }
}
