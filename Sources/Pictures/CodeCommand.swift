import CommandKit
import Engine
import Language
import SessionCore
import Views

struct CodeCommand: Command {
  static let name = "code"
  static let abstract = "the activations of two units over the samples, plotted by class: code, code 2"
  static let discussion = """
    Without a layer it is the narrowest hidden one: the code of an autoencoder. Each sample is drawn at its \
    activations, as the digit or letter of its class; if several fall on one place, the class with the most of \
    them is shown. At most 2,000 samples are drawn.

    A layer of more than two units needs across and up. decode is the way back.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand(
      "layer", .layer([]), "the layer", required: false, fallback: "the narrowest hidden one",
      offers: .layers),
    .named("across", .integer(0...Int.max), "the unit drawn to the right", fallback: "0"),
    .named("up", .integer(0...Int.max), "the unit drawn upward", fallback: "1"),
    .named("from", .choice(SampleSet.choices), "the set", fallback: "test, else training"),
  ]
  static let examples = [
    Example(
      "data digits", "targets inputs", "network 64 16 2 16 64 hidden tanh", "seed 1", "init xavier",
      "train epochs 5 batch 16 rate 2;", "code", shows: "ten classes in the plane", gives: .chart(classSizes)),
    Example(
      "data digits", "network 64 8 10", "seed 1", "init kaiming", "code 1 across 0 up 3", shows: "two of 8 units",
      gives: .chart(classSizes)),
  ]

  /// How many of the digits are of each class.
  private static let classSizes: KeyValuePairs = [
    "0": 178, "1": 182, "2": 177, "3": 183, "4": 181, "5": 182, "6": 181, "7": 179, "8": 174, "9": 180,
  ]
  private static let mostSamples = 2000
  private static let markers = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let l = try network.codeLayer(arguments)
    let (i, j) = try units(arguments, network, l)
    let set = try SampleSet.wanted(arguments, named: "from", in: context)
    guard set.samples.features == network.sizes[0] else {
      throw arguments.failure(
        "the samples have \(set.samples.features) numbers, the network \(network.sizes[0]) inputs")
    }
    let rows = set.numbers(atMost: mostSamples)
    let trace = network.inMode(.evaluation).forward(set.samples.inputMatrix(at: rows))
    guard let a = trace[.activation(l)] else { throw arguments.dataNeeded }
    let points = rows.indices.map { Chart.Point(a[$0, i], a[$0, j]) }
    let className = context.session.className
    let series = set.samples.withOwnTargets.series(points, of: rows) { label in
      (className(label), markers[label % markers.count])
    }
    return .shown(
      .chart(
        Chart(
          title: "a[\(l)] of \(Description.count(rows.count, "\(set.name) sample"))", x: Chart.Axis("a[\(l)][:, \(i)]"),
          y: Chart.Axis("a[\(l)][:, \(j)]"), series: series)))
  }

  private static func units(
    _ arguments: Arguments, _ network: Network<Double>, _ l: Int
  ) throws(Diagnostic) -> (Int, Int) {
    let count = network.sizes[l]
    guard count > 1 else { throw arguments.failure("layer \(l) has one unit: a plane needs two", at: "layer") }
    guard count == 2 || arguments.contains("across") || arguments.contains("up") else {
      throw arguments.failure(
        "layer \(l) has \(count) units, a plane two axes", at: "layer",
        hint: "code \(l) across 0 up 1 draws two of them")
    }
    let across = arguments.integer("across") ?? (arguments.integer("up") == 0 ? 1 : 0)
    let up = arguments.integer("up") ?? (across == 1 ? 0 : 1)
    for (name, unit) in [("across", across), ("up", up)] where unit >= count {
      throw arguments.failure("layer \(l) has no unit \(unit)", at: name, hint: "its units are 0 to \(count - 1)")
    }
    return (across, up)
  }
}

extension Samples {
  /// The points of some samples, those of each class as a series; one series if the targets are not classes.
  func series(
    _ points: [Chart.Point], of rows: [Int], style: (_ label: Int) -> (name: String, marker: Character?)
  ) -> [Chart.Series] {
    guard let reading = classReading else { return [Chart.Series("samples", points, mark: .points)] }
    let targets: Matrix<Double> = targetMatrix(at: rows)
    let byClass = Dictionary(grouping: points.indices) { reading.label(targets.row($0)) }
    return byClass.sorted { $0.key < $1.key }.map { label, members in
      let (name, marker) = style(label)
      return Chart.Series(name, members.map { points[$0] }, mark: .points, marker: marker)
    }
  }
}

extension Network<Double> {
  /// The layer that the arguments name.
  func layer(_ arguments: Arguments) throws(Diagnostic) -> Int? {
    guard let l = arguments.integer("layer"), l > depth else { return arguments.integer("layer") }
    throw arguments.failure("there is no layer \(l)", at: "layer", hint: "the network has layers 1 to \(depth)")
  }

  /// The layer that the arguments name, else the narrowest hidden one.
  func codeLayer(_ arguments: Arguments) throws(Diagnostic) -> Int {
    if let l = try layer(arguments) { return l }
    guard let l = (1..<max(depth, 1)).min(by: { sizes[$0] < sizes[$1] }) else {
      throw arguments.failure(
        "the network has no hidden layer", hint: "network \(sizes[0]) 16 2 16 \(sizes[0]) has a code of two numbers")
    }
    return l
  }
}
