/// A network as units in layers and the weights between them.
public struct NetworkGraph: Equatable, Sendable {
  public struct Layer: Equatable, Sendable {
    /// Its activation; "input" for layer 0.
    public var name: String
    public var units: Int

    public init(_ name: String, units: Int) {
      self.name = name
      self.units = units
    }
  }

  /// A weight: W[layer][to, from].
  public struct Edge: Equatable, Sendable {
    public var layer: Int
    public var from: Int
    public var to: Int
    public var weight: Double

    public init(layer: Int, from: Int, to: Int, weight: Double) {
      self.layer = layer
      self.from = from
      self.to = to
      self.weight = weight
    }

    public var name: String { "W[\(layer)][\(to), \(from)]" }
  }

  public var title: String
  /// The input first.
  public var layers: [Layer]
  /// The weights between the units that are drawn, the strongest last.
  public var edges: [Edge]
  public var note: String?

  public init(title: String, layers: [Layer], edges: [Edge], note: String? = nil) {
    self.title = title
    self.layers = layers
    self.edges = edges
    self.note = note
  }

  /// Of a layer with more than this many units only some are drawn.
  public static let mostUnits = 10

  /// The units of a layer that are drawn, and on a medium with room for fewer those; a word tells of the others.
  public static func shownUnits(of count: Int, atMost most: Int = mostUnits) -> Elision {
    count <= min(most, mostUnits) ? Elision(count, limit: .max) : Elision(count, limit: max(1, min(6, most - 1)))
  }

  /// The largest magnitude of a weight.
  public var strongest: Double { edges.map { abs($0.weight) }.filter(\.isFinite).max() ?? 0 }

  /// 0, 1 or 2: up to a third, two thirds and all of the strongest.
  public func strength(of edge: Edge) -> Int {
    max(0, Int((share(of: edge) * 3).rounded(.up)) - 1)
  }

  /// The magnitude of a weight as a share of the strongest, 0…1; 1 for a weight that is not finite.
  public func share(of edge: Edge) -> Double {
    guard edge.weight.isFinite else { return 1 }
    return strongest > 0 ? abs(edge.weight) / strongest : 0
  }
}
