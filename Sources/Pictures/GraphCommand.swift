import CommandKit
import Engine
import Language
import Views

struct GraphCommand: Command {
  static let name = "graph"
  static let abstract = "the network as a drawing, with the weights of a small one"
  static let discussion = """
    Layers are drawn from left to right, units from 0 at the top. Of a layer with more than 12 units the first 12 are \
    drawn, of many weights into a layer the 40 that are farthest from 0; weights of 0 never.
    """
  static let topic = Topic.pictures
  static let examples = [
    Example(
      "network 2 3 1", "seed 1", "init kaiming", "graph", shows: "six units, nine weights and their signs",
      gives: .chart(["positive weight": 12, "negative weight": 15, "unit": 6]))
  ]

  private static let shownUnits = 12
  private static let shownWeights = 40

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    let chart = View.chart(drawing(of: network))
    let isSmall = network.parameterCount <= 2 * shownWeights && network.sizes.allSatisfy { $0 <= 8 }
    return .shown(.stack([chart] + (isSmall ? (1...network.depth).map { .table(table(of: $0, in: network)) } : [])))
  }

  private static func drawing(of network: Network<Double>) -> Chart {
    var positive: [Chart.Point] = []
    var negative: [Chart.Point] = []
    for l in 1...network.depth {
      for edge in edges(into: l, of: network) where edge.weight != 0 {
        let line = [
          place(edge.from, of: network.sizes[l - 1], layer: l - 1), place(edge.to, of: network.sizes[l], layer: l),
          Chart.Point(.nan, .nan),
        ]
        if edge.weight < 0 { negative += line } else { positive += line }
      }
    }
    let units = network.sizes.enumerated().flatMap { layer, size in
      (0..<min(size, shownUnits)).map { place($0, of: size, layer: layer) }
    }
    let series = [
      Chart.Series("positive weight", positive), Chart.Series("negative weight", negative),
      Chart.Series("unit", units, mark: .points),
    ]
    return Chart(
      title: "network \(network.sizes.map(String.init).joined(separator: "-"))",
      x: Chart.Axis("layer", ticks: .whole), y: Chart.Axis("", ticks: .none),
      series: series.filter { !$0.points.isEmpty })
  }

  private static func edges(
    into l: Int, of network: Network<Double>
  ) -> [(from: Int, to: Int, weight: Double)] {
    let weights = network[layer: l].weights
    let all = (0..<min(weights.rows, shownUnits)).flatMap { to in
      (0..<min(weights.columns, shownUnits)).map { (from: $0, to: to, weight: weights[to, $0]) }
    }
    return Array(all.sorted { abs($0.weight) > abs($1.weight) }.prefix(shownWeights))
  }

  /// Units of a layer are one apart and centred about 0, unit 0 at the top.
  private static func place(_ unit: Int, of size: Int, layer: Int) -> Chart.Point {
    Chart.Point(Double(layer), Double(min(size, shownUnits) - 1) / 2 - Double(unit))
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
