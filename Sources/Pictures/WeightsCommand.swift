import CommandKit
import Datasets
import Engine
import Language
import Views

struct WeightsCommand: Command {
  static let name = "weights"
  static let abstract = "the weights into a layer as pictures, one a unit: weights 1"
  static let discussion = """
    Blue is negative, orange positive, each picture on its own scale. Of more units than count, those with the \
    most and the least use are shown. A file gets all units, 11 in a row.

    The most and the least useful units are marked with *: usefulness is the norm of a unit's outgoing weights \
    times the standard deviation of its activation over the first 1,000 training samples (or the batch). A unit \
    whose picture is noise is named: its neighbouring weights are hardly alike (Moran's I below 0.2).
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand(
      "layer", .layer([]), "the layer that the weights lead into", required: false, fallback: "1",
      offers: .layers),
    .named("count", .integer(1...10_000), "pictures at most", fallback: "12, all in a file"),
  ]
  static let examples = [
    Example(
      "data digits", "network 64 6 10", "seed 1", "init kaiming", "weights", shows: "six units, still noise",
      gives: .images(["0 least", "1", "2", "3", "4", "5 most"]))
  ]

  /// Units of a post's figure in a row.
  static let columns = 11
  /// Moran's I below which a picture counts as noise.
  private static let noiseLimit = 0.2
  /// How many units are marked, or named, at either end: a quarter at most.
  private static func ends(_ units: Int, atMost limit: Int) -> Int {
    units < 2 ? 0 : max(1, min(limit, units / 4))
  }

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let l = try network.layer(arguments) ?? 1
    let weights = network[layer: l].weights
    guard let size = context.session.imageSize(of: weights.columns) else {
      if arguments.contains("count") {
        throw arguments.failure("count is for pictures, and these weights are no images", at: "count")
      }
      return .shown(.heatMap(weights.heatMap(title: "W[\(l)], one row a unit")))
    }
    let use = l < network.depth ? UnitUse(of: l, in: context.session, network: network) : nil
    let count = arguments.integer("count") ?? (context.isForFile ? weights.rows : 12)
    let units = chosen(count, of: weights.rows, by: use)
    let grid = grid(weights, units, use, size, layer: l)
    return .shown(.stack([.imageGrid(grid)] + notes(weights, units, use, size)))
  }

  /// The units with the most and those with the least use, in their own order.
  private static func chosen(_ count: Int, of all: Int, by use: UnitUse?) -> [Int] {
    guard count < all else { return Array(0..<all) }
    guard let order = use?.order else { return Array(0..<count) }
    return (order.prefix((count + 1) / 2) + order.suffix(count / 2)).sorted()
  }

  private static func grid(
    _ weights: Matrix<Double>, _ units: [Int], _ use: UnitUse?, _ size: Dataset.ImageSize, layer l: Int
  ) -> ImageGrid {
    let order = use?.order ?? []
    let ends = ends(order.count, atMost: 3)
    let most = Set(order.prefix(ends))
    let least = Set(order.suffix(ends))
    let images = units.map { unit in
      let mark = most.contains(unit) ? " most" : least.contains(unit) ? " least" : ""
      return ImageGrid.Image(
        pixels: Array(weights.row(unit)), caption: "\(unit)\(mark)", isMarked: !mark.isEmpty)
    }
    let title =
      units.count == weights.rows ? "W[\(l)], one picture a unit" : "W[\(l)], \(units.count) of \(weights.rows) units"
    return ImageGrid(
      title: title, width: size.width, height: size.height, images: images, palette: .diverging, columns: columns)
  }

  private static func notes(
    _ weights: Matrix<Double>, _ units: [Int], _ use: UnitUse?, _ size: Dataset.ImageSize
  ) -> [View] {
    var lines: [String] = []
    if let use, use.values.count > 1 {
      let ends = ends(use.values.count, atMost: 5)
      lines.append(
        "most useful: \(list(use.order.prefix(ends), use)); least useful: \(list(use.order.suffix(ends), use))")
      lines.append(
        use.sampleName.map { "(norm of the outgoing weights × spread of the activation over \($0))" }
          ?? "(norm of the outgoing weights: no samples give the activation's spread)")
    }
    let noise = (0..<weights.rows).filter { unit in
      let likeness = spatialAutocorrelation(Array(weights.row(unit)), width: size.width, height: size.height)
      return likeness.map { $0 < noiseLimit } ?? false
    }
    if noise.count == weights.rows {
      lines.append("all \(weights.rows) units are noise: neighbouring weights are not alike")
    } else if !noise.isEmpty {
      lines.append("noise, neighbouring weights hardly alike: \(numbers(noise))")
    }
    return lines.map { .text(StyledText($0, .faint)) }
  }

  private static func list(_ units: some Sequence<Int>, _ use: UnitUse) -> String {
    units.map { "\($0) (\(NumberFormat(digits: 2).text(use.values[$0])))" }.joined(separator: ", ")
  }

  private static func numbers(_ units: [Int]) -> String {
    let shown = units.prefix(12).map(String.init).joined(separator: ", ")
    return (units.count == 1 ? "unit " : "units ") + shown + (units.count > 12 ? " and \(units.count - 12) more" : "")
  }
}
