import CommandKit
import Datasets
import Engine
import Language
import SessionCore
import Views

/// Puts the inputs of the data set on another scale.
struct NormalizeCommand: Command {
  static let name = "normalize"
  static let abstract = "put the inputs on a scale: unit 0…1, symmetric −1…1, standard mean 0 and deviation 1"
  static let discussion = """
    unit and symmetric map the smallest and largest value of each column to the ends, of pixels black and white, so that \
    all pixels share one map. standard subtracts each column's mean and divides by its standard deviation; a constant \
    column becomes 0. The constants come from the samples that train uses, and the test samples get the same map. \
    Targets stay, unless they are the inputs (targets inputs).
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [
    .operand(
      "scale",
      .choice([
        .init("unit", "from 0 to 1"), .init("symmetric", "from −1 to 1"), .init("standard", "mean 0, deviation 1"),
      ]), "the scale", required: false, fallback: "says how they are")
  ]
  static let examples = [
    Example("data digits", "normalize unit", "max(X)", shows: "white is 1, black 0", gives: 1),
    Example(
      "seed 1", "data blobs", "normalize standard", "batch 0:300", "mean(X)", shows: "columns of mean 0", gives: 0),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard var dataset = context.session.dataset else { throw arguments.dataNeeded }
    context.reads.read(.data)
    context.reads.read(.split)
    guard let scale = arguments.word("scale").flatMap(Dataset.Scale.init) else { return .shown(range(of: dataset)) }
    dataset.normalize(scale, rows: context.session.split?.training)
    context.session.replaceSamples(with: dataset)
    return .shown(.text("\(dataset.name): \(scale.summary)"))
  }

  /// The range of the inputs of the first samples.
  private static func range(of dataset: Dataset) -> View {
    let first: Matrix<Double> = dataset.training.inputMatrix(at: 0..<min(256, dataset.training.count))
    let (low, high) = (first.elements.min() ?? 0, first.elements.max() ?? 0)
    return .text(
      "\(dataset.name): inputs from \(low.formatted) to \(high.formatted) in the first "
        + "\(Description.count(first.rows, "sample")); normalize unit, symmetric or standard changes them")
  }
}

extension Dataset.Scale {
  fileprivate var summary: String {
    switch self {
    case .unit: "inputs from 0 to 1"
    case .symmetric: "inputs from −1 to 1"
    case .standard: "each input column has mean 0 and standard deviation 1 over the training samples"
    }
  }
}
