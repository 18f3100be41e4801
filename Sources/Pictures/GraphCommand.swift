import CommandKit
import Engine
import Language
import Views

struct GraphCommand: Command {
  static let name = "graph"
  static let abstract = "the network as a drawing, with the weights of a small one"
  static let discussion = """
    Layers are drawn from left to right, units by their numbers. A line is a weight: the wider the farther from 0, \
    dashed if negative; weights of 0 are not drawn. Of a layer with more than 10 units the first 4 and the last 2 are \
    drawn, of many weights into a layer the 30 that are farthest from 0, or 12 if units are left out.
    """
  static let topic = Topic.pictures
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "graph", shows: "six units, nine weights and their signs",
      gives: .graph(weights: 9))
  ]

  /// The most weights into a layer that are drawn, and if units are left out.
  private static let shownWeights = (all: 30, some: 12)

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    let graph = View.graph(drawing(of: network))
    let isSmall = network.parameterCount <= 80 && network.sizes.allSatisfy { $0 <= 8 }
    return .shown(.stack([graph] + (isSmall ? (1...network.depth).map { .table(table(of: $0, in: network)) } : [])))
  }

  private static func drawing(of network: Network<Double>) -> NetworkGraph {
    let layers = (1...network.depth).map {
      NetworkGraph.Layer(network[layer: $0].activation.name, units: network.sizes[$0])
    }
    let edges = (1...network.depth).map { strongest(into: $0, of: network) }
    return NetworkGraph(
      title: "network \(network.sizes.map(String.init).joined(separator: "-"))",
      layers: [NetworkGraph.Layer("input", units: network.sizes[0])] + layers,
      edges: edges.flatMap(\.drawn).sorted { abs($0.weight) < abs($1.weight) }, note: note(edges.map(\.hidden)))
  }

  private static func note(_ hidden: [Int]) -> String? {
    let list = hidden.enumerated().filter { $0.element > 0 }.map { "\($0.element) into layer \($0.offset + 1)" }
    return list.isEmpty ? nil : "not drawn, as they are weaker: \(list.joined(separator: ", "))"
  }

  /// The strongest weights between the units that are drawn, and how many others there are between these.
  private static func strongest(
    into l: Int, of network: Network<Double>
  ) -> (drawn: [NetworkGraph.Edge], hidden: Int) {
    let weights = network[layer: l].weights
    let all = NetworkGraph.shownUnits(of: weights.rows).shown.flatMap { to in
      NetworkGraph.shownUnits(of: weights.columns).shown.map { from in
        NetworkGraph.Edge(layer: l, from: from, to: to, weight: weights[to, from])
      }
    }.filter { $0.weight != 0 }
    let isFull = [weights.rows, weights.columns].allSatisfy { NetworkGraph.shownUnits(of: $0).hidden == 0 }
    let most = isFull ? shownWeights.all : shownWeights.some
    let drawn = all.sorted { abs($0.weight) > abs($1.weight) }.prefix(most)
    return (Array(drawn), all.count - drawn.count)
  }

  private static func table(of l: Int, in network: Network<Double>) -> Table {
    let layer = network[layer: l]
    return Table(
      title: "into layer \(l), \(layer.activation.name)",
      columns: ["unit"] + (0..<layer.inputs).map { "from \($0)" } + ["bias"],
      rows: (0..<layer.units).map { unit in
        [.integer(unit)] + layer.weights.row(unit).map { Table.Cell.number($0) } + [.number(layer.biases[0, unit])]
      })
  }
}
