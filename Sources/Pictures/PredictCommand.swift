import CommandKit
import Engine
import Language
import Views

struct PredictCommand: Command {
  static let name = "predict"
  static let abstract = "samples with prediction and confidence, images as pictures: predict 0 1 2"
  static let discussion = """
    Samples are numbered as in the data set; a test set of its own counts from 0. The title \
    names the set of each. Confidence is the output of the \
    predicted class over the sum of all outputs. Wrong predictions are marked with *.

    For a regression the outputs a are shown beside the targets y, for an autoencoder each picture beside its \
    copy.
    """
  static let topic = Topic.pictures
  static let parameters: [Parameter] = [
    .operand(
      "number", .integer(0...Int.max), "sample numbers", required: false, repeats: true, fallback: "the first 8"),
    .named("from", .choice(SampleSet.choices), "the set that they come from", fallback: "test, else training"),
  ]
  static let examples = [
    Example(
      "data digits", "network 64 16 10 output softmax loss cross-entropy", "seed 1", "init kaiming",
      "train epochs 5 batch 32 rate 0.1;", "predict 0 1 2", shows: "three digits, read",
      gives: .images(["0: 0 (99.3 %)", "1: 1 (100 %)", "2: 2 (52.8 %)"]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let network = try context.requireNetwork(toEvaluate: true, at: arguments.commandSpan)
    let set = try SampleSet.wanted(arguments, named: "from", in: context)
    let wanted = arguments.integers("number")
    let rows = wanted.isEmpty ? Array(set.numbers.prefix(8)) : wanted
    try set.require(rows, arguments)
    try arguments.requireFit(set.samples, network)
    let which = try set.title(of: rows, arguments, in: context)
    if set.samples.targetsAreInputs, set.samples.features > 6 {
      return .shown(
        try Reconstructions(network, of: set, rows: rows, arguments)
          .view(context.session, title: "reconstructions, \(which)"))
    }
    guard set.samples.classReading != nil else { return .shown(.table(numbers(rows, set, network, which))) }
    let predictions = try Predictions(network, on: set, rows: rows, arguments)
    return .shown(
      PredictionView.view(predictions.samples, set, context.session, title: "predictions, \(which)"))
  }

  /// Outputs beside targets that are not classes, with the inputs if they are few.
  private static func numbers(
    _ rows: [Int], _ set: SampleSet, _ network: Network<Double>, _ which: String
  ) -> Table {
    let outputs = predict(network, on: set.samples, rows: rows)
    let targets: Matrix<Double> = set.samples.targetMatrix(at: rows)
    let inputs: Matrix<Double> = set.samples.inputMatrix(at: rows)
    let shown = 0..<(inputs.columns <= 4 ? inputs.columns : 0)
    let columns = 0..<outputs.columns
    return Table(
      title: "predictions, \(which)",
      columns: ["sample"] + shown.map { "x\($0)" } + columns.map { "a\($0)" } + columns.map { "y\($0)" },
      rows: rows.indices.map { index in
        [.integer(rows[index])]
          + (shown.map { inputs[index, $0] } + outputs.row(index) + targets.row(index)).map { Table.Cell.number($0) }
      })
  }
}
