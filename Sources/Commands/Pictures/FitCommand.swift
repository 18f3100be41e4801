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
      "fit",
      shows: "a sine and the curve through it", gives: .chart(["training": 300, "network": 241]))
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
    var chart = network.sizes[0] == 1 ? curve(network, sets) : comparison(network, sets)
    chart.title +=
      ": \(context.session.dataset?.name ?? "X, Y"), \(network.sizes.map(String.init).joined(separator: "-"))"
    return .shown(.chart(chart))
  }

  /// `training`, or `training y1` if there are several outputs.
  private static func name(_ set: String, _ unit: Int, of outputs: Int) -> String {
    outputs == 1 ? set : "\(set) y\(unit)"
  }

  private static func curve(_ network: Network<Double>, _ sets: [SampleSet]) -> Chart {
    var inputs: [Double] = []
    var series: [Chart.Series] = []
    for set in sets {
      let rows = set.numbers(atMost: mostSamples)
      let x: Matrix<Double> = set.samples.inputMatrix(at: rows)
      let y: Matrix<Double> = set.samples.targetMatrix(at: rows)
      inputs += x.elements
      series += (0..<y.columns).map { unit in
        Chart.Series(
          name(set.name, unit, of: y.columns), rows.indices.map { Chart.Point(x[$0, 0], y[$0, unit]) }, mark: .points)
      }
    }
    let curves = Curve(around: inputs).points(of: network)
    series += curves.enumerated().map { unit, points in
      Chart.Series(curves.count == 1 ? "network" : "network a\(unit)", points)
    }
    return Chart(title: "fit", x: Chart.Axis("x"), y: Chart.Axis("y"), series: series)
  }

  private static func comparison(_ network: Network<Double>, _ sets: [SampleSet]) -> Chart {
    var series: [Chart.Series] = []
    var ends: [Double] = []
    for set in sets {
      let rows = set.numbers(atMost: mostSamples)
      let y: Matrix<Double> = set.samples.targetMatrix(at: rows)
      let a = predict(network, on: set.samples, rows: rows)
      ends += y.elements.filter(\.isFinite)
      series += (0..<min(y.columns, 4)).map { unit in
        Chart.Series(
          name(set.name, unit, of: y.columns), rows.indices.map { Chart.Point(y[$0, unit], a[$0, unit]) }, mark: .points
        )
      }
    }
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
    let diagonal = Chart.Series("a = y", [Chart.Point(low, low), Chart.Point(high, high)])
    return Chart(
      title: "outputs over targets", x: Chart.Axis("target y"), y: Chart.Axis("output a"), series: [diagonal] + series)
  }
}
