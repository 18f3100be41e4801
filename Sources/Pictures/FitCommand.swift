import CommandKit
import Engine
import Language
import Views

struct FitCommand: Command {
  static let name = "fit"
  static let abstract = "a regression beside its data: the curve of one input, or outputs over targets"
  static let discussion = """
    A network of one input is drawn as a curve through the samples. With more inputs each sample is a point: across its \
    target, up the network's output; the line is a perfect fit. At most 400 samples are \
    drawn. boundary is the picture for classes.
    """
  static let topic = Topic.pictures
  static let parameters = [SampleSet.parameter(fallback: "training and test")]
  static let examples = [
    Example(
      "seed 1", "data sine", "network 1 16 16 1 hidden tanh", "init xavier", "train epochs 60 batch 16 rate 0.1;",
      "fit", shows: "a sine and the curve through it", gives: .chart(["training": 300, "network": 241]))
  ]

  /// Points in a picture.
  private static let mostSamples = 400

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let sets = try SampleSet.chosen(arguments, in: context)
    for set in sets {
      try arguments.requireFit(set.samples, network)
      if set.samples.targetsAreInputs, set.samples.features > 1 {
        throw arguments.failure("an autoencoder has no curve", hint: "reconstructions shows what it makes of samples")
      }
      if set.samples.classReading != nil {
        throw arguments.failure(
          "the targets are classes, not numbers to fit",
          hint: network.sizes[0] == 2 ? "boundary draws the line between classes" : "confusion and predict show classes"
        )
      }
    }
    var chart = chart(network, sets)
    chart.title +=
      ": \(context.session.dataset?.name ?? "X, Y"), \(network.sizes.map(String.init).joined(separator: "-"))"
    return .shown(.chart(chart))
  }

  /// The curve of one input, or outputs over targets.
  private static func chart(_ network: Network<Double>, _ sets: [SampleSet]) -> Chart {
    let isCurve = network.sizes[0] == 1
    var places: [Double] = []
    var samples: [Chart.Series] = []
    for set in sets {
      let rows = set.numbers(atMost: mostSamples)
      let targets: Matrix<Double> = set.samples.targetMatrix(at: rows)
      let across = isCurve ? set.samples.inputMatrix(at: rows) : targets
      let up = isCurve ? targets : predict(network, on: set.samples, rows: rows)
      places += across.elements
      samples += (0..<min(targets.columns, isCurve ? .max : 4)).map { unit in
        Chart.Series(
          targets.columns == 1 ? set.name : "\(set.name) y\(unit)",
          rows.indices.map { Chart.Point(across[$0, isCurve ? 0 : unit], up[$0, unit]) }, mark: .points)
      }
    }
    if isCurve {
      let curves = Curve(around: places).points(of: network)
      let outputs = curves.enumerated().map { unit, points in
        Chart.Series(curves.count == 1 ? "network" : "network a\(unit)", points)
      }
      return Chart(title: "fit", x: Chart.Axis("x"), y: Chart.Axis("y"), series: samples + outputs)
    }
    let ends = places.range ?? 0...1
    let diagonal = Chart.Series("a = y", [ends.lowerBound, ends.upperBound].map { Chart.Point($0, $0) })
    return Chart(
      title: "outputs over targets", x: Chart.Axis("target y"), y: Chart.Axis("output a"), series: [diagonal] + samples)
  }
}
