import CommandKit
import Datasets
import Engine
import Language
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
      ]), "the scale")
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
    let scale = arguments.word("scale").flatMap(Dataset.Scale.init) ?? .unit
    dataset.normalize(scale, rows: context.session.split?.training)
    context.session.replaceSamples(with: dataset)
    return .shown(.text("\(dataset.name): \(scale.summary)"))
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
