import CommandKit
import Datasets
import Engine
import Language
import Views

/// Shows samples: images as pictures, others as a table.
struct SampleCommand: Command {
  static let name = "sample"
  static let abstract = "show samples of the data set, images as pictures: sample 3"
  static let topic = Topic.data
  static let parameters: [Parameter] = [
    .operand(
      "number", .integer(0...Int.max), "sample numbers", required: false, repeats: true, fallback: "those of the batch")
  ]
  static let examples = [
    Example(
      "data digits", "sample 0 1 2", shows: "three digits side by side", gives: .images(["0: 0", "1: 1", "2: 2"]))
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let dataset = context.session.dataset else { throw arguments.dataNeeded }
    context.reads.read(.data)
    let samples = dataset.training
    var numbers = arguments.integers("number")
    if numbers.isEmpty {
      context.reads.read(.batchRows)
      numbers = Array((context.session.batchRows ?? [0]).prefix(8))
    }
    if let outside = numbers.first(where: { $0 >= samples.count }) {
      throw arguments.failure(
        "there is no sample \(outside)", at: "number", hint: "the data set has samples 0 to \(samples.count - 1)")
    }
    let captions = numbers.map { "\($0): \(samples.label($0).map(context.session.className) ?? "")" }
    guard var grid = context.session.images(of: numbers, in: samples, captions: captions, title: dataset.name) else {
      return .shown(table(of: numbers, in: dataset))
    }
    grid.range = -1...1
    return .shown(.imageGrid(grid))
  }

  private static func table(of numbers: [Int], in dataset: Dataset) -> View {
    let x: Matrix<Double> = dataset.training.inputMatrix(at: numbers)
    let y: Matrix<Double> = dataset.training.targetMatrix(at: numbers)
    return .table(
      Table(
        title: dataset.name,
        columns: ["sample"] + (0..<x.columns).map { "x\($0)" } + (0..<y.columns).map { "y\($0)" },
        rows: numbers.indices.map { row in
          [.integer(numbers[row])] + (x.row(row) + y.row(row)).map { Table.Cell.number($0) }
        }))
  }
}
