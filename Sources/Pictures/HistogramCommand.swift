import CommandKit
import Engine
import Language
import SessionCore
import Views

struct HistogramCommand: Command {
  static let name = "histogram"
  static let abstract = "how the numbers of a quantity are spread: histogram a[1]; alone, every layer"
  static let discussion = """
    Alone it lists weights, activations and gradients of every layer with mean, spread and share of zeros, and draws \
    the weights; activations and gradients are those of the last forward and backward pass.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand("matrix", .expression, "a quantity or an expression", required: false, fallback: "all layers")
  ]
  static let examples = [
    Example(
      "data digits", "network 64 16 10", "seed 1", "init kaiming", "histogram W[1]", shows: "a bell of weights",
      gives: .column("numbers", [1024])),
    Example(
      "network 2 3 1", "input [[1, 0], [0, 1]]", "seed 1", "init kaiming", "forward", "histogram",
      shows: "weights and activations layer by layer",
      gives: .column("mean", [-0.337447, 0.354535, 0, 0, 0.414959, 0.713433])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let expression = arguments.expression("matrix") else { return .shown(try overview(arguments, context)) }
    var evaluator = context.evaluator(arguments.code)
    let values = try evaluator.evaluate(expression).asMatrix.elements
    let name = evaluator.text(expression)
    let chart = chart("\(name): \(Description.count(values.count, "number"))", [(name, values)])
    let note = evaluator.staleNote.map { [View.text(StyledText($0, .warning))] } ?? []
    return .shown(.stack([.chart(chart), .table(table([(name, values)]))] + note))
  }

  private typealias Named = (name: String, values: [Double])

  private static func overview(_ arguments: Arguments, _ context: Context) throws(Diagnostic) -> View {
    let network = try context.requireNetwork(at: arguments.commandSpan)
    let layers = Array(1...network.depth)
    let weights = layers.map { Named("W[\($0)]", network[layer: $0].weights.elements) }
    let families = [Quantity.weights, Quantity.biases, Quantity.activation, Quantity.delta, Quantity.weightGradient]
    let all = families.flatMap { family in
      layers.compactMap { l -> Named? in
        context.reads.read(family(l))
        return context.session[family(l)].map { Named(family(l).name, $0.elements) }
      }
    }
    return .stack([.table(table(all)), .chart(chart("weights of each layer", weights))])
  }

  private static func chart(_ title: String, _ quantities: [Named]) -> Chart {
    Chart(
      title: title, x: Chart.Axis("value"), y: Chart.Axis("count"),
      series: quantities.map { Chart.Series($0.name, Histogram($0.values).outline()) },
      spoken: .stack(quantities.map { .table(Histogram($0.values).table(title: "\(title), \($0.name)")) }))
  }

  private static func table(_ quantities: [Named]) -> Table {
    Table(
      columns: ["quantity", "numbers", "mean", "std", "min", "max", "zeros"],
      rows: quantities.map { quantity in
        let values = quantity.values
        let count = Double(max(values.count, 1))
        let mean = values.reduce(0, +) / count
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        return [
          .text(quantity.name, .name), .integer(values.count), .number(mean, digits: 3), .number(spread, digits: 3),
          .number(values.min() ?? .nan, digits: 3), .number(values.max() ?? .nan, digits: 3),
          .percent(Double(values.filter { $0 == 0 }.count) / count),
        ]
      })
  }
}

/// How many numbers lie in each of equal intervals.
struct Histogram {
  /// The middles of the intervals.
  var middles: [Double]
  var counts: [Int]

  /// About √n intervals between the lowest and the highest of the finite numbers, 8 to 60.
  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low, (high - low).isFinite else {
      middles = finite.first.map { [$0] } ?? []
      counts = finite.isEmpty ? [] : [finite.count]
      return
    }
    let bins = Swift.max(8, Swift.min(60, Int(Double(finite.count).squareRoot())))
    let width = Swift.max((high - low) / Double(bins), .leastNonzeroMagnitude)
    middles = (0..<bins).map { low + (Double($0) + 0.5) * width }
    counts = Array(repeating: 0, count: bins)
    for value in finite { counts[Swift.min(Int((value - low) / width), bins - 1)] += 1 }
  }

  /// The intervals and their counts.
  func table(title: String) -> Table {
    let half = middles.count > 1 ? (middles[1] - middles[0]) / 2 : 0
    return Table(
      title: title, columns: ["from", "to", "count"],
      rows: zip(middles, counts).map { middle, count in
        [.number(middle - half, digits: 3), .number(middle + half, digits: 3), .integer(count)]
      })
  }

  /// The outline of the bars, from zero to zero.
  func outline() -> [Chart.Point] {
    guard middles.count > 1 else {
      return zip(middles, counts).flatMap { [Chart.Point($0, 0), Chart.Point($0, Double($1))] }
    }
    let half = (middles[1] - middles[0]) / 2
    var points = [Chart.Point(middles[0] - half, 0)]
    for (middle, count) in zip(middles, counts) {
      points += [Chart.Point(middle - half, Double(count)), Chart.Point(middle + half, Double(count))]
    }
    return points + [Chart.Point(middles[middles.count - 1] + half, 0)]
  }
}
