import CommandKit
import Engine
import Language
import SessionCore
import Views

/// How the numbers of a quantity are spread.
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
    Example("data digits", "network 64 16 10", "seed 1", "init kaiming", "histogram W[1]", shows: "a bell of weights"),
    Example(
      "network 2 3 1", "input [[1, 0], [0, 1]]", "seed 1", "init kaiming", "forward", "histogram",
      shows: "weights and activations layer by layer"),
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
    let families: [(Int) -> Quantity] = [
      { .weights($0) }, { .biases($0) }, { .activation($0) }, { .delta($0) }, { .weightGradient($0) },
    ]
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
      series: quantities.map { Chart.Series($0.name, Histogram($0.values).outline()) })
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
