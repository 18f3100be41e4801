import CommandKit
import Engine
import Language
import SessionCore
import Views

struct BoundaryCommand: Command {
  static let name = "boundary"
  static let abstract = "the decision boundary of a network of two inputs"
  static let discussion = """
    One output decides at ½, several by the largest. heat shows the outputs themselves: one output as it is, of \
    several the largest.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand(
      "view", .choice([.init("line", "the boundary and the samples"), .init("heat", "the outputs as shades")]),
      "which picture", required: false, fallback: "line")
  ]
  static let examples = [
    Example(
      "data xor", "network 2 6 1 hidden tanh", "seed 1", "init xavier", "train epochs 500 batch 4 rate 1;", "boundary",
      shows: "two corners on either side", gives: .chart(["boundary": 609, "class 0": 2, "class 1": 2]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    guard network.sizes[0] == 2 else {
      throw arguments.failure(
        "the network has \(Description.count(network.sizes[0], "input")): a plane has two",
        hint: "for example network 2 8 1 and data moons")
    }
    context.reads.read(.data)
    let samples = try context.trainingSamples(arguments)
    if let samples, context.session.dataset != nil { try arguments.requireFit(samples, network) }
    let plane = Plane(around: samples, network)
    return .shown(
      arguments.word("view") == "heat"
        ? .heatMap(plane.heatMap(network)) : .chart(chart(plane, samples, network, context.session)))
  }

  private static func chart(
    _ plane: Plane, _ samples: Samples?, _ network: Network<Double>, _ session: Session
  ) -> Chart {
    let boundary = Chart.Series("boundary", plane.boundary(of: network))
    return Chart(
      title: "decision boundary", x: Chart.Axis("x0"), y: Chart.Axis("x1"),
      series: [boundary] + (samples.map { series(of: $0, session) } ?? []),
      spoken: samples.flatMap { errors(of: network, on: $0, session) }.map { .table($0) })
  }

  /// How many places a reader hears for each class.
  private static let spokenPlaces = 5

  /// The misclassified samples of each class, and where they are; `nil` if the targets are not classes.
  private static func errors(of network: Network<Double>, on samples: Samples, _ session: Session) -> Table? {
    guard let reading = samples.classReading else { return nil }
    let rows = Array(0..<samples.count)
    let inputs: Matrix<Double> = samples.inputMatrix(at: rows)
    let targets: Matrix<Double> = samples.targetMatrix(at: rows)
    let outputs = predict(network, on: samples, rows: rows)
    let classes = Dictionary(grouping: rows) { reading.label(targets.row($0)) }
    let format = NumberFormat(digits: 3)
    let table = classes.sorted { $0.key < $1.key }.map { label, members -> [Table.Cell] in
      let wrong = members.filter { reading.label(outputs.row($0)) != label }
      let places = wrong.prefix(spokenPlaces).map { "(\(format.text(inputs[$0, 0])), \(format.text(inputs[$0, 1])))" }
      let more = wrong.count > spokenPlaces ? " and \(wrong.count - spokenPlaces) more" : ""
      return [
        .text("class \(session.className(label))", .name), .integer(members.count), .integer(wrong.count),
        .text(places.joined(separator: " ") + more),
      ]
    }
    return Table(
      title: "decision boundary: x1 over x0", columns: ["class", "samples", "misclassified", "at (x0, x1)"], rows: table
    )
  }

  /// At most 400 samples, those of each class under its name.
  private static func series(of samples: Samples, _ session: Session) -> [Chart.Series] {
    let step = max(1, samples.count / 400)
    let rows = Array(stride(from: 0, to: samples.count, by: step))
    let inputs: Matrix<Double> = samples.inputMatrix(at: rows)
    let points = rows.indices.map { Chart.Point(inputs[$0, 0], inputs[$0, 1]) }
    return samples.series(points, of: rows) { ("class \(session.className($0))", nil) }
  }
}
