import Datasets
import Engine
import Language
import Views

/// Loads a data set.
struct DataCommand: Command {
  static let name = "data"
  static let abstract = "load a data set; alone it lists what there is"
  static let discussion = """
    The first samples become the batch: all of them where they are few, otherwise 8; `batch` takes others. Digits are \
    1,797 images of 8×8 pixels, scaled from 0…16 to −1…1, with one-hot targets.
    """
  static let topic = Topic.data
  static let parameters: [Parameter] = [
    .operand("source", .path, "xor or digits", required: false)
  ]
  static let examples = [
    Example("data xor", "X", shows: "the four samples of XOR"),
    Example("data digits", "sample 3", shows: "a handwritten digit as a picture"),
  ]

  static let bundled: [(name: String, summary: String, load: @Sendable () -> Dataset)] = [
    ("xor", "4 samples, 2 inputs, 1 output", { Datasets.xor() }),
    ("digits", "1,797 handwritten digits of 8×8 pixels, 10 classes", { Datasets.digits() }),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    guard let source = arguments.word("source") else { return list(context.session) }
    guard let entry = bundled.first(where: { $0.name == source }) else {
      let near = Suggestions.nearest(to: source, among: bundled.map(\.name))
      throw arguments.failure(
        "there is no data set \(source)", at: "source",
        hint: near.map { "did you mean \($0)?" } ?? "data lists them")
    }
    let dataset = entry.load()
    try context.session.install(dataset, arguments)
    return .text(summary(of: dataset))
  }

  static func summary(of dataset: Dataset) -> StyledText {
    let samples = dataset.training
    var parts = [
      Description.count(samples.count, "sample"),
      dataset.image.map { "images of \($0.width)×\($0.height)" } ?? Description.count(samples.features, "input"),
      dataset.classNames.isEmpty
        ? Description.count(samples.outputs, "output") : "\(samples.outputs) classes",
    ]
    if let test = dataset.test { parts.insert("and \(Description.count(test.count, "sample")) for testing", at: 1) }
    return StyledText(dataset.name, .name) + StyledText(": \(parts.joined(separator: ", "))")
      + StyledText(dataset.credit.isEmpty ? "" : "\n\(dataset.credit)", .faint)
  }

  private static func list(_ session: Session) -> View {
    .table(
      Table(
        columns: ["data set", "what it is"],
        rows: bundled.map { [.text($0.name, .name), .text($0.summary)] },
        note: session.dataset.map { "loaded: \($0.name)" }))
  }
}

extension Session {
  /// Puts a data set in place, and its first samples into the batch.
  mutating func install(_ dataset: Dataset, _ arguments: Arguments) throws(Diagnostic) {
    self.dataset = dataset
    split = nil
    validationRows = nil
    validationSource = nil
    let count = dataset.training.count
    takeBatch(Array(0..<(count <= 16 ? count : min(count, 8))))
  }

  /// Puts samples of the data set into X and Y.
  mutating func takeBatch(_ rows: [Int]) {
    guard let samples = dataset?.training else { return }
    setBatch(input: samples.inputMatrix(at: rows), target: samples.targetMatrix(at: rows), rows: rows)
  }
}
